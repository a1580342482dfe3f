import type { Extension, Operation } from '@copkit/core';
import type { StorageAdapter } from '@copkit/storage';
import { expect, test } from 'vitest';
import { builtIn } from '../../packages/core/src/registry.js';
import { postsOf } from '../../packages/core/src/testing/permissions/posts.js';
import { nowhere } from '../../packages/core/src/testing/permissions/samples.js';
import { type World, worldOf } from '../../packages/core/src/testing/permissions/world.js';
import { shippedExtensions } from './extensions.js';
import { idFields, idsOf, inputFor, withValue } from './inputs.js';
import { served } from './served.js';

// Insecure direct object references: somebody with every right in a community of their own puts the id of a thing of
// another community, or of a person there, into each place of each operation. It must go as with the id of nothing.

const extensions: readonly Extension[] = await shippedExtensions();
const operations: readonly Operation[] = [builtIn, ...extensions]
  .flatMap((each) => each.operations ?? [])
  .filter(({ allow }) => allow.some((grant) => grant !== 'system'));

/** The place in the feed of every partition but those that change with reading. */
async function headsOf(storage: StorageAdapter): Promise<Record<string, unknown>> {
  const partitions = (await storage.listPartitions(null, 1_000)).filter(
    (partition) => !partition.startsWith('usage/') && partition !== 'catalog',
  );
  const heads = await storage.heads(partitions);
  return Object.fromEntries(partitions.map((partition, at) => [partition, heads[at]]));
}

/** A world in which Sam, nobody in the private community, leads one of his own. */
async function twoCommunities(): Promise<{ theirs: World; own: World }> {
  const theirs = await worldOf('none', 'private', undefined, extensions);
  theirs.keep();
  const { org } = theirs;
  const sam = org.as('Sam', { unit: 'hall' });
  const { id: communityId } = await sam.communities.create({ name: 'Own', purpose: 'Alone', visibility: 'private' });
  const { id: samId } = await sam.people.getMe();
  for (const name of ['Uma', 'Vic']) {
    await sam.membership.invite({ communityId, personId: await org.idOf(name) });
    await org.as(name).membership.accept({ communityId });
  }
  await org.as('Wes').people.getMe();
  const mine = await postsOf(org, 'Sam', communityId, samId);
  const others = await postsOf(org, 'Sam', communityId, await org.idOf('Uma'));
  const series = await sam.outcomes.define({
    communityId,
    name: 'Hums',
    measure: 'count',
    every: 'month',
    numerator: 'hums',
    source: 'ERP',
  });
  const changed = await sam.interventions.record({ communityId, kind: 'other', title: 'New', at: '2025-06-01' });
  const own: World = {
    ...theirs,
    communityId,
    mine,
    theirs: others,
    routedId: mine.threadId,
    seriesId: series.id,
    interventionId: changed.id,
    memberId: await org.idOf('Uma'),
    facilitatorId: samId,
    askingId: await org.idOf('Vic'),
    strangerId: await org.idOf('Wes'),
  };
  await org.cop.jobs.run();
  return { theirs, own };
}

/** Fields of words: of a text to search for, a topic, a subject of the host's, a draft of one's own. */
const WORDS: ReadonlySet<string> = new Set(['key', 'text', 'subject', 'topic', 'topicId', '0']);

/** Acts on anybody the organisation knows, members of other communities too, and says nothing of those communities. */
const ON_ANYBODY = new Set([
  'people.get personId',
  'expertise.getProfile personId',
  'membership.invite personId',
  'membership.appoint personId',
  // Whoever is not to come may be told so before they came.
  'moderation.ban personId',
  'moderation.liftBan personId',
  'communities.create sponsorId',
  'communities.update sponsorId',
]);

