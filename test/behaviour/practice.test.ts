import type { CopkitApi, Practice } from '@copkit/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADA, BOB, EVE, tickingClock, type World, worlds } from './worlds.js';

/** The time between a unit's adoption and the day it counts as sustained. */
const QUARTER = 90 * 86_400_000;
const SUBJECT = { key: 'procedure:OP-114', title: 'Balancing rotors', url: 'https://intranet.example.org/op/114' };

describe.each(Object.entries(worlds))('%s', (_, make) => {
  let world: World;
  let later: number;
  let ada: CopkitApi;
  let bob: CopkitApi;
  let eve: CopkitApi;
  let communityId: string;

  beforeEach(async () => {
    later = 0;
    const ticking = tickingClock();
    world = await make(() => new Date(ticking().getTime() + later));
    [ada, bob, eve] = [world.as(ADA), world.as(BOB), world.as(EVE)];
    communityId = (await ada.communities.create({ name: 'Rotor dynamics', purpose: 'Quieter rotors' })).id;
    await bob.membership.join({ communityId });
    await eve.membership.join({ communityId });
  });
  afterEach(() => world.close());

  /** Bob asks at the procedure, Ada answers, Bob accepts, and Ada makes it a practice. */
  async function practice(): Promise<Practice> {
    const thread = await bob.threads.start({
      communityId,
      kind: 'question',
      title: 'Why does the rotor hum?',
      body: 'At **3,000** rpm',
      subject: SUBJECT,
    });
    const { id: replyId } = await ada.threads.reply({ threadId: thread.id, body: '1. Cool it.\n2. Balance it.' });
    await bob.threads.accept({ replyId });
    const { replies } = await ada.threads.get({ threadId: thread.id });
    expect(replies.items[0]?.may).toContain('practices.fromReply');
    return ada.practices.fromReply({ replyId });
  }

  it('an answer becomes a practice, its page shows it, and a search finds it', async () => {
    const made = await practice();
    expect(made).toMatchObject({
      state: 'good',
      unit: 'Turbines',
      steward: { name: 'Ada Byron' },
      subjects: [SUBJECT],
    });
    expect(made.steps.map(({ body }) => body)).toEqual(['Cool it.', 'Balance it.']);
    const at = await eve.subjects.get({ communityId, subject: 'Procedure:op-114', text: 'hum of a rotor' });
    expect(at).toMatchObject({
      subject: SUBJECT,
      practices: [{ id: made.id, match: 'subject' }],
      discussion: [{ id: made.source?.threadId, subject: SUBJECT.key }],
      pageThreadId: null,
    });
    const { items } = await eve.search.find({ text: 'balanc', kind: 'practice' });
    expect(items).toMatchObject([{ practiceId: made.id, state: 'good' }]);
    expect(items[0]?.extract).toContainEqual({ text: 'Balance', match: true });
    expect((await eve.practices.list({ communityId, text: 'balance' })).items.map(({ id }) => id)).toEqual([made.id]);
    await expect(bob.practices.fromReply({ replyId: made.source?.replyId ?? '' })).rejects.toMatchObject({
      name: 'CopkitError',
      code: 'conflict',
      message: expect.stringContaining(made.id),
    });
    const said = await eve.subjects.discuss({ communityId, subject: SUBJECT.key, body: 'Which rotor?' });
    const page = await bob.subjects.get({ communityId, subject: SUBJECT.key });
    expect(page.pageThreadId).toBe(said.threadId);
  });

  it('a unit adopts it, hears of a new version, and stays with it', async () => {
    const { id: practiceId } = await practice();
    await expect(ada.adoptions.adopt({ practiceId })).rejects.toMatchObject({ code: 'conflict', field: 'practiceId' });
    await expect(eve.adoptions.adopt({ practiceId })).rejects.toMatchObject({
      message: 'Your profile names no unit. A practice is adopted by a unit.',
    });
    const { id: adoptionId } = await bob.adoptions.adopt({ practiceId, version: 1 });
    await ada.practices.revise({ practiceId, steps: ['Balance it cold.'], note: 'Shorter' });
    expect((await bob.inbox.list({ type: 'new-version' })).items).toMatchObject([
      { object: practiceId, title: 'Why does the rotor hum?', detail: { version: 2, adopted: 1 } },
    ]);
    expect(await bob.adoptions.upgrade({ adoptionId })).toMatchObject({ version: 2, outdated: false });
    const early = bob.adoptions.advance({ adoptionId, to: 'sustained' });
    await expect(early).rejects.toMatchObject({ code: 'conflict', field: 'to' });
    later += QUARTER;
    await bob.adoptions.advance({ adoptionId, to: 'sustained' });
    await bob.adoptions.claimBenefit({ adoptionId, hours: { low: 5, mid: 10, high: 20 } });
    await expect(bob.adoptions.corroborate({ adoptionId })).rejects.toMatchObject({ code: 'conflict' });
    await eve.adoptions.corroborate({ adoptionId });
    const { items } = await eve.adoptions.list({ practiceId });
    expect(items).toMatchObject([
      { unit: { id: 'chips', name: 'Chips' }, state: 'sustained', benefit: { hours: { mid: 10 } } },
    ]);
    expect(JSON.stringify(items)).not.toMatch(/"p_/);
    expect((await eve.practices.get({ practiceId })).adoptions).toEqual({
      considering: 0,
      trial: 0,
      adopted: 0,
      sustained: 1,
    });
  });

  it('a unit adapts it, and the improvement flows back', async () => {
    const { id: practiceId } = await practice();
    const fork = await bob.practices.fork({ practiceId, steps: ['Balance it wet.'] });
    expect(fork).toMatchObject({ state: 'inReview', unit: 'Chips', forkOf: { practiceId, version: 1 } });
    await ada.practices.approve({ practiceId: fork.id });
    await bob.practices.offerBack({ practiceId: fork.id, note: 'Works for both' });
    expect(await ada.practices.merge({ practiceId, forkId: fork.id })).toMatchObject({ version: 2 });
    const { items } = await bob.practices.listVersions({ practiceId });
    expect(items.map(({ version, mergedFrom }) => [version, mergedFrom])).toEqual([
      [2, fork.id],
      [1, null],
    ]);
    expect((await bob.practices.list({ communityId, forkOf: practiceId })).items.map(({ id }) => id)).toEqual([
      fork.id,
    ]);
  });

  it('what cannot be is refused with a sentence and a field', async () => {
    const { id: practiceId } = await practice();
    const problem = (call: Promise<unknown>) =>
      call.then(
        () => null,
        ({ name, code, field, message }) => ({ name, code, field, sentence: message.length > 10 }),
      );
    const invalid = (field: string) => ({ name: 'CopkitError', code: 'invalid', field, sentence: true });
    expect(await problem(bob.subjects.get({ communityId, subject: 'procedure:<OP>' }))).toEqual(invalid('subject'));
    expect(await problem(ada.practices.create({ communityId, title: 'x'.repeat(300) }))).toEqual(invalid('title'));
    expect(await problem(ada.practices.create({ communityId, title: 'Empty' }))).toEqual(invalid('steps'));
    expect(await problem(bob.practices.get({ practiceId: 'h_1' }))).toEqual(invalid('practiceId'));
    expect(await problem(ada.practices.confirm({ practiceId, reviewBy: '2020-01-01' }))).toEqual(invalid('reviewBy'));
    expect(await problem(ada.practices.merge({ practiceId, forkId: practiceId }))).toEqual(invalid('forkId'));
    expect(await problem(ada.practices.supersede({ practiceId, byPracticeId: practiceId }))).toEqual(
      invalid('byPracticeId'),
    );
  });
});
