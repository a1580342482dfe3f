import type { Json } from '@copkit/storage';
import { describe, expect, test } from 'vitest';
import { privacy } from '../privacy/index.js';
import { indexOf } from '../store/collection.js';
import { everyDocument } from '../testing/documents.js';
import { foundCommunity, type Organisation, organisation, refusalOf, startThread } from '../testing/organisation.js';
import { intercepted } from '../testing/storage.js';
import type { AuditRecord } from './api.js';
import { auditFaults } from './audit-chain.js';
import { moderation } from './moderation.js';
import { audit, auditId } from './records.js';

async function world() {
  const org = await organisation({ extensions: [moderation()] });
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo', 'Cy']);
  return { org, communityId, ada: org.as('Ada'), bo: org.as('Bo'), boId: await org.idOf('Bo') };
}

const until = '2026-03-01T00:00:00.000Z';

async function acts(org: Organisation, communityId: string) {
  const { items } = await org.as('Ada').moderation.listAudit({ communityId, limit: 100 });
  return items.map(({ record }) => record).reverse();
}

describe('the audit of a community', () => {
  test('says who did what to whom, why, as what, and what it changed', async () => {
    const { org, communityId, ada, bo, boId } = await world();
    await ada.moderation.mute({ communityId, personId: boId, reason: 'Enough.', until });
    const [last] = (await ada.moderation.listAudit({ communityId, limit: 1 })).items;
    expect(last).toMatchObject({
      partition: `community/${communityId}`,
      by: { id: await org.idOf('Ada'), name: 'Ada Quill-Ada' },
      whom: { id: boId },
      record: {
        act: 'moderation.mute',
        role: 'facilitator',
        reason: 'Enough.',
        before: { sanction: null },
        after: { sanction: { mutedUntil: until, banned: false } },
      },
    });
    expect((await refusalOf(bo.moderation.listAudit({ communityId }))).code).toBe('forbidden');
    expect((await org.admin.moderation.listAudit({ communityId, limit: 1 })).items).toEqual([last]);
  });

  test('has every administration, whatever part of copkit it is of, in the commit of the act itself', async () => {
    const { org, communityId, ada, bo, boId } = await world();
    const start = (await acts(org, communityId)).length;
    const cyId = await org.idOf('Cy');
    const thread = await startThread(bo, communityId);
    await ada.communities.update({
      communityId,
      visibility: 'closed',
      purpose: 'A text that is nobody’s business here.',
    });
    await ada.membership.setRoles({ communityId, personId: boId, roles: ['expert'] });
    await ada.membership.remove({ communityId, personId: cyId, reason: 'Left the company.' });
    await ada.threads.edit({ postId: thread.id, body: 'Without the customer’s name.' });
    await bo.threads.edit({ postId: thread.id, body: 'My own words.' });
    await ada.threads.hide({ postId: thread.id, reason: 'Confidential.' });
    await ada.communities.archive({ communityId });
    const found = (await acts(org, communityId)).slice(start);
    expect(found.map(({ act, whom, reason, before, after }) => ({ act, whom, reason, before, after }))).toEqual([
      {
        act: 'communities.update',
        whom: null,
        reason: null,
        before: { visibility: 'open' },
        after: { visibility: 'closed' },
      },
      {
        act: 'membership.setRoles',
        whom: boId,
        reason: null,
        before: { roles: ['member'] },
        after: { roles: ['expert'] },
      },
      {
        act: 'membership.remove',
        whom: cyId,
        reason: 'Left the company.',
        before: { state: 'active', roles: ['member'] },
        after: { state: 'removed', roles: [] },
      },
      {
        act: 'threads.edit',
        whom: boId,
        reason: null,
        before: { editedAt: null },
        after: { editedAt: expect.any(String) },
      },
      {
        act: 'threads.hide',
        whom: boId,
        reason: 'Confidential.',
        before: { visibility: 'visible' },
        after: { visibility: 'hidden' },
      },
      {
        act: 'communities.archive',
        whom: null,
        reason: null,
        before: { archivedAt: null },
        after: { archivedAt: expect.any(String) },
      },
    ]);
    const docs = await everyDocument(org.storage);
    const revOf = (collection: string, id: string) =>
      docs.find((doc) => doc.collection === collection && doc.id === id)?.rev;
    expect(revOf('audit', auditId(start + found.length))).toBe(revOf('community', 'it'));
  });

  test('has nothing of what was refused, and an act once however often it is sent', async () => {
    const { org, communityId, ada, bo, boId } = await world();
    const act = { communityId, personId: boId, reason: 'Enough.', until };
    const before = await acts(org, communityId);
    await refusalOf(bo.moderation.mute({ ...act, personId: await org.idOf('Cy') }));
    await refusalOf(ada.moderation.mute({ ...act, until: '2020-01-01T00:00:00.000Z' }));
    expect(await acts(org, communityId)).toEqual(before);
    for (let times = 0; times < 3; times++) await ada.moderation.mute(act, { mutationId: 'the-same' });
    expect(await acts(org, communityId)).toHaveLength(before.length + 1);
  });

  test('is read in pages, both ways', async () => {
    const { org, communityId, ada, boId } = await world();
    for (const role of ['expert', 'steward', 'guest'] as const) {
      await ada.membership.setRoles({ communityId, personId: boId, roles: [role] });
    }
    const all = (await acts(org, communityId)).reverse().map(({ number }) => number);
    const first = await ada.moderation.listAudit({ communityId, limit: 2 });
    const second = await ada.moderation.listAudit({ communityId, limit: 2, after: first.next ?? '' });
    expect([...first.items, ...second.items].map(({ record }) => record.number)).toEqual(all.slice(0, 4));
    const back = await ada.moderation.listAudit({ communityId, limit: 2, before: second.previous ?? '' });
    expect(back.items).toEqual(first.items);
  });
});

