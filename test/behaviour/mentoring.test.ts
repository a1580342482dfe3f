import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@copkit/client';
import { type CopkitApi, createCopkit, type Identity } from '@copkit/core';
import { evaluation } from '@copkit/core/evaluation';
import { expertise } from '@copkit/core/expertise';
import { demoSignOn } from '@copkit/server';
import { serve } from '@copkit/server/node';
import { memory, type StorageAdapter } from '@copkit/storage';
import { sqlite } from '@copkit/storage-sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADA, BOB, EVE, tickingClock } from './worlds.js';

const ROOT: Identity = { hostId: 'root', name: 'Rosa Root', admin: true };

let closing: (() => void | Promise<void>)[];
let folder: string;

beforeEach(async () => {
  closing = [];
  folder = await mkdtemp(join(tmpdir(), 'copkit-mentoring-'));
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  await rm(folder, { recursive: true });
});

async function inProcess(storage: StorageAdapter) {
  const cop = await createCopkit({
    storage,
    extensions: [expertise(), evaluation()],
    clock: tickingClock(),
    onError(error) {
      throw error;
    },
  });
  closing.push(() => cop.close());
  return cop;
}

const kinds: Readonly<Record<string, () => Promise<(who: Identity) => CopkitApi>>> = {
  'on memory': async () => {
    const cop = await inProcess(memory());
    return (who) => cop.as(who);
  },
  'on SQLite': async () => {
    const cop = await inProcess(sqlite(join(folder, 'copkit.db')));
    return (who) => cop.as(who);
  },
  'over HTTP': async () => {
    const cop = await inProcess(sqlite(join(folder, 'copkit.db')));
    const server = await serve({ cop, authenticate: demoSignOn([ADA, BOB, EVE, ROOT]) });
    closing.push(() => server.close());
    return ({ hostId }) => {
      const client = connect({ url: server.url, headers: { 'copkit-persona': hostId } });
      closing.push(() => client.close());
      return client;
    };
  },
};

