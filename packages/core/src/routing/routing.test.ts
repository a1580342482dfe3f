import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everyDocument } from '../testing/documents.js';
import { foundCommunity, type Organisation, organisation, refusalOf, startThread } from '../testing/organisation.js';

const HOUR = 3_600_000;
const EXPERTS = ['Eve', 'Fay', 'Gus', 'Hal'] as const;

/** A community of Ada's with experts; Bo asks. */
async function scene(experts: readonly string[] = EXPERTS, settings = { perRound: 2 }) {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Ada', { routing: settings }, ['Bo', ...experts]);
  for (const name of experts) {
    const personId = await org.idOf(name);
    await org.as('Ada').membership.setRoles({ communityId, personId, roles: ['expert', 'member'] });
  }
  return {
    org,
    communityId,
    ask: (invite?: boolean) => startThread(org.as('Bo'), communityId, { ...(invite === undefined ? {} : { invite }) }),
  };
}

const waiting = async (org: Organisation, name: string) =>
  (await org.as(name).routing.listMine()).items.map(({ threadId }) => threadId);

interface Asked {
  readonly name: string;
  readonly round: number;
  readonly state: string;
}

async function asked(org: Organisation, threadId: string): Promise<Asked[]> {
  const { items } = await org.as('Bo').routing.list({ threadId });
  return items.map(({ person, round, state }) => ({ name: person.name?.split(' ')[0] ?? '', round, state }));
}

/** How many were asked in each round, and how that stands. */
async function standing(org: Organisation, threadId: string): Promise<string[]> {
  return (await asked(org, threadId)).map(({ round, state }) => `${round} ${state}`);
}

/** The two who were asked first, and the two who were not. */
async function firstAndOthers(org: Organisation, threadId: string): Promise<[string, string, string, string]> {
  const first = (await asked(org, threadId)).map(({ name }) => name);
  return [...first, ...EXPERTS.filter((name) => !first.includes(name))] as [string, string, string, string];
}

async function pass(org: Organisation, hours: number) {
  org.clock.forward(hours * HOUR);
  return org.cop.jobs.run();
}

describe('a question that was put to people', () => {
  test('is told to the first of them, with one entry each, and they find it among theirs', async () => {
    const { org, ask, communityId } = await scene();
    const { id, title } = await ask(true);
    expect(await org.cop.jobs.run()).toMatchObject({ done: 1, failed: 0 });
    expect(await standing(org, id)).toEqual(['1 invited', '1 invited']);
    const [first, , other] = await firstAndOthers(org, id);
    expect((await org.as(first).inbox.list({ type: 'invitation' })).items).toMatchObject([
      { object: id, threadId: id, title, actor: { name: 'Bo Quill-Bo' }, detail: { state: 'invited', reasons: [] } },
    ]);
    expect((await org.as(first).routing.listMine()).items).toMatchObject([{ threadId: id, communityId, title }]);
    expect(await waiting(org, other)).toEqual([]);
  });

  test('goes to the next when nobody answers in time, and then to the facilitator; nobody is asked twice', async () => {
    const { org, ask } = await scene();
    const { id } = await ask(true);
    await org.cop.jobs.run();
    const [first] = await firstAndOthers(org, id);
    expect(await pass(org, 47)).toMatchObject({ done: 0 });
    expect(await pass(org, 1)).toMatchObject({ done: 1 });
    expect(await standing(org, id)).toEqual(['1 invited', '1 invited', '2 invited', '2 invited']);
    expect(new Set((await asked(org, id)).map(({ name }) => name))).toEqual(new Set(EXPERTS));
    expect((await org.as('Ada').inbox.list({ type: 'unanswered' })).items).toEqual([]);
    expect(await pass(org, 48)).toEqual({ done: 1, failed: 0, next: null });
    expect((await org.as('Ada').inbox.list({ type: 'unanswered' })).items).toMatchObject([{ object: id, actor: null }]);
    expect((await org.as('Bo').routing.list({ threadId: id })).nextAt).toBeNull();
    expect(await waiting(org, first)).toEqual([id]);
  });

  test('is no longer theirs once somebody answered; who did, did', async () => {
    const { org, ask } = await scene();
    const { id } = await ask(true);
    await org.cop.jobs.run();
    const [first, second] = await firstAndOthers(org, id);
    await org.as(first).threads.reply({ threadId: id, body: 'A loose bolt.' });
    expect((await standing(org, id)).sort()).toEqual(['1 answered', '1 expired']);
    expect(await pass(org, 48)).toEqual({ done: 0, failed: 0, next: null });
    expect(await waiting(org, second)).toEqual([]);
    await org.as(second).threads.reply({ threadId: id, body: 'Or two of them.' });
    expect(await standing(org, id)).toEqual(['1 answered', '1 answered']);
  });

  test('a comment does not end it, closing or hiding does', async () => {
    const { org, ask } = await scene();
    const commented = await ask(true);
    await org.cop.jobs.run();
    await org.as('Eve').threads.reply({ threadId: commented.id, body: 'At which speed?', role: 'comment' });
    const closed = await ask(true);
    const hidden = await ask(true);
    await org.cop.jobs.run();
    await org.as('Bo').threads.close({ threadId: closed.id, reason: 'obsolete' });
    await org.as('Ada').threads.hide({ postId: hidden.id });
    await pass(org, 48);
    expect(await standing(org, commented.id)).toEqual(['1 invited', '1 invited', '2 invited', '2 invited']);
    expect(new Set(await standing(org, closed.id))).toEqual(new Set(['1 expired']));
    expect(new Set(await standing(org, hidden.id))).toEqual(new Set(['1 expired']));
    expect(await waiting(org, 'Eve')).toEqual([commented.id]);
  });

  test('goes on at once when all who were asked declined, and not before', async () => {
    const { org, ask } = await scene();
    const { id } = await ask(true);
    await org.cop.jobs.run();
    const [first, second] = await firstAndOthers(org, id);
    await org.as(first).routing.decline({ threadId: id });
    expect(await org.cop.jobs.run()).toMatchObject({ done: 0 });
    await org.as(second).routing.decline({ threadId: id });
    expect(await org.cop.jobs.run()).toMatchObject({ done: 1 });
    expect(await standing(org, id)).toEqual(['1 declined', '1 declined', '2 invited', '2 invited']);
    expect((await refusalOf(org.as(first).routing.decline({ threadId: id }))).code).toBe('conflict');
    expect((await refusalOf(org.as('Ada').routing.decline({ threadId: id }))).code).toBe('not-found');
  });

  test('goes to the facilitators when there is nobody to ask', async () => {
    const { org, ask } = await scene([]);
    const { id } = await ask(true);
    await org.cop.jobs.run();
    await pass(org, 48);
    expect((await org.as('Ada').inbox.list({ type: 'unanswered' })).items).toMatchObject([{ object: id }]);
  });

  test('who left meanwhile hears nothing more of it', async () => {
    const { org, ask, communityId } = await scene();
    const { id } = await ask(true);
    await org.cop.jobs.run();
    const [first] = await firstAndOthers(org, id);
    expect(await waiting(org, first)).toEqual([id]);
    await org.as('Ada').communities.update({ communityId, visibility: 'closed' });
    await org.as(first).membership.leave({ communityId });
    expect(await waiting(org, first)).toEqual([]);
  });
});

