import { describe, expect, test } from 'vitest';
import type { Organisation, Setting } from '../testing/organisation.js';
import { foundCommunity, organisation, refusalOf, startThread } from '../testing/organisation.js';
import { watching } from '../testing/watching.js';
import { moderation } from './moderation.js';

const HOUR_MS = 3_600_000;

async function world(setting: Setting = {}) {
  const org = await organisation({ extensions: [moderation()], ...setting });
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo', 'Cy']);
  const [ada, bo, cy] = [org.as('Ada'), org.as('Bo'), org.as('Cy')];
  const boId = await org.idOf('Bo');
  const cyId = await org.idOf('Cy');
  const later = (hours: number) => new Date(org.clock.now().getTime() + hours * HOUR_MS).toISOString();
  return { org, communityId, ada, bo, cy, boId, cyId, later };
}

const makeFacilitator = (org: Organisation, communityId: string, personId: string) =>
  org.as('Ada').membership.setRoles({ communityId, personId, roles: ['facilitator', 'member'] });

const toldBy = async (person: ReturnType<Organisation['as']>) =>
  (await person.inbox.list({ type: 'moderation' })).items.map(({ detail, actor }) => ({ ...detail, actor }));

describe('a muted person', () => {
  test('reads and writes nothing, hears why and by which role, and writes again when it ends', async () => {
    const { org, communityId, ada, bo, boId, later } = await world();
    const thread = await startThread(ada, communityId);
    const until = later(2);
    const sanction = await ada.moderation.mute({ communityId, personId: boId, reason: 'Three warnings.', until });
    expect(sanction).toMatchObject({ kind: 'mute', reason: 'Three warnings.', until, role: 'facilitator' });
    expect((await bo.threads.get({ threadId: thread.id })).thread.title).toBe(thread.title);
    const refused = await refusalOf(bo.threads.reply({ threadId: thread.id, body: 'But…' }));
    expect(refused.code).toBe('forbidden');
    expect(refused.message).toContain('Three warnings.');
    expect(await toldBy(bo)).toEqual([
      { outcome: 'muted', role: 'facilitator', reason: 'Three warnings.', until, actor: null },
    ]);
    expect(await bo.moderation.getMine({ communityId })).toMatchObject({
      mute: { until, reason: 'Three warnings.', role: 'facilitator' },
      ban: null,
    });
    org.clock.forward(2 * HOUR_MS);
    await bo.threads.reply({ threadId: thread.id, body: 'I see.' });
    expect((await ada.moderation.listSanctions({ communityId })).items).toEqual([]);
  });

  test('may write elsewhere, leave, and do for themselves what tells nobody anything', async () => {
    const { org, communityId, ada, bo, boId, later } = await world();
    const other = await foundCommunity(org, 'Cy', { name: 'Seals' }, ['Bo']);
    const { id: threadId } = await startThread(ada, communityId);
    await ada.moderation.mute({ communityId, personId: boId, reason: 'Enough.', until: later(2) });
    await startThread(bo, other.id);
    await bo.threads.markRead({ threadId });
    await bo.drafts.save({ key: 'start', body: 'Later.' });
    await bo.membership.leave({ communityId });
    await bo.membership.join({ communityId }).catch(() => undefined);
    expect((await refusalOf(bo.threads.reply({ threadId, body: 'Back.' }))).code).toBe('forbidden');
  });

  test('is not asked about questions, and is again when the mute is lifted', async () => {
    const { org, communityId, ada, bo, boId, later } = await world();
    const { id: first } = await startThread(ada, communityId, { title: 'Rotor hum', body: 'The rotor hums.' });
    await bo.threads.reply({ threadId: first, body: 'A rotor hums when it is out of balance.' });
    const asked = async (title: string) => {
      const { id: threadId } = await startThread(ada, communityId, { title, invite: true });
      await org.cop.jobs.run();
      return (await ada.routing.list({ threadId })).items.map(({ person }) => person.id);
    };
    expect(await asked('Rotor hum again')).toContain(boId);
    await ada.moderation.mute({ communityId, personId: boId, reason: 'Enough.', until: later(2) });
    expect(await asked('Rotor hum once more')).not.toContain(boId);
    await ada.moderation.unmute({ communityId, personId: boId });
    org.clock.forward(40 * 24 * HOUR_MS);
    expect(await asked('Rotor hum at last')).toContain(boId);
    expect((await toldBy(bo)).map((told) => (told as { outcome?: string }).outcome)).toEqual(['unmuted', 'muted']);
  });
});

