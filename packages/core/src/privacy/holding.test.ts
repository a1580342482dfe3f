import { expect, test } from 'vitest';
import { fullNameOf, type Organisation, refusalOf, startThread } from '../testing/organisation.js';
import { lived, tracesOf } from '../testing/privacy.js';

const DAY_MS = 86_400_000;

async function dayLater(org: Organisation, days = 1): Promise<void> {
  org.clock.forward(days * DAY_MS);
  await org.cop.jobs.run();
}

const until = (org: Organisation, days: number) => new Date(org.clock.now().getTime() + days * DAY_MS).toISOString();

test('a held person is not erased: the request waits, and is done when the hold is released', async () => {
  const { org, boId } = await lived();
  await org.admin.privacy.hold({ subjectId: boId, reason: 'Dispute 4711' });
  expect(await refusalOf(org.as('Bo').people.erase({ personId: boId }))).toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('legal hold'),
  });
  const asked = await org.as('Bo').privacy.requestErasure({ personId: boId });
  expect(asked.state).toBe('pending');
  expect(await org.as('Bo').privacy.requestErasure({ personId: boId })).toEqual(asked);
  expect((await org.admin.privacy.listPendingErasures()).items).toMatchObject([{ person: { name: fullNameOf('Bo') } }]);
  await dayLater(org, 40);
  expect(await tracesOf(org, 'Bo')).not.toEqual([]);
  await org.admin.privacy.release({ subjectId: boId, reason: 'Settled' });
  await org.cop.jobs.run();
  expect(await tracesOf(org, 'Bo')).toEqual([]);
  expect((await org.admin.privacy.listPendingErasures()).items).toEqual([]);
  const { items } = await org.admin.privacy.listAudit();
  expect(items.map(({ act }) => act)).toEqual(['erase', 'release', 'postponeErasure', 'hold']);
  expect(items[3]).toMatchObject({ subjectId: boId, reason: 'Dispute 4711' });
});

test('a hold ends by itself at its time, and what waited for it is done', async () => {
  const { org, boId } = await lived();
  await org.admin.privacy.hold({ subjectId: boId, reason: 'Dispute', until: until(org, 10) });
  await org.admin.privacy.requestErasure({ personId: boId });
  await dayLater(org, 9);
  expect(await tracesOf(org, 'Bo')).not.toEqual([]);
  await dayLater(org, 2);
  expect(await tracesOf(org, 'Bo')).toEqual([]);
  await org.cop.sweep();
  expect((await org.admin.privacy.listHolds()).items).toEqual([]);
  expect((await org.admin.privacy.listAudit()).items).toContainEqual(
    expect.objectContaining({ act: 'release', by: null, subjectId: boId }),
  );
});

test.each(['community', 'thread'] as const)(
  'a held %s holds back the erasure of who takes part in it',
  async (what) => {
    const { org, boId, communityId, threadId } = await lived();
    const cyId = await org.idOf('Cy');
    const subjectId = what === 'community' ? communityId : threadId;
    await org.admin.privacy.hold({ subjectId, reason: 'Inspection' });
    expect((await org.admin.privacy.requestErasure({ personId: boId })).state).toBe('pending');
    expect((await org.admin.privacy.requestErasure({ personId: cyId })).state).toBe('erased');
    await org.admin.privacy.release({ subjectId, reason: 'Done' });
    await dayLater(org);
    expect(await tracesOf(org, 'Bo')).toEqual([]);
  },
);

test('holds are listed with reason and end, changed by holding again, and only by administrators', async () => {
  const { org, threadId, boId } = await lived();
  const admin = org.admin.privacy;
  await admin.hold({ subjectId: threadId, reason: 'First' });
  const end = until(org, 5);
  await admin.hold({ subjectId: threadId, reason: 'Second', until: end });
  expect((await admin.listHolds()).items).toMatchObject([
    { subjectId: threadId, reason: 'Second', until: end, by: { name: fullNameOf('Root') } },
  ]);
  const ada = org.as('Ada').privacy;
  for (const refused of [
    () => ada.hold({ subjectId: boId, reason: 'Grudge' }),
    () => ada.listHolds(),
    () => ada.release({ subjectId: threadId, reason: 'No' }),
  ])
    expect(await refusalOf(refused())).toMatchObject({ code: 'forbidden' });
  const absent = `t_${threadId.slice(2, 18)}_000000000000`;
  expect(await refusalOf(admin.hold({ subjectId: absent, reason: 'x' }))).toMatchObject({ code: 'not-found' });
  expect(await refusalOf(admin.hold({ subjectId: boId, reason: 'x', until: '2020-01-01T00:00:00Z' }))).toMatchObject({
    code: 'invalid',
    field: 'until',
  });
  expect(await refusalOf(admin.release({ subjectId: boId, reason: 'x' }))).toMatchObject({ code: 'not-found' });
});

test('what its author withdraws from a held thread is kept for the hold', async () => {
  const { org, communityId } = await lived();
  const { id: threadId } = await startThread(org.as('Bo'), communityId, { title: 'The plan', body: 'Cut corners.' });
  await org.admin.privacy.hold({ subjectId: threadId, reason: 'Inspection' });
  await org.as('Bo').threads.withdraw({ postId: threadId });
  const { items } = await org.admin.privacy.locateText({ text: 'cut corners', reason: 'Inspection' });
  expect(items).toMatchObject([{ collection: 'heldTexts' }]);
});

test('the name of somebody who is erased stays in what is held, and what was withdrawn is shown to no facilitator', async () => {
  const { org, communityId } = await lived();
  const [ada, bo] = [org.as('Ada'), org.as('Bo')];
  const zedId = await org.idOf('Zed');
  const said = `${fullNameOf('Zed')} said so.`;
  const { id: threadId } = await startThread(bo, communityId, { title: 'Held', body: said });
  const { id: replyId } = await bo.threads.reply({ threadId, body: `Withdrawn: ${said}` });
  await org.admin.privacy.hold({ subjectId: threadId, reason: 'Inspection' });
  await bo.threads.withdraw({ postId: replyId });
  expect(await org.admin.privacy.requestErasure({ personId: zedId })).toMatchObject({ state: 'erased' });
  await org.cop.sweep();
  const { items } = await ada.privacy.listNameHits({ communityId });
  expect(items.map(({ itemId }) => itemId)).toEqual([threadId]);
  expect(JSON.stringify(items)).not.toContain('Withdrawn');
  const redact = () => ada.privacy.decideNameHit({ communityId, hitId: items[0]?.id ?? '', outcome: 'redacted' });
  expect(await refusalOf(redact())).toMatchObject({ code: 'conflict', message: expect.stringContaining('legal hold') });
  expect((await bo.threads.get({ threadId })).thread.body).toBe(said);
  await org.admin.privacy.release({ subjectId: threadId, reason: 'Done' });
  await redact();
  org.clock.forward(DAY_MS);
  await org.cop.sweep();
  expect(await tracesOf(org, 'Zed')).toEqual([]);
});
