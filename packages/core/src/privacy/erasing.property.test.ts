import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partitions } from '../integrity/feed.js';
import { everyDocument } from '../testing/documents.js';
import { fullNameOf, hostIdOf } from '../testing/organisation.js';
import { tracesOf, withPrivacy } from '../testing/privacy.js';
import { cast, play, steps } from '../testing/scenario.js';

test('whoever is erased, and whatever happened before: nothing names them, and every thread has its posts', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.constantFrom(...cast), async (script, who) => {
      const org = await withPrivacy();
      await play([org], script, 4);
      for (const other of cast) await org.as(other).drafts.save({ key: 'about', body: `See ${fullNameOf(who)}.` });
      const personId = await org.idOf(who);
      const posts = async () =>
        (await everyDocument(org.storage))
          .filter(({ collection }) => collection === 'threads' || collection === 'replies')
          .map(({ id }) => id)
          .sort();
      const before = await posts();
      await org.admin.privacy.requestErasure({ personId });
      for await (const partition of partitions(org.storage)) {
        if (!partition.startsWith('community/')) continue;
        const communityId = partition.slice('community/'.length);
        const { items } = await org.admin.privacy.listNameHits({ communityId, limit: 100 });
        for (const { id: hitId } of items)
          await org.admin.privacy.decideNameHit({ communityId, hitId, outcome: 'redacted' });
      }
      expect(await tracesOf(org, who)).toEqual([]);
      expect(await posts()).toEqual(before);
      let dump = '';
      for await (const line of org.cop.dump()) dump += line;
      for (const word of [fullNameOf(who), hostIdOf(who)]) expect(dump).not.toContain(word);
      const { name } = await org.admin.people.get({ personId });
      expect(name).toBeNull();
    }),
    { numRuns: 12, seed: 5 },
  );
}, 60_000);