describe('a banned person', () => {
  test('is removed and does not come back in any way before the ban is lifted', async () => {
    const { communityId, ada, bo, boId } = await world();
    await ada.moderation.ban({ communityId, personId: boId, reason: 'Sold things.' });
    expect((await refusalOf(bo.membership.join({ communityId }))).code).toBe('forbidden');
    expect((await refusalOf(ada.membership.invite({ communityId, personId: boId }))).message).toContain('banned');
    expect((await refusalOf(ada.communities.update({ communityId, sponsorId: boId }))).message).toContain('banned');
    expect((await ada.membership.list({ communityId })).items.map(({ person }) => person.id)).not.toContain(boId);
    expect(await toldBy(bo)).toMatchObject([{ outcome: 'banned', reason: 'Sold things.' }]);
    await ada.moderation.liftBan({ communityId, personId: boId, reason: 'Apologised.' });
    expect((await bo.membership.join({ communityId })).state).toBe('active');
  });

  test('may be one who never was a member, and writes nothing where anybody may read', async () => {
    const { org, communityId, ada } = await world();
    const dee = org.as('Dee');
    const { id: threadId } = await startThread(ada, communityId);
    await ada.moderation.ban({ communityId, personId: await org.idOf('Dee'), reason: 'Spam elsewhere.' });
    expect((await refusalOf(dee.threads.flag({ postId: threadId, reason: 'spam' }))).message).toContain('banned');
    expect((await refusalOf(dee.membership.join({ communityId }))).message).toContain('Spam elsewhere.');
  });
});

describe('among facilitators', () => {
  test('nobody mutes or bans another, but an administrator may, and only one takes that back', async () => {
    const { org, communityId, ada, bo, boId, later } = await world();
    expect((await refusalOf(bo.moderation.listAudit({ communityId }))).message).toBe(
      'Only a facilitator or an administrator may do this.',
    );
    await makeFacilitator(org, communityId, boId);
    const act = { communityId, personId: boId, reason: 'Quarrel.' };
    for (const call of [ada.moderation.mute({ ...act, until: later(1) }), ada.moderation.ban(act)]) {
      expect((await refusalOf(call)).message).toBe('Only an administrator may do this to a facilitator.');
    }
    await org.admin.moderation.mute({ ...act, until: later(1) });
    expect((await refusalOf(bo.moderation.unmute({ communityId, personId: boId }))).code).toBe('forbidden');
    expect((await refusalOf(ada.moderation.unmute({ communityId, personId: boId }))).code).toBe('forbidden');
    expect(await toldBy(bo)).toMatchObject([{ outcome: 'muted', role: 'administrator' }]);
    await org.admin.moderation.unmute({ communityId, personId: boId });
  });

  test('is woken once more, to look again, and then by nothing that only members read', async () => {
    const { org, communityId, ada, boId } = await world();
    await ada.communities.update({ communityId, visibility: 'closed' });
    const { id: threadId } = await startThread(ada, communityId);
    const banned = await watching(org.as('Bo'), [threadId]);
    const member = await watching(org.as('Cy'), [threadId]);
    await ada.moderation.ban({ communityId, personId: boId, reason: 'Sold things.' });
    await banned.woken(1);
    await ada.threads.reply({ threadId, body: 'Without Bo.' });
    await member.woken(1);
    await ada.threads.reply({ threadId, body: 'And again.' });
    await member.woken(2);
    expect(banned.wakes).toEqual([threadId]);
    banned.stop();
    member.stop();
  });

  test('the last one cannot be banned, by nobody', async () => {
    const { org, communityId } = await world();
    const refused = refusalOf(
      org.admin.moderation.ban({ communityId, personId: await org.idOf('Ada'), reason: 'Quarrel.' }),
    );
    expect((await refused).message).toContain('The last facilitator cannot be banned.');
  });

  test('nobody sanctions themselves, forever, or without saying why', async () => {
    const { org, communityId, ada, boId, later } = await world();
    const adaId = await org.idOf('Ada');
    const mute = (more: object) =>
      refusalOf(ada.moderation.mute({ communityId, personId: boId, reason: 'Why.', until: later(1), ...more }));
    expect(await mute({ personId: adaId })).toMatchObject({ code: 'invalid', field: 'personId' });
    expect(await mute({ until: later(24 * 400) })).toMatchObject({ code: 'invalid', field: 'until' });
    expect(await mute({ until: later(-1) })).toMatchObject({ code: 'invalid', field: 'until' });
    expect(await mute({ reason: '  ' })).toMatchObject({ code: 'invalid', field: 'reason' });
  });
});

