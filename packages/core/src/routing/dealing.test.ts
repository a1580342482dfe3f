import { describe, expect, test } from 'vitest';
import type { Activity } from '../activity/records.js';
import { expertise } from '../expertise/expertise.js';
import type { RoutingSettings } from '../routing/api.js';
import { foundCommunity, type Organisation, organisation, refusalOf, startThread } from '../testing/organisation.js';

const HOUR = 3_600_000;
const EXPERTS = ['Eve', 'Fay', 'Gus', 'Hal'] as const;

/** A community of Ada's with experts of pumps; Bo, of the turbine hall, asks. */
async function scene(routing: Partial<RoutingSettings> = {}, members: readonly string[] = []) {
  const org = await organisation({ extensions: [expertise()] });
  await org.admin.topics.define({ prefLabel: 'pumps' });
  await org.admin.units.define({ id: 'works', name: 'Works' });
  await org.admin.units.define({ id: 'hall', name: 'Hall', parentId: 'works' });
  const settings = { perRound: 2, rounds: 2, ...routing };
  const everybody = ['Bo', ...EXPERTS, ...members];
  const { id: communityId } = await foundCommunity(org, 'Ada', { routing: settings }, everybody);
  for (const name of EXPERTS) {
    const personId = await org.idOf(name);
    await org.as('Ada').membership.setRoles({ communityId, personId, roles: ['expert', 'member'] });
  }
  // Nobody of them is new any more.
  org.clock.forward(200 * 24 * HOUR);
  const bo = org.as('Bo', { unit: 'hall' });
  await bo.people.getMe();
  const acts: Activity[] = [];
  org.cop.on((activity) => acts.push(activity));
  const ask = (invite?: boolean) =>
    startThread(bo, communityId, {
      title: 'Why do pumps hum?',
      topics: ['pumps'],
      ...(invite !== undefined && { invite }),
    });
  return { org, communityId, ask, acts, bo };
}

/** Who was asked, and how that stands: `Eve 1 evidence invited`. */
async function asked(org: Organisation, threadId: string): Promise<string[]> {
  const { items } = await org.as('Ada').routing.list({ threadId });
  return items.map(({ person, round, slot, state }) => `${person.name?.split(' ')[0]} ${round} ${slot} ${state}`);
}

const namesOf = (people: readonly { readonly person: { readonly name: string | null } }[]) =>
  people.map(({ person }) => person.name?.split(' ')[0] ?? '');

async function pass(org: Organisation, hours: number) {
  org.clock.forward(hours * HOUR);
  return org.cop.jobs.run();
}

/** The two who were asked first. */
async function firstTwo(org: Organisation, threadId: string): Promise<[string, string]> {
  return namesOf((await org.as('Ada').routing.list({ threadId })).items).slice(0, 2) as [string, string];
}

const detailsOf = (acts: readonly Activity[], verb: string) =>
  acts.filter((act) => act.verb === verb).map(({ detail }) => detail);

