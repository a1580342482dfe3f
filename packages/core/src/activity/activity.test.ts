import { expect, test } from 'vitest';
import type { Activity, Verb } from '../index.js';
import { foundCommunity, organisation, startThread } from '../testing/organisation.js';

/** Everything people can do that is logged, once each. */
async function everything() {
  const org = await organisation();
  const ada = org.as('Ada', { unit: 'turbines' });
  const bo = org.as('Bo', { unit: 'pumps' });
  const [adaId, boId, cyId] = [await org.idOf('Ada'), (await bo.people.getMe()).id, await org.idOf('Cy')];
  await ada.people.getMe();
  const { id: communityId } = await foundCommunity(org, 'Ada', { joinPolicy: 'request', topics: ['Hum'] });
  const { membership, threads } = ada;
  await bo.membership.join({ communityId });
  await membership.approve({ communityId, personId: boId });
  await org.as('Cy').membership.join({ communityId });
  await membership.decline({ communityId, personId: cyId });
  await membership.invite({ communityId, personId: cyId, role: 'expert' });
  await org.as('Cy').membership.refuse({ communityId });
  await membership.invite({ communityId, personId: cyId });
  await org.as('Cy').membership.accept({ communityId });
  await membership.setRoles({ communityId, personId: cyId, roles: ['steward'] });
  await bo.membership.setDormant({ communityId, dormant: true });
  await bo.membership.setDormant({ communityId, dormant: false });
  const question = await startThread(bo, communityId, { customerWaiting: true, topics: ['Hum'] });
  const idea = await startThread(bo, communityId, { kind: 'idea' });
  const threadId = question.id;
  const answer = await threads.reply({ threadId, body: 'The shroud.' });
  const reply = await bo.threads.reply({ threadId, body: 'Which?', inReplyTo: answer.id });
  await bo.threads.accept({ replyId: answer.id });
  await bo.threads.unaccept({ replyId: answer.id });
  await bo.threads.react({ postId: answer.id, kind: 'insightful' });
  await bo.threads.unreact({ postId: answer.id, kind: 'insightful' });
  await bo.threads.thank({ postId: answer.id });
  await bo.threads.edit({ postId: threadId, body: 'Louder.' });
  await bo.threads.flag({ postId: answer.id, reason: 'off-topic' });
  const flags = await threads.listFlags({ communityId });
  await threads.resolveFlag({ flagId: flags.items[0]!.id, outcome: 'kept' });
  await threads.hide({ postId: reply.id });
  await threads.restore({ postId: reply.id });
  await bo.threads.withdraw({ postId: reply.id });
  await threads.setPinned({ threadId, pinned: true });
  await threads.setLocked({ threadId, locked: true });
  await threads.close({ threadId: idea.id, reason: 'duplicate', duplicateOf: threadId });
  await threads.reopen({ threadId: idea.id });
  await org.as('Cy').membership.leave({ communityId });
  await membership.remove({ communityId, personId: boId });
  await ada.communities.archive({ communityId });
  await ada.communities.unarchive({ communityId });
  const log: Activity[] = [];
  let after: string | null = null;
  do {
    const page = await org.system.activity.list({ communityId, limit: 10, ...(after ? { after } : {}) });
    log.push(...page.items);
    after = page.next;
  } while (after);
  return { org, communityId, log, adaId, boId, cyId, question, idea, answer, reply };
}

test('each act stands in the log once, in its order, with who, where, when and from which unit', async () => {
  const { log, communityId, adaId, boId } = await everything();
  const verbs: Verb[] = [
    'charter',
    'request',
    'join',
    'approve',
    'request',
    'decline',
    'invite',
    'refuse',
    'invite',
    'join',
    'changeRoles',
    'rest',
    'wake',
    'ask',
    'start',
    'answer',
    'reply',
    'accept',
    'unaccept',
    'rate',
    'unrate',
    'thank',
    'revise',
    'flag',
    'review',
    'hide',
    'restore',
    'withdraw',
    'pin',
    'lock',
    'close',
    'reopen',
    'leave',
    'remove',
    'archive',
    'unarchive',
  ];
  expect(log.map(({ verb }) => verb)).toEqual(verbs);
  expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
  for (const { actor, community, unitAtEvent, origin, at, recordedAt, channel } of log) {
    expect({ community, origin, channel }).toEqual({ community: communityId, origin: 'live', channel: 'text' });
    expect(unitAtEvent).toBe(actor === adaId ? 'turbines' : actor === boId ? 'pumps' : null);
    expect(at).toBe(recordedAt);
  }
  expect(log.map(({ at }) => at)).toEqual(log.map(({ at }) => at).sort());
});

test('what a verb says beyond that is in its detail', async () => {
  const { log, boId, cyId, adaId, question, idea, answer, reply } = await everything();
  const first = (verb: Verb) => log.find((each) => each.verb === verb);
  const expected: Record<string, Partial<Activity>> = {
    charter: { detail: { fields: expect.arrayContaining(['name', 'purpose']) } },
    invite: { target: cyId, detail: { role: 'expert' } },
    changeRoles: { target: cyId, detail: { roles: ['steward'] } },
    ask: { object: question.id, topics: ['hum'], detail: { customerWaiting: true } },
    start: { object: idea.id, topics: [], detail: { kind: 'idea' } },
    answer: { object: answer.id, inReplyTo: question.id, target: boId, topics: ['hum'], detail: null },
    reply: { object: reply.id, inReplyTo: answer.id, target: adaId },
    accept: { object: answer.id, inReplyTo: question.id, target: adaId },
    rate: { object: answer.id, target: adaId, detail: { kind: 'insightful', count: 1 } },
    unrate: { detail: { kind: 'insightful' } },
    flag: { object: answer.id, detail: { reason: 'off-topic' } },
    review: { object: answer.id, detail: { outcome: 'kept' } },
    hide: { object: reply.id, target: boId },
    pin: { detail: { on: true } },
    lock: { detail: { on: true } },
    close: { object: idea.id, detail: { reason: 'duplicate', duplicateOf: question.id } },
    leave: { actor: cyId },
    remove: { actor: adaId, target: boId },
  };
  for (const [verb, what] of Object.entries(expected)) expect(first(verb as Verb), verb).toMatchObject(what);
});

test('nobody but the system reads it', async () => {
  const { org, communityId } = await everything();
  for (const name of ['Ada', 'Zed', 'Root']) {
    const list = org.as(name, { admin: name === 'Root' }).call('activity.list', { communityId });
    await expect(list).rejects.toMatchObject({ code: 'forbidden' });
  }
});