describe('a suspension', () => {
  test('keeps somebody out of everything until it ends, by administrators only', async () => {
    const { org, communityId, ada, bo, boId, later } = await world();
    const act = { personId: boId, reason: 'Under investigation.' };
    expect((await refusalOf(ada.moderation.suspend(act))).code).toBe('forbidden');
    const until = later(5);
    await org.admin.moderation.suspend({ ...act, until });
    for (const call of [bo.people.getMe(), bo.threads.list({ communityId }), bo.drafts.save({ key: 'a', body: 'b' })]) {
      const refused = await refusalOf(call);
      expect(refused.code).toBe('forbidden');
      expect(refused.message).toContain('Under investigation.');
    }
    expect((await org.admin.moderation.listSuspensions()).items).toMatchObject([
      { person: { id: boId }, reason: 'Under investigation.', until },
    ]);
    org.clock.forward(5 * HOUR_MS);
    expect((await bo.people.getMe()).id).toBe(boId);
    expect(await toldBy(bo)).toMatchObject([{ outcome: 'suspended', role: 'administrator' }]);
    expect((await org.admin.moderation.listSuspensions()).items).toEqual([]);
  });

  test('ends what wakes them, in this process and another, and brings it back when it is lifted', async () => {
    const { org, communityId, ada, cy, boId } = await world();
    const second = await organisation({ extensions: [moderation()], store: org.store, clockOf: org, seed: 2 });
    const { id: threadId } = await startThread(ada, communityId);
    const watched = await Promise.all(
      [org, second].map((each) => watching(each.as('Bo'), [communityId, threadId, 'inbox'])),
    );
    const other = await watching(second.as('Cy'), [threadId]);
    const woken = async (times: number) => {
      for (const each of watched) await each.woken(times);
    };
    await org.admin.moderation.suspend({ personId: boId, reason: 'Left.' });
    // Once more for each, to look again and be refused.
    await woken(3);
    for (const { wakes } of watched) expect(wakes.splice(0).sort()).toEqual([communityId, 'inbox', threadId].sort());
    await ada.threads.reply({ threadId, body: 'Without Bo.' });
    await other.woken(1);
    await cy.threads.reply({ threadId, body: 'Not even @Bo.' });
    await other.woken(2);
    expect(watched.map(({ wakes }) => wakes)).toEqual([[], []]);
    await org.admin.moderation.liftSuspension({ personId: boId, reason: 'Back.' });
    await woken(3);
    for (const each of [...watched, other]) each.stop();
  });

  test('ends with the next change after its time, and lets nobody begin to watch before', async () => {
    const { org, communityId, ada, boId, later } = await world();
    const before = await watching(org.as('Bo'), [communityId]);
    await org.admin.moderation.suspend({ personId: boId, reason: 'A while.', until: later(5) });
    await before.woken(1);
    const during = await watching(org.as('Bo'), [communityId]);
    const { id: threadId } = await startThread(ada, communityId);
    org.clock.forward(5 * HOUR_MS);
    await ada.threads.reply({ threadId, body: 'Over.' });
    await before.woken(2);
    expect(during.wakes).toEqual([]);
    before.stop();
    during.stop();
  });

  test('holds in another process, which has just answered the person, for whatever it writes', async () => {
    const { org, bo, boId } = await world();
    const second = await organisation({ extensions: [moderation()], store: org.store, clockOf: org, seed: 2 });
    await second.as('Bo').people.getMe();
    await org.admin.moderation.suspend({ personId: boId, reason: 'Left.' });
    const refused = await refusalOf(second.as('Bo').drafts.save({ key: 'a', body: 'b' }));
    expect(refused.message).toContain('You are suspended: Left.');
    await org.admin.moderation.liftSuspension({ personId: boId });
    await bo.drafts.save({ key: 'a', body: 'b' });
  });
});