describe('whom a round asks now', () => {
  test('is shown beforehand to the asker and the facilitators, and asked at once where they want it', async () => {
    const { org, ask, bo } = await scene();
    const { id: threadId } = await ask();
    const { people } = await bo.routing.previewRound({ threadId });
    expect(people).toHaveLength(2);
    const asking = await bo.routing.route({ threadId });
    expect(namesOf(asking.people)).toEqual(namesOf(people));
    expect(asking.nextAt).toBe((await bo.routing.list({ threadId })).nextAt);
    const next = await org.as('Ada').routing.previewRound({ threadId });
    expect([...namesOf(people), ...namesOf(next.people)].sort()).toEqual([...EXPERTS]);
    await org.as('Ada').routing.route({ threadId });
    expect((await asked(org, threadId)).map((each) => each.split(' ')[1])).toEqual(['1', '1', '2', '2']);
    for (const name of EXPERTS) expect((await org.as(name).routing.listMine()).items).toHaveLength(1);
  });

  test('is more than the asker may want once all rounds are over, and not what others may', async () => {
    const { org, ask, bo } = await scene({ rounds: 1 });
    const { id: threadId } = await ask(true);
    await org.cop.jobs.run();
    expect(await refusalOf(bo.routing.route({ threadId }))).toMatchObject({ code: 'conflict' });
    expect((await org.as('Ada').routing.route({ threadId })).people).toHaveLength(2);
    for (const name of ['Eve', 'Zoe'])
      expect(await refusalOf(org.as(name).routing.route({ threadId }))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(org.as('Eve').routing.previewRound({ threadId }))).toMatchObject({ code: 'forbidden' });
  });

  test('is nobody for what is no question, or waits for no answer', async () => {
    const { org, ask, bo, communityId } = await scene();
    const idea = await startThread(bo, communityId, { kind: 'idea' });
    expect(await refusalOf(bo.routing.route({ threadId: idea.id }))).toMatchObject({ code: 'invalid' });
    const { id: threadId } = await ask();
    await org.as('Eve').threads.reply({ threadId, body: 'A bolt.' });
    expect(await refusalOf(bo.routing.route({ threadId }))).toMatchObject({ code: 'conflict', field: 'threadId' });
    expect(await asked(org, threadId)).toEqual([]);
  });

  test('keeps a place for who declared it and has no evidence, before who is new', async () => {
    const { org, ask, communityId } = await scene({ perRound: 3 }, ['Ivy', 'Jo']);
    await org.as('Ada').membership.invite({ communityId, personId: await org.idOf('Kim') });
    await org.as('Kim').membership.accept({ communityId });
    const slotsOf = async () => {
      const { id: threadId } = await ask();
      const { people } = await org.as('Ada').routing.route({ threadId });
      return people.filter(({ slot }) => slot !== 'evidence').map(({ person, slot }) => `${person.name} ${slot}`);
    };
    expect(await slotsOf()).toEqual(['Kim Quill-Kim newcomer']);
    await org.as('Jo').expertise.declare({ topic: 'pumps' });
    expect(await slotsOf()).toEqual(['Jo Quill-Jo declared']);
    expect(await slotsOf()).toEqual([]);
    await org.as('Ivy').experts.setConsent({ consent: 'listed' });
    await org.as('Ivy').expertise.declare({ topic: 'pumps' });
    expect(await slotsOf()).toEqual([]);
    await org.as('Ivy').experts.setConsent({ consent: 'routable' });
    expect(await slotsOf()).toEqual(['Ivy Quill-Ivy declared']);
  });
});

describe('who was asked', () => {
  test('says that they will answer, and is given the time of a whole round', async () => {
    const { org, ask, acts } = await scene();
    const { id: threadId } = await ask(true);
    await org.cop.jobs.run();
    const [first, second] = await firstTwo(org, threadId);
    await pass(org, 40);
    expect(await org.as(first).routing.accept({ threadId })).toEqual({ threadId, state: 'accepted' });
    expect(await org.as(first).routing.accept({ threadId })).toEqual({ threadId, state: 'accepted' });
    expect((await org.as(first).routing.listMine()).items).toMatchObject([{ threadId, state: 'accepted' }]);
    expect((await org.as(first).inbox.list({ type: 'invitation' })).items[0]?.detail.state).toBe('accepted');
    expect(await pass(org, 40)).toMatchObject({ done: 0 });
    await org.as(second).routing.decline({ threadId });
    expect(await org.cop.jobs.run()).toMatchObject({ done: 0 });
    expect(await pass(org, 8)).toMatchObject({ done: 1 });
    expect(await asked(org, threadId)).toHaveLength(4);
    await org.as(first).threads.reply({ threadId, body: 'A bolt.' });
    const states = (await asked(org, threadId)).map((each) => each.split(' ')[3]);
    expect(states.sort()).toEqual(['answered', 'declined', 'expired', 'expired']);
    expect(await refusalOf(org.as(first).routing.accept({ threadId }))).toMatchObject({ code: 'conflict' });
    const place = { round: 1, slot: 'evidence' };
    expect(detailsOf(acts, 'routing.accept')).toEqual([place]);
    expect(detailsOf(acts, 'refuse')).toEqual([place]);
    expect(detailsOf(acts, 'route')).toHaveLength(4);
    expect(detailsOf(acts, 'route')[0]).toEqual({ ...place, reasons: 0 });
  });

  test('hands it on to a colleague, who is told, and can do the same', async () => {
    const { org, ask, acts, bo } = await scene({}, ['Ivy', 'Jo']);
    const { id: threadId } = await ask(true);
    await org.cop.jobs.run();
    const [first] = await firstTwo(org, threadId);
    const [ivy, jo] = [await org.idOf('Ivy'), await org.idOf('Jo')];
    expect(await org.as(first).routing.handOn({ threadId, personId: ivy })).toEqual({ threadId, state: 'handedOn' });
    expect((await org.as('Ivy').inbox.list({ type: 'invitation' })).items).toMatchObject([
      { threadId, actor: { name: `${first} Quill-${first}` }, detail: { state: 'invited' } },
    ]);
    expect((await org.as(first).routing.listMine()).items).toEqual([]);
    await org.as('Ivy').routing.handOn({ threadId, personId: jo });
    expect(await asked(org, threadId)).toEqual(
      expect.arrayContaining([`${first} 1 evidence handedOn`, 'Ivy 1 colleague handedOn', 'Jo 1 colleague invited']),
    );
    expect(acts.filter(({ verb }) => verb === 'routing.handOn').map(({ target }) => target)).toEqual([ivy, jo]);
    await org.as('Jo').threads.reply({ threadId, body: 'A bolt.' });
    expect(await asked(org, threadId)).toContain('Jo 1 colleague answered');
    expect((await bo.threads.get({ threadId })).thread.state).toBe('answered');
  });

  test('hands it on to nobody who does not want it or was asked, and is not told why', async () => {
    const { org, ask, communityId, bo } = await scene({}, ['Ivy']);
    const { id: threadId } = await ask(true);
    await org.cop.jobs.run();
    const [first, second] = await firstTwo(org, threadId);
    const to = async (name: string) =>
      refusalOf(org.as(first).routing.handOn({ threadId, personId: await org.idOf(name) }));
    const cannot = {
      code: 'conflict',
      message: 'This colleague cannot be asked now. Name another one.',
      field: 'personId',
    };
    for (const name of ['Zoe', 'Bo', second]) expect(await to(name), name).toMatchObject(cannot);
    expect(await to(first)).toMatchObject({ code: 'invalid', field: 'personId' });
    const ivy = org.as('Ivy');
    const ways = [
      [() => ivy.experts.setConsent({ consent: 'listed' }), () => ivy.experts.setConsent({ consent: 'routable' })],
      [() => ivy.experts.setAway({ away: { until: '2026-12-01' } }), () => ivy.experts.setAway({ away: null })],
      [() => ivy.experts.setCap({ weeklyCap: 0 }), () => ivy.experts.setCap({ weeklyCap: null })],
      [() => ivy.experts.hideTopic({ topic: 'pumps' }), () => ivy.experts.showTopic({ topic: 'pumps' })],
    ] as const;
    for (const [refuse, agree] of ways) {
      await refuse();
      expect(await to('Ivy')).toMatchObject(cannot);
      await agree();
    }
    await ivy.membership.leave({ communityId });
    expect(await to('Ivy')).toMatchObject(cannot);
    expect(await asked(org, threadId)).toHaveLength(2);
    const uninvited = bo.routing.handOn({ threadId, personId: await org.idOf('Eve') });
    expect(await refusalOf(uninvited)).toMatchObject({ code: 'not-found', field: 'threadId' });
  });
});

