import { memory } from '@copkit/storage';
import { expect, test } from 'vitest';
import { evaluation } from '../evaluation/evaluation.js';
import { expertise } from '../expertise/expertise.js';
import type { Extension } from '../extension/extension.js';
import { createCopkit } from '../index.js';
import { moderation } from '../moderation/moderation.js';
import { privacy } from '../privacy/index.js';
import { leavesOf } from '../privacy/leaves.js';
import { provisioning } from '../provisioning/provisioning.js';
import { builtIn, register } from '../registry.js';
import { foundCommunity, hostIdOf, organisation, refusalOf } from '../testing/organisation.js';
import { intercepted } from '../testing/storage.js';
import { isQuestion } from './asked.js';
import { ledgerPartition } from './records.js';

const all: readonly Extension[] = [builtIn, privacy(), moderation(), expertise(), provisioning(), evaluation()];
const setting = { extensions: [expertise(), evaluation()] };
const nothing = { about: null, window: null, narrowed: null, count: 1, given: 0, suppressed: 0, insufficient: 0 };

test('members see what was asked, in which role and how it came out, and not by whom', async () => {
  const org = await organisation(setting);
  const { id: communityId } = await foundCommunity(org, 'Fay', { visibility: 'private' }, ['Mia', 'Sol']);
  await org.as('Fay').membership.setRoles({ communityId, personId: await org.idOf('Sol'), roles: ['sponsor'] });
  const asked = { communityId, metric: 'answer-rate', window: '2025-Q3' } as const;
  const { status } = await org.as('Fay').metrics.get(asked);
  await org.as('Fay').metrics.get(asked);
  await org.as('Sol').metrics.get(asked);
  await org.as('Sol').metrics.get({ ...asked, window: 'all' });
  await org.system.activity.list({ communityId });
  await org.as('Sol').knowledge.getMap({ communityId });
  const { items } = await org.as('Mia').ledger.list({ communityId });
  const day = '2026-01-05';
  const figure = { ...nothing, day, question: 'metrics.get', about: 'answer-rate', window: '2025-Q3', [status]: 1 };
  expect(items).toHaveLength(5);
  expect(items).toEqual(
    expect.arrayContaining([
      { ...figure, role: 'facilitator', count: 2, [status]: 2 },
      { ...figure, role: 'sponsor' },
      { ...figure, role: 'sponsor', window: 'all' },
      { ...nothing, day, role: 'system', question: 'activity.list' },
      expect.objectContaining({ role: 'sponsor', question: 'knowledge.getMap' }),
    ]),
  );
  for (const name of ['Fay', 'Sol']) expect(JSON.stringify(items)).not.toContain(await org.idOf(name));
});

test('a refused question is no question, and the later pages of an answer are one with the first', async () => {
  const org = await organisation(setting);
  const { id: communityId } = await foundCommunity(org, 'Fay', {}, ['Mia', 'Sol']);
  await refusalOf(org.as('Mia').metrics.get({ communityId, metric: 'answer-rate', window: 'all' }));
  const first = await org.system.activity.list({ communityId, limit: 1 });
  await org.system.activity.list({ communityId, limit: 1, after: first.next! });
  const { items } = await org.as('Mia').ledger.list({ communityId });
  expect(items).toEqual([{ ...nothing, day: '2026-01-05', role: 'system', question: 'activity.list' }]);
});

test('who looks at all communities asks each; one’s own ties are nobody else’s question', async () => {
  const org = await organisation(setting);
  const { id: communityId } = await foundCommunity(org, 'Fay', {}, ['Mia']);
  const { id: other } = await foundCommunity(org, 'Sol', { name: 'Seals' });
  await org.cop.sweep();
  await org.admin.metrics.getOrganisation({ window: '2025-Q3' });
  await org.as('Mia').metrics.getMyTies({ communityId });
  const question = 'metrics.getOrganisation';
  const entry = { ...nothing, day: '2026-01-05', role: 'admin', question, window: '2025-Q3', given: 1 };
  expect((await org.as('Mia').ledger.list({ communityId })).items).toEqual([entry]);
  expect((await org.as('Sol').ledger.list({ communityId: other })).items).toEqual([entry]);
});