describe('whether questions are put to people', () => {
  test.each([
    [undefined, false, 0],
    [true, false, 2],
    [undefined, true, 2],
    [false, true, 0],
  ])('asker %s, community %s: %i', async (invite, enabled, people) => {
    const { org, ask, communityId } = await scene();
    const { routing } = await org.as('Ada').communities.update({ communityId, routing: { enabled } });
    expect(routing).toEqual({ enabled, perRound: 2, rounds: 2, waitHours: 48 });
    const { id } = await ask(invite);
    await org.cop.jobs.run();
    expect(await asked(org, id)).toHaveLength(people);
  });

  test('only questions are', async () => {
    const { org, communityId } = await scene();
    const refused = startThread(org.as('Bo'), communityId, { kind: 'idea', invite: true });
    expect(await refusalOf(refused)).toMatchObject({ code: 'invalid', field: 'invite' });
  });
});

test('who would be asked is shown before, by name and without scores, and never the asker', async () => {
  const { org, communityId } = await scene(['Eve', 'Hal']);
  const bo = await org.idOf('Bo');
  await org.as('Ada').membership.setRoles({ communityId, personId: bo, roles: ['expert', 'member'] });
  const { people } = await org.as('Bo').routing.preview({ communityId, title: 'Why?', topics: ['Bearings'] });
  expect(people).toEqual(
    ['Eve Quill-Eve', 'Hal Quill-Hal'].map((name) => ({
      person: expect.objectContaining({ name }),
      reasons: [],
      slot: 'evidence',
    })),
  );
  expect((await everyDocument(org.storage)).filter(({ collection }) => collection === 'invitations')).toEqual([]);
});

test('what speaks for somebody is shown with the titles of now, and left out when it is withdrawn', async () => {
  const { org, ask } = await scene(['Eve']);
  const earlier = await ask(false);
  const answer = await org.as('Eve').threads.reply({ threadId: earlier.id, body: 'A loose bolt at stage two.' });
  const { id } = await ask(true);
  await org.cop.jobs.run();
  await org.as('Bo').threads.edit({ postId: earlier.id, title: 'The hum of old' });
  const reasons = async () => (await org.as('Eve').routing.listMine()).items.map((item) => item.reasons);
  expect(await reasons()).toMatchObject([[{ itemId: answer.id, threadId: earlier.id, title: 'The hum of old' }]]);
  await org.as('Eve').threads.withdraw({ postId: answer.id });
  expect(await reasons()).toEqual([[]]);
  expect(await asked(org, id)).toHaveLength(1);
});