describe('a question that nobody answers', () => {
  test('waits by itself for as long as the community says, and not where its asker wants people asked', async () => {
    const { org, ask } = await scene({ enabled: true, delayHours: 24 });
    const quiet = await ask();
    const pressing = await ask(true);
    const answered = await ask();
    await org.cop.jobs.run();
    expect(await asked(org, quiet.id)).toEqual([]);
    expect(await asked(org, pressing.id)).toHaveLength(2);
    await pass(org, 20);
    await org.as('Hal').threads.reply({ threadId: answered.id, body: 'A bolt.' });
    await pass(org, 4);
    expect(await asked(org, quiet.id)).toHaveLength(2);
    expect(await asked(org, answered.id)).toEqual([]);
  });

  test('goes to the facilitators in the end', async () => {
    const { org, ask, acts } = await scene({ rounds: 1 });
    const { id: threadId } = await ask(true);
    await org.cop.jobs.run();
    await pass(org, 48);
    expect((await org.as('Ada').inbox.list({ type: 'unanswered' })).items).toMatchObject([{ object: threadId }]);
    expect(detailsOf(acts, 'escalate')).toEqual([{ to: 'facilitators', round: 2 }]);
  });

  test("goes to the lead of the asker's unit, or of the one above, where the organisation wants that", async () => {
    const { org, ask, acts } = await scene({ rounds: 1 });
    const lee = await org.idOf('Lee');
    await org.admin.expertise.setLead({ unitId: 'works', personId: lee });
    await org.admin.expertise.setEscalation({ to: 'leads' });
    expect(await org.admin.expertise.getEscalation()).toMatchObject({
      to: 'leads',
      leads: [{ unitId: 'works', lead: { id: lee } }],
    });
    const { id: threadId } = await ask(true);
    await org.cop.jobs.run();
    await pass(org, 48);
    expect((await org.as('Lee').inbox.list({ type: 'unanswered' })).items).toMatchObject([{ object: threadId }]);
    expect((await org.as('Ada').inbox.list({ type: 'unanswered' })).items).toEqual([]);
    expect(acts.filter(({ verb }) => verb === 'escalate')).toMatchObject([
      { object: threadId, target: lee, detail: { to: 'lead', round: 2 } },
    ]);
  });

  test.each([
    ['there is none', async () => {}],
    [
      'who leads was erased',
      async (org: Organisation) => {
        await org.admin.expertise.setLead({ unitId: 'hall', personId: await org.idOf('Lee') });
        await org.admin.people.erase({ personId: await org.idOf('Lee') });
        expect((await org.admin.expertise.getEscalation()).leads).toEqual([]);
      },
    ],
    [
      'who leads asks',
      async (org: Organisation) => {
        await org.admin.expertise.setLead({ unitId: 'hall', personId: await org.idOf('Bo') });
      },
    ],
    [
      'who leads may not read it',
      async (org: Organisation, communityId: string) => {
        await org.admin.expertise.setLead({ unitId: 'hall', personId: await org.idOf('Lee') });
        await org.as('Ada').communities.update({ communityId, visibility: 'private' });
      },
    ],
  ])('goes to the facilitators all the same where %s', async (_what, arrange) => {
    const { org, ask, communityId } = await scene({ rounds: 1 });
    await org.admin.expertise.setEscalation({ to: 'leads' });
    await arrange(org, communityId);
    const { id: threadId } = await ask(true);
    await org.cop.jobs.run();
    await pass(org, 48);
    expect((await org.as('Ada').inbox.list({ type: 'unanswered' })).items).toMatchObject([{ object: threadId }]);
  });

  test('is escalated as administrators say, who name people and units that there are', async () => {
    const { org } = await scene();
    const { expertise: admin } = org.admin;
    const lee = await org.idOf('Lee');
    expect(await refusalOf(admin.setLead({ unitId: 'moon', personId: lee }))).toMatchObject({ field: 'unitId' });
    const nobody = admin.setLead({ unitId: 'hall', personId: `p_0${'0'.repeat(16)}` });
    expect(await refusalOf(nobody)).toMatchObject({ code: 'not-found', field: 'personId' });
    await admin.setLead({ unitId: 'hall', personId: lee });
    expect(await admin.setLead({ unitId: 'hall', personId: null })).toEqual({ unitId: 'hall', lead: null });
    expect((await admin.getEscalation()).leads).toEqual([]);
    const ada = org.as('Ada').expertise.setEscalation({ to: 'leads' });
    expect(await refusalOf(ada)).toMatchObject({ code: 'forbidden' });
  });
});

