import { expect, test } from 'vitest';
import { faultsOf, privacy } from '../privacy/index.js';
import { everyDocument } from '../testing/documents.js';
import { foundCommunity, fullNameOf, organisation } from '../testing/organisation.js';
import { moderation, moderationDeclarations } from './moderation.js';

test('every collection of moderation, and every field, says how it concerns people', () => {
  expect(faultsOf(moderation().collections ?? [], moderationDeclarations)).toEqual([]);
});

test('an erasure leaves the audit whole, with an id for the name, and forgets why somebody was muted', async () => {
  const org = await organisation({ extensions: [moderation(), privacy({ declarations: moderationDeclarations })] });
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo']);
  const personId = await org.idOf('Bo');
  const until = '2026-02-01T00:00:00.000Z';
  await org.as('Ada').moderation.mute({ communityId, personId, reason: 'Too loud.', until });
  await org.as('Bo').people.erase({ personId });
  const docs = await everyDocument(org.storage);
  expect(JSON.stringify(docs)).not.toContain(fullNameOf('Bo'));
  const sanctions = docs.filter(({ collection }) => collection === 'sanctions');
  expect(sanctions).toMatchObject([{ body: { personId, kind: 'mute', reason: '', until } }]);
  const { items } = await org.as('Ada').moderation.listAudit({ communityId });
  expect(items[0]).toMatchObject({
    whom: { id: personId, name: null },
    record: { whom: personId, reason: 'Too loud.' },
  });
  expect((await org.cop.check()).findings).toEqual([]);
});