test('a practice that was made of no thread speaks for its author, before the question and after', async () => {
  const { org, ask, communityId } = await scene(['Eve']);
  const title = 'Balancing a rotor that hums';
  const { id: itemId } = await org.as('Eve').practices.create({ communityId, title, steps: ['Let it cool down.'] });
  const reasons = [{ itemId, threadId: null, title, kind: 'practice' }];
  const { people } = await org.as('Bo').routing.preview({ communityId, title: 'The rotor hums' });
  expect(people).toMatchObject([{ person: { name: 'Eve Quill-Eve' }, reasons }]);
  const { id: threadId } = await ask(true);
  await org.cop.jobs.run();
  expect((await org.as('Bo').routing.list({ threadId })).items).toMatchObject([{ reasons }]);
  expect((await org.as('Eve').routing.listMine()).items).toMatchObject([{ threadId, reasons }]);
  const [entry] = (await org.as('Eve').inbox.list({})).items;
  expect(entry).toMatchObject({ type: 'invitation', detail: { state: 'invited', reasons } });
  await org.as('Eve').practices.revise({ practiceId: itemId, title: 'Balancing cold' });
  const renamed = { ...reasons[0], title: 'Balancing cold' };
  expect((await org.as('Eve').routing.listMine()).items).toMatchObject([{ threadId, reasons: [renamed] }]);
});

test('the log says who was asked when, as acts of the system', async () => {
  const { org, ask, communityId } = await scene(['Eve']);
  const { id } = await ask(true);
  await org.cop.jobs.run();
  const { items } = await org.system.activity.list({ communityId });
  expect(items.filter(({ verb }) => verb === 'route')).toMatchObject([
    { actor: 'system', object: id, target: await org.idOf('Eve'), detail: { round: 1, slot: 'evidence' } },
  ]);
});

const acts = fc.constantFrom('ask', 'ask', 'answer', 'decline', 'decline', 'close', 'wait', 'wait', 'run');
const script = fc.array(fc.record({ what: acts, which: fc.nat({ max: 20 }) }), { minLength: 10, maxLength: 40 });

test('whatever happens, one entry for each invitation, nobody asked twice or after an answer, and the same with the same clock', {
  timeout: 60_000,
}, async () => {
  const playOnce = async (steps: readonly { what: string; which: number }[]) => {
    const { org, ask } = await scene();
    org.clock.stopped = true;
    const questions: string[] = [];
    const who = (which: number) => org.as(EXPERTS[which % EXPERTS.length] ?? 'Eve');
    const pick = (which: number) => questions[which % Math.max(1, questions.length)] ?? '';
    for (const { what, which } of steps) {
      if (what === 'ask') questions.push((await ask(true)).id);
      else if (what === 'wait') org.clock.forward((which + 1) * 4 * HOUR);
      else if (what === 'run') await org.cop.jobs.run();
      else if (questions.length > 0) {
        const threadId = pick(which);
        const act = {
          answer: () => who(which).threads.reply({ threadId, body: 'So.' }),
          decline: () => who(which).routing.decline({ threadId }),
          close: () => org.as('Bo').threads.close({ threadId, reason: 'obsolete' }),
        }[what];
        // Refusals are part of the game: what is closed, was declined or was never asked.
        await act?.().catch(refusalOfStep);
      }
    }
    await org.cop.jobs.run();
    const kept = await everyDocument(org.storage);
    const invited = kept.filter(({ collection }) => collection === 'invitations').map(({ id }) => id);
    const entries = kept
      .filter(({ collection, body }) => collection === 'inbox' && (body as { type: string }).type === 'invitation')
      .map(({ partition, body }) => `${(body as { object: string }).object}:${partition.slice('person/'.length)}`);
    const contents = kept.filter(({ partition }) => partition !== 'catalog').map(({ rev: _rev, ...doc }) => doc);
    return { org, questions, contents, invited: invited.sort(), entries: entries.sort() };
  };
  await fc.assert(
    fc.asyncProperty(script, async (steps) => {
      const first = await playOnce(steps);
      expect(first.entries).toEqual(first.invited);
      for (const threadId of first.questions) {
        const { thread } = await first.org.as('Bo').threads.get({ threadId });
        const { items, nextAt } = await first.org.as('Bo').routing.list({ threadId });
        if (thread.state === 'answered') {
          expect(nextAt).toBeNull();
          expect(items.filter(({ state }) => state === 'invited')).toEqual([]);
        }
        for (const round of [1, 2]) expect(items.filter((item) => item.round === round).length).toBeLessThanOrEqual(2);
      }
      expect((await playOnce(steps)).contents).toEqual(first.contents);
    }),
    { numRuns: 10, seed: 20_260_105 },
  );
});

function refusalOfStep(error: unknown): void {
  const { code } = error as { code?: string };
  if (!['conflict', 'not-found', 'forbidden'].includes(code ?? '')) throw error;
}