test('rounds that close together ask nobody more often than they let themselves be asked', async () => {
  const { org, ask, bo } = await scene({ perRound: 1 });
  for (const name of EXPERTS.slice(1)) await org.as(name).experts.setConsent({ consent: 'listed' });
  await org.as('Eve').experts.setCap({ weeklyCap: 1 });
  const questions = [(await ask(false)).id, (await ask(false)).id, (await ask(false)).id];
  await Promise.all(questions.map((threadId) => bo.routing.route({ threadId })));
  const told = (await org.as('Eve').inbox.list({ type: 'invitation' })).items;
  expect(told).toHaveLength(1);
  const states = await Promise.all(questions.map((threadId) => asked(org, threadId)));
  expect(states.flat().sort()).toEqual(['Eve 1 evidence expired', 'Eve 1 evidence expired', 'Eve 1 evidence invited']);
  org.clock.forward(8 * 24 * HOUR);
  const { id } = await ask(false);
  await bo.routing.route({ threadId: id });
  expect(await asked(org, id)).toEqual(['Eve 1 evidence invited']);
});

test('who told a story is asked for it, and is told so as long as it stands', async () => {
  const { org, ask, communityId } = await scene({ perRound: 1 });
  const personId = await org.idOf('Gus');
  const partition = `community/${communityId}`;
  const body = {
    personId,
    kind: 'story',
    title: 'The pump that hummed',
    text: 'Pumps hum.',
    topics: ['pumps'],
    at: '2026-07-01T00:00:00.000Z',
  };
  const story = { collection: 'contributions', id: 'stories-story_1' };
  await org.storage.commit(partition, { expect: [], puts: [{ ...story, body }], deletes: [] });
  const reasons = async () =>
    (await org.as('Bo').routing.preview({ communityId, title: 'Why do pumps hum?' })).people[0]?.reasons;
  expect(await reasons()).toMatchObject([{ kind: 'story', title: 'The pump that hummed' }]);
  const { id: threadId } = await ask(true);
  await org.cop.jobs.run();
  const waiting = async () => (await org.as('Gus').routing.listMine()).items;
  expect(await waiting()).toMatchObject([{ threadId, reasons: [{ title: 'The pump that hummed' }] }]);
  await org.storage.commit(partition, { expect: [], puts: [], deletes: [story] });
  expect(await waiting()).toMatchObject([{ threadId, reasons: [] }]);
});
