import { expect, test } from 'vitest';
import { startThread } from '../testing/organisation.js';
import { lived } from '../testing/privacy.js';
import { intercepted } from '../testing/storage.js';
import { retentionSchema } from './index.js';

const DAY_MS = 86_400_000;
const privacy = { retention: { drafts: '90d', inbox: '30d', flags: '1y' } } as const;

/** Bo has drafts and an inbox, and a flag about them was decided on. */
async function aged(days: number, setting: Parameters<typeof lived>[0] = {}) {
  const world = await lived({ privacy, ...setting });
  const { org, communityId } = world;
  const [flag] = (await org.as('Ada').threads.listFlags({ communityId })).items;
  await org.as('Ada').threads.resolveFlag({ flagId: flag?.id ?? '', outcome: 'kept' });
  org.clock.forward(days * DAY_MS);
  await org.as('Bo').drafts.save({ key: 'new', body: 'Young.' });
  return world;
}

test('what is older than its rule says is deleted by the sweep, the rest stays', async () => {
  const { org, communityId } = await aged(100);
  expect((await org.as('Bo').inbox.list()).items).not.toEqual([]);
  const told = await org.admin.privacy.previewRetention();
  expect(told).toMatchObject({ due: { drafts: 1, inbox: expect.any(Number) }, held: 0, next: null });
  await org.cop.sweep();
  expect((await org.as('Bo').inbox.list()).items).toEqual([]);
  expect((await org.as('Bo').drafts.list()).items.map(({ key }) => key)).toEqual(['new']);
  expect((await org.as('Ada').threads.listFlags({ communityId, resolved: true })).items).toHaveLength(1);
  expect((await org.admin.privacy.previewRetention()).due).toEqual({});
  const { last, rules } = await org.as('Bo').privacy.getRetention();
  expect(last).toMatchObject({ deleted: told.due, held: 0, finishedAt: expect.any(String) });
  expect(rules).toMatchObject({ drafts: '90d', activity: 'keep', usage: '400d' });
  // Counts, and nobody in them.
  expect((await org.admin.privacy.listAudit()).items).toMatchObject([
    { act: 'retention', by: null, subjectId: null, counts: { ...told.due, held: 0 } },
  ]);
});

test('flags that were decided on go after their time; what metrics need stays where nothing else is said', async () => {
  const { org, communityId } = await aged(400);
  const before = (await org.system.activity.list({ communityId, limit: 100 })).items.length;
  await org.cop.sweep();
  expect((await org.as('Ada').threads.listFlags({ communityId, resolved: true })).items).toEqual([]);
  expect((await org.system.activity.list({ communityId, limit: 100 })).items).toHaveLength(before);
});

test('the activity log is trimmed where the organisation says so', async () => {
  const { org, communityId } = await aged(800, { privacy: { retention: { activity: '2y' } } });
  await startThread(org.as('Ada'), communityId);
  await org.cop.sweep();
  expect((await org.system.activity.list({ communityId })).items.map(({ verb }) => verb)).toEqual(['ask']);
});

test.each(['person', 'community', 'thread'] as const)('a held %s is passed over and counted', async (what) => {
  const { org, boId, communityId, threadId } = await aged(400);
  const subjectId = { person: boId, community: communityId, thread: threadId }[what];
  await org.admin.privacy.hold({ subjectId, reason: 'Dispute' });
  const told = await org.admin.privacy.previewRetention();
  expect(told.held).toBeGreaterThan(0);
  await org.cop.sweep();
  expect((await org.as('Ada').threads.listFlags({ communityId, resolved: true })).items).toHaveLength(1);
  expect((await org.as('Bo').drafts.list()).items).toHaveLength(what === 'person' ? 2 : 1);
  expect((await org.admin.privacy.getRetention()).last).toMatchObject({ held: told.held, deleted: told.due });
});

test('a run that was broken off is gone on from, and is not begun twice a day', async () => {
  let broken = false;
  const { org, boId } = await aged(100, {
    wrap: (storage) =>
      intercepted(storage, {
        async commit(partition, commit) {
          const deletes = commit.deletes.some(({ collection }) => collection === 'drafts');
          if (deletes && !broken && partition === `person/${boIdOf.value}`) {
            broken = true;
            throw new Error('Killed.');
          }
          return storage.commit(partition, commit);
        },
      }),
  });
  boIdOf.value = boId;
  await expect(org.cop.sweep()).rejects.toThrow('Killed.');
  expect((await org.admin.privacy.getRetention()).last?.finishedAt).toBeNull();
  // Whoever was killed may still be at it, for all that others know.
  await org.cop.sweep();
  expect((await org.as('Bo').drafts.list()).items).toHaveLength(2);
  org.clock.forward(11 * 60_000);
  await org.cop.sweep();
  expect((await org.as('Bo').drafts.list()).items).toHaveLength(1);
  const { last } = await org.admin.privacy.getRetention();
  expect(last?.finishedAt).not.toBeNull();
  await org.cop.sweep();
  expect((await org.admin.privacy.getRetention()).last).toEqual(last);
});
const boIdOf = { value: '' };

test('days of counts go as the rule says', async () => {
  const { org, threadId } = await lived({ privacy: { retention: { usage: '30d' } } });
  await org.as('Ada').threads.get({ threadId });
  await org.cop.sweep();
  const days = async () => (await org.storage.listPartitions('usage/', 100)).filter((name) => /\d$/.test(name));
  expect(await days()).toHaveLength(1);
  org.clock.forward(40 * DAY_MS);
  await org.cop.sweep();
  expect(await days()).toEqual([]);
});

test.each(['community', 'thread'] as const)(
  'a held %s keeps the days of its counts until it is released',
  async (what) => {
    const { org, communityId, threadId } = await lived({ privacy: { retention: { usage: '30d' } } });
    const subjectId = { community: communityId, thread: threadId }[what];
    await org.as('Ada').threads.get({ threadId });
    await org.cop.sweep();
    await org.admin.privacy.hold({ subjectId, reason: 'Dispute' });
    org.clock.forward(40 * DAY_MS);
    const days = async () => (await org.storage.listPartitions('usage/', 100)).filter((name) => /\d$/.test(name));
    expect(await org.admin.privacy.previewRetention()).toMatchObject({ due: {}, held: 1 });
    await org.cop.sweep();
    expect(await days()).toHaveLength(1);
    await org.admin.privacy.release({ subjectId, reason: 'Settled' });
    org.clock.forward(DAY_MS);
    await org.cop.sweep();
    expect(await days()).toEqual([]);
  },
);

test('rules that make no sense are refused', () => {
  const faultOf = (rules: unknown) => retentionSchema.safeParse(rules).error?.issues[0]?.message;
  expect(faultOf({ drafts: '90' })).toMatch(/^must be keep, or/);
  expect(faultOf({ activity: '1y' })).toMatch(/at least 2y/);
  expect(faultOf({ usage: '2y' })).toMatch(/at most 400d/);
  expect(faultOf({ usage: 'keep' })).toMatch(/at most 400d/);
  expect(faultOf({ drafts: '2y', inbox: 'keep', audit: '10y' })).toBeUndefined();
});