test('the latest day comes first, in pages', async () => {
  const org = await organisation(setting);
  const { id: communityId } = await foundCommunity(org, 'Fay');
  const fay = org.as('Fay');
  for (let day = 0; day < 3; day++) {
    for (const window of ['2025-Q1', '2025-Q2']) await fay.metrics.get({ communityId, metric: 'answer-rate', window });
    org.clock.forward(86_400_000);
  }
  const pageOne = await fay.ledger.list({ communityId, limit: 4 });
  const pageTwo = await fay.ledger.list({ communityId, limit: 4, after: pageOne.next! });
  const days = [...pageOne.items, ...pageTwo.items].map(({ day }) => day);
  expect(days).toEqual(['2026-01-07', '2026-01-07', '2026-01-06', '2026-01-06', '2026-01-05', '2026-01-05']);
  expect(pageTwo.next).toBeNull();
});

test('what left the store is noted at once', async () => {
  const org = await organisation(setting);
  const { id: communityId } = await foundCommunity(org, 'Fay');
  await org.system.ledgerOffice.note({ communityId, question: 'report', about: 'html', window: '2025-Q3' });
  expect((await org.storage.scan(ledgerPartition(communityId), everything)).docs).toHaveLength(1);
  const { items } = await org.as('Fay').ledger.list({ communityId });
  expect(items).toMatchObject([{ role: 'system', question: 'report', about: 'html', window: '2025-Q3', count: 1 }]);
});

const everything = { index: 'ledger:ledger', from: '2', to: '3', limit: 100 };

test('asking writes nothing by itself; what was asked is written together, also when the store is closed', async () => {
  const org = await organisation(setting);
  const { id: communityId } = await foundCommunity(org, 'Fay');
  const other = await createCopkit({ storage: memory({ store: org.store }), clock: org.clock.now, ...setting });
  const fay = other.as({ hostId: hostIdOf('Fay'), name: 'Fay' });
  const written = async () => (await org.storage.scan(ledgerPartition(communityId), everything)).docs.length;
  for (let n = 0; n < 20; n++) await fay.metrics.get({ communityId, metric: 'answer-rate', window: `20${10 + n}` });
  expect(await written()).toBe(0);
  await other.close();
  const { items } = await org.as('Fay').ledger.list({ communityId, limit: 100 });
  expect(items).toHaveLength(20);
});

test('what the store did not take is told, and written with what comes next', async () => {
  let broken = false;
  const org = await organisation({
    ...setting,
    wrap: (storage) =>
      intercepted(storage, {
        commit: async (partition, commit) => {
          if (broken && partition.endsWith('/ledger')) throw new Error('The disk is full.');
          return storage.commit(partition, commit);
        },
      }),
  });
  const { id: communityId } = await foundCommunity(org, 'Fay');
  const ask = () => org.as('Fay').metrics.get({ communityId, metric: 'answer-rate', window: 'all' });
  broken = true;
  await ask();
  expect((await org.as('Fay').ledger.list({ communityId })).items).toEqual([]);
  expect(org.faults.splice(0)).toMatchObject([{ message: 'The disk is full.' }]);
  broken = false;
  await ask();
  expect((await org.as('Fay').ledger.list({ communityId })).items).toMatchObject([{ count: 2 }]);
});

test('whatever gives figures of a community to those who answer for it stands in the ledger', () => {
  const operations = [...register(all).operations.values()];
  const isVerdict = /(^|\.)status$/;
  const telling = operations.filter(
    ({ kind, output, allow }) =>
      kind === 'read' &&
      !allow.some((grant) => grant === 'person' || grant === 'reader') &&
      leavesOf(output).some(({ path }) => isVerdict.test(path)) &&
      leavesOf(output).some(({ path }) => /(^|\.)(nPersons|respondents)$/.test(path)),
  );
  expect(telling.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['metrics.get', 'knowledge.getRisk', 'surveys.getResults']),
  );
  expect(telling.filter((operation) => !isQuestion(operation)).map(({ name }) => name)).toEqual([]);
});

test('thousands of questions at once are written in parts', async () => {
  const org = await organisation(setting);
  const { id: communityId } = await foundCommunity(org, 'Fay');
  const fay = org.cop.as({ hostId: hostIdOf('Fay'), name: 'Fay' });
  const windows = Array.from({ length: 2_100 }, (_, year) => String(1_000 + year));
  await Promise.all(windows.map((window) => fay.metrics.get({ communityId, metric: 'answer-rate', window })));
  await org.system.ledgerOffice.note({ communityId, question: 'report', about: 'html' });
  let count = 0;
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof fay.ledger.list>> = await fay.ledger.list({
      communityId,
      limit: 100,
      ...(after ? { after } : {}),
    });
    count += page.items.length;
    after = page.next;
  } while (after);
  expect(count).toBe(2_101);
});