describe('the queue', () => {
  test('has each flagged post once, with how many flags and why, the longest waiting first', async () => {
    const { communityId, ada, bo, cy } = await world();
    const first = await startThread(bo, communityId, { title: 'First' });
    const second = await startThread(bo, communityId, { title: 'Second' });
    await cy.threads.flag({ postId: second.id, reason: 'spam', note: 'Sells things.' });
    await cy.threads.flag({ postId: first.id, reason: 'offensive' });
    await ada.threads.flag({ postId: second.id, reason: 'spam' });
    const queue = await ada.moderation.listQueue({ communityId });
    expect(queue.items).toMatchObject([
      { postId: second.id, title: 'Second', flags: [{ reason: 'spam', count: 2, notes: ['Sells things.'] }] },
      { postId: first.id, flags: [{ reason: 'offensive', count: 1, notes: [] }] },
    ]);
    const page = await ada.moderation.listQueue({ communityId, limit: 1 });
    expect(page).toMatchObject({ items: [{ postId: second.id }], previous: null });
    const next = await ada.moderation.listQueue({ communityId, limit: 1, after: page.next ?? '' });
    expect(next).toMatchObject({ items: [{ postId: first.id }], next: null });
    const back = await ada.moderation.listQueue({ communityId, limit: 1, before: next.previous ?? '' });
    expect(back).toMatchObject({ items: [{ postId: second.id }] });
    expect((await refusalOf(bo.moderation.listQueue({ communityId }))).code).toBe('forbidden');
  });

  test('is worked off by keeping and hiding, which need a reason and tell the author', async () => {
    const { communityId, ada, bo, cy } = await world();
    const spam = await startThread(bo, communityId, { title: 'Spam' });
    const fine = await startThread(bo, communityId, { title: 'Fine' });
    for (const { id } of [spam, fine]) {
      await cy.threads.flag({ postId: id, reason: 'spam' });
      await ada.threads.flag({ postId: id, reason: 'off-topic' });
    }
    await ada.moderation.keep({ postId: fine.id });
    expect(await refusalOf(ada.moderation.hide({ postId: spam.id, reason: '' }))).toMatchObject({ field: 'reason' });
    await ada.moderation.hide({ postId: spam.id, reason: 'It sells things.' });
    expect((await ada.moderation.listQueue({ communityId })).items).toEqual([]);
    expect((await ada.threads.listFlags({ communityId, resolved: true })).items).toHaveLength(4);
    await ada.moderation.restore({ postId: spam.id, reason: 'It was a joke.' });
    expect((await cy.threads.get({ threadId: spam.id })).thread.title).toBe('Spam');
    expect(await toldBy(bo)).toMatchObject([
      { outcome: 'restored', reason: 'It was a joke.', actor: null },
      { outcome: 'hidden', reason: 'It sells things.', role: 'facilitator', actor: null },
    ]);
  });
});

test("the core's own acts on a post, which the elements call, do the same: they close its flags and tell its author", async () => {
  const { communityId, ada, bo, cy } = await world();
  const { id: first } = await startThread(bo, communityId);
  await cy.threads.flag({ postId: first, reason: 'spam' });
  await ada.threads.hide({ postId: first });
  expect((await ada.moderation.listQueue({ communityId })).items).toEqual([]);
  await ada.threads.restore({ postId: first });
  const { id: postId } = await startThread(bo, communityId);
  await cy.threads.flag({ postId, reason: 'offensive' });
  await ada.threads.flag({ postId, reason: 'off-topic' });
  const { items: open } = await ada.threads.listFlags({ communityId });
  for (const { id: flagId } of open) await ada.threads.resolveFlag({ flagId, outcome: 'hidden' });
  expect(open).toHaveLength(2);
  expect(await toldBy(bo)).toMatchObject([
    { outcome: 'hidden', role: 'facilitator', actor: null },
    { outcome: 'restored', role: 'facilitator' },
    { outcome: 'hidden', role: 'facilitator' },
  ]);
  expect(await toldBy(bo)).toHaveLength(3);
});

test('who mutes and who posts in two processes at once: one of them comes first', async () => {
  for (let seed = 1; seed <= 8; seed++) {
    const { org, communityId, ada, boId, later } = await world({ seed });
    const { id: threadId } = await startThread(ada, communityId);
    const other = await organisation({ extensions: [moderation()], store: org.store, clockOf: org, seed: seed + 100 });
    await other.as('Bo').people.getMe();
    const mute = ada.moderation.mute({ communityId, personId: boId, reason: 'Enough.', until: later(1) });
    const replies = [1, 2, 3].map((number) => other.as('Bo').threads.reply({ threadId, body: `Reply ${number}` }));
    const [{ at }] = await Promise.all([mute, Promise.allSettled(replies)]);
    const { items } = await ada.threads.listReplies({ threadId });
    const kept = items.filter(({ author }) => author.id === boId).length;
    const done = (await Promise.allSettled(replies)).filter(({ status }) => status === 'fulfilled').length;
    expect(kept).toBe(done);
    expect((await refusalOf(other.as('Bo').threads.reply({ threadId, body: 'After.' }))).code).toBe('forbidden');
    // Whatever was written came before the mute in the one order of the partition.
    const docs = await org.storage.changes(`community/${communityId}`, null, 1_000);
    const order = docs.kind === 'page' ? docs.docs.map(({ collection, id }) => `${collection}/${id}`) : [];
    const muted = order.indexOf(`sanctions/${boId}:mute`);
    expect(at).not.toBe('');
    for (const { id, author } of items) {
      if (author.id === boId) expect(order.indexOf(`replies/${id}`)).toBeLessThan(muted);
    }
  }
});