test('an id of another community is as good as the id of nothing, and nothing is written', async () => {
  const { theirs, own } = await twoCommunities();
  const { identity, org } = own;
  if (!identity) throw new Error('Sam cannot sign on.');
  const server = await served(org.cop);
  const absent = idsOf(nowhere(theirs), nowhere(theirs).theirs);
  const hidden = idsOf(theirs, theirs.theirs);
  const home = `person/${await org.idOf('Sam')}`;
  // Ids of the other community that were never sent, so that no echo of what was sent looks like a leak.
  const sent: ReadonlySet<string> = new Set([...Object.values(hidden), theirs.mine.ownerId]);
  const markers = [...Object.values(theirs.mine), ...Object.values(theirs.theirs), theirs.routedId];
  const secrets = markers.filter((id) => !sent.has(id));
  const wrong: unknown[] = [];
  let asked = 0;
  for (const operation of operations) {
    const input = inputFor(operation, own, own.mine);
    for (const { path, kinds } of idFields(operation)) {
      for (const kind of kinds) {
        if (kind === 'person') continue;
        const what = `${operation.name} with a ${kind} in ${path.join('.')}`;
        const before = await headsOf(org.storage);
        const one = await server.call(identity, operation.name, withValue(input, path, hidden[kind]));
        const after = await headsOf(org.storage);
        asked++;
        if (secrets.some((id) => one.text.includes(id))) wrong.push({ what, leaked: one.text });
        if (one.status >= 500) wrong.push({ what, one, faults: server.faults.splice(0).map(String) });
        const changed = Object.keys(after).filter((partition) => after[partition] !== before[partition]);
        // A word is the caller's own, though it looks like an id: what they write with it stays with them.
        const isWord = WORDS.has(path.at(-1) ?? '');
        const isOwn = (partition: string) =>
          partition === home || !(partition.startsWith('person/') || partition === `community/${theirs.communityId}`);
        const foreign = isWord && one.status < 400 ? changed.filter((partition) => !isOwn(partition)) : changed;
        if (foreign.length > 0) wrong.push({ what, foreign });
        if (isWord && one.status < 400) continue;
        const other = await server.call(identity, operation.name, withValue(input, path, absent[kind]));
        const told = (answer: typeof one, id: string) => `${answer.status} ${answer.text.replaceAll(id, 'ID')}`;
        if (told(one, hidden[kind]) !== told(other, absent[kind])) wrong.push({ what, one, other });
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(asked).toBeGreaterThan(100);
});

test('a person of another community is, in this one, like a person of none', async () => {
  const { theirs, own } = await twoCommunities();
  const { identity, org } = own;
  if (!identity) throw new Error('Sam cannot sign on.');
  const server = await served(org.cop);
  const stranger = theirs.strangerId;
  const wrong: unknown[] = [];
  let asked = 0;
  for (const operation of operations) {
    const input = inputFor(operation, own, own.mine);
    for (const { path, kinds } of idFields(operation)) {
      if (!kinds.includes('person')) continue;
      const place = `${operation.name} ${path.join('.')}`;
      if (ON_ANYBODY.has(place)) continue;
      asked++;
      const before = await headsOf(org.storage);
      const one = await server.call(identity, operation.name, withValue(input, path, theirs.memberId));
      const after = await headsOf(org.storage);
      const other = await server.call(identity, operation.name, withValue(input, path, stranger));
      const told = (answer: typeof one, id: string) => `${answer.status} ${answer.text.replaceAll(id, 'ID')}`;
      if (told(one, theirs.memberId) !== told(other, stranger)) wrong.push({ place, one, other });
      const changed = Object.keys(after).filter((partition) => after[partition] !== before[partition]);
      if (changed.length > 0) wrong.push({ place, changed, one });
    }
  }
  expect(wrong).toEqual([]);
  expect(asked).toBeGreaterThan(8);
});

test('the place in a list of another community is no place in this one', async () => {
  const { theirs, own } = await twoCommunities();
  const { org } = own;
  const fay = org.as('Fay');
  const sam = org.as('Sam', { unit: 'hall' });
  const list = await fay.threads.list({ communityId: theirs.communityId, limit: 1 });
  const members = await fay.membership.list({ communityId: theirs.communityId, limit: 1 });
  expect([list.next, members.next]).not.toContain(null);
  const { communityId } = own;
  await expect(sam.threads.list({ communityId, after: String(list.next) })).rejects.toMatchObject({
    code: 'stale-cursor',
  });
  await expect(sam.membership.list({ communityId, after: String(members.next) })).rejects.toMatchObject({
    code: 'stale-cursor',
  });
});