test('what is done to people, units and topics is for administrators, and erasure leaves the ids in it', async () => {
  const { org, ada, boId } = await world();
  await org.admin.units.define({ id: 'mill', name: 'Mill' });
  await org.admin.topics.define({ prefLabel: 'seals' });
  await org.admin.people.import({ people: [{ hostId: 'new', name: 'New Person' }] });
  await org.admin.moderation.suspend({ personId: boId, reason: 'Left.' });
  await org.admin.moderation.liftSuspension({ personId: boId });
  await org.as('Bo').people.erase({ personId: boId });
  const rootId = await org.idOf('Root');
  expect((await refusalOf(ada.moderation.listOrganisationAudit())).code).toBe('forbidden');
  const listed = await org.admin.moderation.listOrganisationAudit();
  expect(listed.items.map(({ record: { act, actor, whom, role } }) => [act, actor.id, whom, role])).toEqual([
    ['people.erase', boId, boId, 'member'],
    ['moderation.liftSuspension', rootId, boId, 'administrator'],
    ['moderation.suspend', rootId, boId, 'administrator'],
    ['people.import', rootId, null, 'administrator'],
    ['topics.define', rootId, null, 'administrator'],
    ['units.define', rootId, null, 'administrator'],
  ]);
  expect(listed.items[0]?.whom).toEqual({ id: boId, name: null, unit: null, jobTitle: null });
  const pages = [];
  for (let after: string | null = ''; after !== null; ) {
    const page = await org.admin.moderation.listOrganisationAudit({ limit: 2, ...(after === '' ? {} : { after }) });
    pages.push(...page.items);
    after = page.next;
  }
  expect(pages).toEqual(listed.items);
});

test('what writes in several places is noted before it begins, whatever becomes of it', async () => {
  const broken = await organisation({
    extensions: [moderation()],
    wrap: (inner) =>
      intercepted(inner, {
        async commit(partition, commit) {
          if (commit.puts.some(({ collection }) => collection === 'units')) throw new Error('Killed.');
          return inner.commit(partition, commit);
        },
      }),
  });
  const people = [{ hostId: 'new', name: 'New Person', unit: 'mill' }];
  await expect(broken.admin.people.import({ people })).rejects.toThrow();
  const { items } = await broken.admin.moderation.listOrganisationAudit();
  expect(items.map(({ record: { act, role } }) => [act, role])).toEqual([['people.import', 'administrator']]);
});

test('an erasure by whichever operation is in it', async () => {
  const org = await organisation({ extensions: [moderation(), privacy()] });
  const boId = await org.idOf('Bo');
  await org.admin.privacy.requestErasure({ personId: boId });
  const { items } = await org.admin.moderation.listOrganisationAudit();
  expect(items.map(({ record: { act, whom, after } }) => [act, whom, after])).toEqual([
    ['privacy.requestErasure', boId, { erased: true }],
  ]);
});

describe('what is changed in the store behind copkit’s back is found', () => {
  async function tampered(change: (record: AuditRecord) => AuditRecord | null, number = 2) {
    const { org, communityId, ada, boId } = await world();
    await ada.moderation.mute({ communityId, personId: boId, reason: 'Enough.', until });
    const partition = `community/${communityId}`;
    const key = { collection: audit.name, id: auditId(number) };
    const [doc] = await org.storage.get(partition, [key]);
    const original = doc?.body as unknown as AuditRecord;
    const write = async (record: AuditRecord | null) => {
      const body = record as unknown as Json;
      const puts = record ? [{ ...key, body, keys: audit.keys(record, key.id) }] : [];
      await org.storage.commit(partition, { expect: [], puts, deletes: record ? [] : [key] });
    };
    expect((await org.cop.check()).findings).toEqual([]);
    await write(change(original));
    const { findings } = await org.cop.check();
    const exported = (await acts(org, communityId)).sort((left, right) => left.number - right.number);
    const faults = [...auditFaults(partition, exported)];
    // The test's own check at its end finds the store in order again.
    await write(original);
    return { findings: findings.map(({ document, what }) => `${document} ${what}`), faults };
  }

  test.each<[string, (record: AuditRecord) => AuditRecord | null, RegExp]>([
    ['a reason', (record) => ({ ...record, reason: 'Something harmless.' }), /audit\/000000002 was changed after/],
    [
      'the person who did it',
      (record) => ({ ...record, actor: { ...record.actor, id: 'p_00000000000000000' } }),
      /changed/,
    ],
    ['the moment', (record) => ({ ...record, at: '2026-01-01T00:00:00.000Z' }), /audit\/000000002 was changed after/],
    ['a record that was removed', () => null, /audit\/000000002 is missing/],
    ['a record that follows on another', (record) => ({ ...record, previous: 'f'.repeat(64) }), /does not follow on/],
  ])('%s', async (_what, change, expected) => {
    const { findings, faults } = await tampered(change);
    expect(findings.join('\n')).toMatch(expected);
    expect(faults).not.toEqual([]);
  });

  test('the last record, by what the partition says of it', async () => {
    const { org, communityId } = await world();
    const last = (await acts(org, communityId)).length;
    const { findings } = await tampered(() => null, last + 1);
    expect(findings.join('\n')).toMatch(/auditHeads\/it says that \d+ records were written/);
  });

  test('nothing else that copkit offers writes it', async () => {
    const { org } = await world();
    const writes = org.cop.operations.filter(({ kind, name }) => kind === 'write' && /audit/i.test(name));
    expect(writes).toEqual([]);
    expect(audit.keys({ at: 'x' } as AuditRecord, '1')[0]?.[0]).toBe(indexOf('audit', 'audit'));
  });
});