describe.each(Object.entries(kinds))('%s', (_, make) => {
  let [root, ada, bob, eve]: CopkitApi[] = [];
  let communityId: string;

  const people = () => {
    if (!root || !ada || !bob || !eve) throw new Error('Nobody is there yet.');
    return { root, ada, bob, eve };
  };
  const idOf = async (person: CopkitApi) => (await person.people.getMe()).id;

  beforeEach(async () => {
    const as = await make();
    [root, ada, bob, eve] = [ROOT, ADA, BOB, EVE].map(as);
    communityId = (await people().ada.communities.create({ name: 'Rotor dynamics', purpose: 'Quieter rotors' })).id;
    await people().bob.membership.join({ communityId });
    await people().eve.membership.join({ communityId });
    await people().root.topics.define({ prefLabel: 'Balancing' });
  });

  it('a newcomer finds a mentor, meets, comes to master something, and it is confirmed', async () => {
    const { ada, bob, eve } = people();
    await bob.mentoring.offer({ communityId, topics: ['Balancing'], capacity: 1 });
    const { items } = await eve.mentoring.suggestMentors({ communityId, topic: 'balancing' });
    expect(items[0]).toMatchObject({ why: 'offered', person: { name: 'Bob Noyce' } });
    const { id: relationId } = await eve.mentoring.request({
      communityId,
      topic: 'Balancing',
      goals: 'To balance a rotor alone.',
      mentorId: items[0]?.person.id ?? '',
    });
    await expect
      .poll(async () => (await bob.inbox.list({ type: 'mentoring' })).items)
      .toMatchObject([{ object: relationId, title: 'Balancing', detail: { change: 'asked' } }]);
    expect(await bob.mentoring.accept({ relationId })).toMatchObject({ state: 'accepted' });
    await bob.mentoring.holdSession({ relationId, day: '2026-01-05', minutes: 60 });
    await eve.mentoring.writeNote({ relationId, body: 'Begin at low speed.' });
    expect((await bob.mentoring.listNotes({ relationId })).items).toMatchObject([{ author: { name: 'Eve Curie' } }]);
    await expect(ada.mentoring.listNotes({ relationId })).rejects.toMatchObject({ code: 'forbidden' });
    const { id: milestoneId } = await ada.mentoring.defineMilestone({ communityId, title: 'Balances a rotor alone' });
    await eve.mentoring.declareMilestone({ milestoneId });
    expect((await bob.mentoring.listDeclared({ communityId })).items).toMatchObject([{ state: 'declared' }]);
    await bob.mentoring.confirmMilestone({ milestoneId, personId: await idOf(eve) });
    expect((await eve.mentoring.listMilestones({ communityId })).items).toMatchObject([{ mine: 'confirmed' }]);
    expect(await eve.mentoring.complete({ relationId })).toMatchObject({ state: 'completed', sessionsHeld: 1 });
    expect((await ada.mentoring.list({ communityId })).items).toMatchObject([{ state: 'completed' }]);
  });

  it('calls that are sent twice are done once', async () => {
    const { bob, eve } = people();
    const mentorId = await idOf(bob);
    const asked = { communityId, topic: 'Balancing', goals: 'To balance.' };
    const { id: relationId } = await eve.mentoring.request(asked);
    await bob.mentoring.offer({ communityId, topics: ['Balancing'], capacity: 1 });
    await bob.mentoring.propose({ relationId, mentorId });
    const same = { mutationId: 'the-same-mutation-000' };
    for (const _time of [1, 2]) {
      expect(await eve.mentoring.decline({ relationId }, same)).toMatchObject({ state: 'requested', proposal: null });
    }
    expect((await bob.mentoring.listOpen({ communityId })).items).toHaveLength(1);
  });

  it('an idea goes from a thread to what became of it; nobody is told who approves', async () => {
    const { ada, bob, eve } = people();
    const thread = { communityId, kind: 'discussion', title: 'Wear of the shroud', body: 'Again.' } as const;
    const { id: threadId } = await bob.threads.start(thread);
    const idea = await bob.ideas.submit({
      communityId,
      title: 'A shroud of another alloy',
      body: 'It would **last**.',
      threadId,
      topics: ['Balancing'],
      problems: ['Wear'],
    });
    expect(idea).toMatchObject({ state: 'submitted', originThreadId: threadId, approvals: 0, mine: false });
    const ideaId = idea.id;
    await expect
      .poll(async () => (await ada.inbox.list({ type: 'idea' })).items)
      .toMatchObject([{ object: ideaId, title: 'A shroud of another alloy', detail: { change: 'submitted' } }]);
    expect(await eve.ideas.discuss({ ideaId, threadId })).toMatchObject({ state: 'discussed', threadId });
    await eve.ideas.vote({ ideaId, approve: true });
    await eve.ideas.vote({ ideaId, approve: true });
    expect(await ada.ideas.vote({ ideaId, approve: true })).toMatchObject({ approvals: 2, mine: true });
    expect(await ada.ideas.vote({ ideaId, approve: false })).toMatchObject({ approvals: 1, mine: false });
    expect(JSON.stringify(await bob.ideas.get({ ideaId }))).not.toContain(await idOf(eve));
    await expect(bob.ideas.decide({ ideaId, outcome: 'graduated' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(ada.ideas.decide({ ideaId, outcome: 'declined' })).rejects.toMatchObject({ field: 'reason' });
    await expect(
      bob.ideas.implement({ ideaId, what: 'A shroud', where: 'Mill', day: '2026-01-05' }),
    ).rejects.toMatchObject({ code: 'conflict' });
    await ada.ideas.decide({ ideaId, outcome: 'graduated' });
    await expect(eve.ideas.vote({ ideaId, approve: false })).rejects.toMatchObject({ code: 'conflict' });
    const done = await bob.ideas.implement({ ideaId, what: 'The shroud', where: 'Mill', day: '2026-01-05' });
    expect(done).toMatchObject({ state: 'implemented', implementation: { what: 'The shroud', where: 'Mill' } });
    expect((await eve.ideas.list({ communityId, state: 'implemented' })).items.map(({ id }) => id)).toEqual([ideaId]);
    expect((await eve.ideas.listProblems({ communityId })).items).toEqual([{ problem: 'Wear', ideas: 1 }]);
  });

  it('ideas are listed by when they came and by approval, problems have one spelling, and what is withdrawn is gone', async () => {
    const { bob, eve } = people();
    const submit = (title: string, problem: string) =>
      bob.ideas.submit({ communityId, title, body: 'Text.', problems: [problem] });
    const [first, second] = [await submit('First', 'Wear'), await submit('Second', 'wear')];
    expect(second.problems).toEqual(['Wear']);
    await eve.ideas.vote({ ideaId: first.id, approve: true });
    const titles = async (sort?: 'newest' | 'approved') =>
      (await eve.ideas.list({ communityId, ...(sort && { sort }) })).items.map(({ title }) => title);
    expect(await titles()).toEqual(['Second', 'First']);
    expect(await titles('approved')).toEqual(['First', 'Second']);
    await expect(eve.ideas.withdraw({ ideaId: first.id })).rejects.toMatchObject({ code: 'forbidden' });
    await bob.ideas.withdraw({ ideaId: first.id });
    expect(await titles()).toEqual(['Second']);
    await expect(eve.ideas.get({ ideaId: first.id })).rejects.toMatchObject({ code: 'not-found' });
  });
});
