import { describe, expect, test } from 'vitest';
import { type Organisation, organisation, refusalOf } from '../testing/organisation.js';
import { answered, published, type Shop, shop } from '../testing/practices.js';
import { watching } from '../testing/watching.js';

const start = async (): Promise<Shop> => shop(await organisation());

async function actsOn(org: Organisation, id: string) {
  const communityId = `c_${id.split('_')[1]}`;
  const { items } = await org.system.activity.list({ communityId, limit: 100 });
  return items.filter(({ object }) => object === id);
}

describe('an accepted answer', () => {
  test('becomes a practice in one step, linked to the thread and the procedure', async () => {
    const there = await start();
    const { thread, reply } = await answered(there);
    const practice = await there.ada.practices.fromReply({ replyId: reply.id });
    expect(practice).toMatchObject({
      kind: 'bestPractice',
      title: thread.title,
      state: 'good',
      version: 1,
      unit: 'turbines',
      author: { id: await there.org.idOf('Ed') },
      steward: { id: await there.org.idOf('Ada') },
      reviewBy: '2027-01-05',
      context: { body: 'Always cold:' },
      problem: { html: expect.stringContaining('<strong>4,000 rpm</strong>') },
      source: { threadId: thread.id, replyId: reply.id, title: thread.title },
      topics: [{ label: 'vibration' }],
      subjects: [{ key: 'procedure:OP-114', title: 'Balancing rotors', url: 'https://intranet.example.org/op/114' }],
    });
    expect(practice.steps.map(({ body }) => body)).toEqual(['Let it cool down.', 'Balance it.\nTwice.', 'Run it up.']);
    expect((await there.bo.threads.get({ threadId: thread.id })).thread.practiceId).toBe(practice.id);
    expect(await actsOn(there.org, practice.id)).toMatchObject([
      {
        verb: 'publish',
        inReplyTo: reply.id,
        target: await there.org.idOf('Ed'),
        unitAtEvent: 'turbines',
        detail: { kind: 'bestPractice', version: 1, source: reply.id, forkOf: null, unit: 'turbines' },
      },
    ]);
  });

  test('is one practice only, which the refusal names', async () => {
    const there = await start();
    const practice = await published(there);
    const again = there.ada.practices.fromReply({ replyId: practice.source?.replyId ?? '' });
    expect(await refusalOf(again)).toMatchObject({
      code: 'conflict',
      message: `This answer is a practice already: “${practice.title}” (${practice.id}).`,
      field: 'replyId',
    });
  });

  test('is one practice also when two make it one at the same moment', async () => {
    const there = await start();
    const { reply } = await answered(there);
    const made = await Promise.allSettled([
      there.ada.practices.fromReply({ replyId: reply.id }),
      there.bo.practices.fromReply({ replyId: reply.id }),
    ]);
    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await there.ada.practices.list({ communityId: there.community.id })).items).toHaveLength(1);
  });

  test('must be accepted, and be there', async () => {
    const there = await start();
    const { thread, reply } = await answered(there);
    const other = await there.cy.threads.reply({ threadId: thread.id, body: 'Grease it.' });
    expect(await refusalOf(there.ada.practices.fromReply({ replyId: other.id }))).toMatchObject({
      code: 'conflict',
      message: 'Only an accepted answer becomes a practice. Accept it first.',
    });
    await there.ada.threads.hide({ postId: reply.id });
    expect(await refusalOf(there.ada.practices.fromReply({ replyId: reply.id }))).toMatchObject({ code: 'conflict' });
    expect(await refusalOf(there.bo.threads.accept({ replyId: reply.id }))).toMatchObject({ code: 'conflict' });
  });

  test('that is accepted cannot be accepted twice', async () => {
    const there = await start();
    const { reply } = await answered(there);
    expect(await refusalOf(there.bo.threads.accept({ replyId: reply.id }))).toMatchObject({
      code: 'conflict',
      message: 'This answer is accepted already.',
    });
  });

  test('stays a practice when its thread is hidden; the title goes', async () => {
    const there = await start();
    const practice = await published(there);
    await there.ada.threads.hide({ postId: practice.source?.threadId ?? '' });
    const { source } = await there.bo.practices.get({ practiceId: practice.id });
    expect(source).toEqual({ ...practice.source, title: null });
  });

  test('of somebody who was erased stays, without a name', async () => {
    const there = await start();
    const practice = await published(there);
    await there.ed.people.erase({ personId: await there.org.idOf('Ed') });
    expect((await there.bo.practices.get({ practiceId: practice.id })).author).toMatchObject({
      id: practice.author.id,
      name: null,
    });
  });
});

describe('what a member writes', () => {
  const text = { title: 'Grease weekly', steps: ['Grease it.', ' '] };

  test('goes into review, and facilitators hear of it; whoever approves looks after it', async () => {
    const there = await start();
    const { id } = await there.bo.practices.create({ communityId: there.community.id, ...text });
    const waiting = await there.cy.practices.get({ practiceId: id });
    expect(waiting).toMatchObject({
      state: 'inReview',
      steward: null,
      publishedAt: null,
      steps: [{ body: 'Grease it.' }],
    });
    expect(waiting.may).not.toContain('practices.approve');
    expect((await there.ada.inbox.list({ type: 'review' })).items).toMatchObject([
      {
        object: id,
        title: 'Grease weekly',
        actor: { id: await there.org.idOf('Bo') },
        detail: { outcome: 'submitted' },
      },
    ]);
    expect(await refusalOf(there.bo.practices.approve({ practiceId: id }))).toMatchObject({ code: 'forbidden' });
    const approved = await there.ada.practices.approve({ practiceId: id, reviewBy: '2026-06-01' });
    expect(approved).toMatchObject({
      state: 'good',
      steward: { id: await there.org.idOf('Ada') },
      reviewBy: '2026-06-01',
    });
    expect((await there.bo.inbox.list({ type: 'review' })).items).toMatchObject([
      { object: id, detail: { outcome: 'approved' } },
    ]);
    expect((await actsOn(there.org, id)).map(({ verb }) => verb)).toEqual(['submit', 'approve', 'publish']);
    expect(await refusalOf(there.ada.practices.approve({ practiceId: id }))).toMatchObject({
      code: 'conflict',
      message: 'This practice is published, not in review.',
    });
  });

  test('is theirs alone while it is a draft', async () => {
    const there = await start();
    const { id } = await there.bo.practices.create({ communityId: there.community.id, draft: true, ...text });
    const unknown = { code: 'not-found', message: 'There is no such practice in this community.' };
    expect(await refusalOf(there.cy.practices.get({ practiceId: id }))).toMatchObject(unknown);
    expect(await refusalOf(there.cy.practices.listVersions({ practiceId: id }))).toMatchObject(unknown);
    expect(await refusalOf(there.cy.adoptions.adopt({ practiceId: id }))).toMatchObject(unknown);
    expect((await there.cy.practices.list({ communityId: there.community.id })).items).toEqual([]);
    expect((await there.cy.practices.list({ communityId: there.community.id, state: 'draft' })).items).toEqual([]);
    expect((await there.cy.search.find({ text: 'grease' })).items).toEqual([]);
    expect((await there.bo.practices.list({ communityId: there.community.id, state: 'draft' })).items).toMatchObject([
      { id },
    ]);
    const better = await there.bo.practices.revise({ practiceId: id, steps: ['Grease it well.'] });
    expect(better).toMatchObject({ state: 'draft', version: 1 });
    expect((await there.bo.practices.submit({ practiceId: id })).state).toBe('inReview');
    const { items } = await there.cy.practices.listVersions({ practiceId: id });
    expect(items).toMatchObject([{ version: 1, steps: ['Grease it well.'] }]);
    expect(await refusalOf(there.bo.practices.submit({ practiceId: id }))).toMatchObject({ code: 'conflict' });
  });

  test('is thrown away as a draft, and retired later', async () => {
    const there = await start();
    const { id } = await there.bo.practices.create({ communityId: there.community.id, draft: true, ...text });
    expect(await refusalOf(there.bo.practices.retire({ practiceId: id }))).toMatchObject({
      message: 'This practice is still a draft. Throw it away instead.',
    });
    await there.bo.membership.leave({ communityId: there.community.id });
    expect((await there.bo.practices.get({ practiceId: id })).may).toEqual(['practices.discard']);
    for (const call of [
      there.bo.practices.submit({ practiceId: id }),
      there.bo.practices.revise({ practiceId: id, title: 'T' }),
    ]) {
      expect(await refusalOf(call)).toMatchObject({ code: 'forbidden' });
    }
    await there.bo.practices.discard({ practiceId: id });
    await there.bo.membership.join({ communityId: there.community.id });
    expect(await refusalOf(there.bo.practices.get({ practiceId: id }))).toMatchObject({ code: 'not-found' });
    const other = await there.bo.practices.create({ communityId: there.community.id, ...text });
    expect(await refusalOf(there.bo.practices.discard({ practiceId: other.id }))).toMatchObject({
      message: 'Only a draft can be thrown away. Retire the practice instead.',
    });
    const turnedDown = await there.ada.practices.retire({ practiceId: other.id, reason: 'Known to fail.' });
    expect(turnedDown).toMatchObject({ state: 'retired', retiredReason: 'Known to fail.' });
  });
});

describe('a published practice', () => {
  test('has a new version with each revision, and keeps the earlier ones', async () => {
    const there = await start();
    const { id, steps } = await published(there);
    const revised = await there.ada.practices.revise({
      practiceId: id,
      steps: ['Weigh it.'],
      note: 'Simpler',
      basedOn: 1,
    });
    expect(revised).toMatchObject({ state: 'good', version: 2, steps: [{ body: 'Weigh it.' }] });
    const { items } = await there.bo.practices.listVersions({ practiceId: id });
    expect(items).toMatchObject([
      { version: 2, steps: ['Weigh it.'], note: 'Simpler' },
      { version: 1, steps: steps.map(({ body }) => body), note: null },
    ]);
    const stale = there.ada.practices.revise({ practiceId: id, steps: ['Drop it.'], basedOn: 1 });
    expect(await refusalOf(stale)).toMatchObject({
      code: 'conflict',
      message: 'Version 2 is current, not 1. Read it and revise again.',
      field: 'basedOn',
    });
    expect(await refusalOf(there.bo.practices.revise({ practiceId: id, steps: ['Mine.'] }))).toMatchObject({
      code: 'forbidden',
    });
    expect(await refusalOf(there.ada.practices.revise({ practiceId: id, note: 'Nothing' }))).toMatchObject({
      code: 'invalid',
    });
  });

  test('is looked at again on its review date, by its steward, and confirmed', async () => {
    const there = await start();
    const { reply } = await answered(there);
    const stewardId = await there.org.idOf('Cy');
    const practice = await there.ada.practices.fromReply({ replyId: reply.id, stewardId, reviewBy: '2026-03-01' });
    const till = (moment: string) => there.org.clock.forward(Date.parse(moment) - there.org.clock.now().getTime());
    till('2026-02-28T23:59:59.000Z');
    await there.org.cop.jobs.run();
    expect((await there.bo.practices.get({ practiceId: practice.id })).state).toBe('good');
    till('2026-03-01T00:00:00.000Z');
    await there.org.cop.jobs.run();
    expect((await there.bo.practices.get({ practiceId: practice.id })).state).toBe('needsReview');
    const due = (await there.cy.inbox.list({ type: 'review' })).items.filter(({ detail }) => detail.outcome === 'due');
    expect(due).toMatchObject([{ object: practice.id, actor: null, title: practice.title }]);
    const confirmed = await there.cy.practices.confirm({
      practiceId: practice.id,
      reviewBy: '2026-09-01',
      note: 'Fine',
    });
    expect(confirmed).toMatchObject({ state: 'good', reviewBy: '2026-09-01', reviewed: { note: 'Fine' } });
    till('2026-09-01T00:00:00.000Z');
    await there.org.cop.jobs.run();
    expect((await there.bo.practices.get({ practiceId: practice.id })).state).toBe('needsReview');
    const reviews = (await actsOn(there.org, practice.id)).filter(({ verb }) => verb === 'review');
    expect(reviews.map(({ actor, detail }) => [actor === 'system', detail])).toEqual([
      [true, { outcome: 'due' }],
      [false, { outcome: 'confirmed' }],
      [true, { outcome: 'due' }],
    ]);
  });

  test('is entrusted again to who gave it up, and they hear of it again', async () => {
    const there = await start();
    const { id: practiceId } = await published(there);
    for (const name of ['Cy', 'Ada', 'Cy'])
      await there.ada.practices.setSteward({ practiceId, stewardId: await there.org.idOf(name) });
    const { items } = await there.cy.inbox.list({ type: 'review' });
    expect(items.map(({ detail }) => detail.outcome)).toEqual(['steward', 'steward']);
  });

  test('is no longer its steward’s to decide on once they have left', async () => {
    const there = await start();
    const { org, community, ada, cy } = there;
    const { id: practiceId } = await published(there);
    await ada.practices.setSteward({ practiceId, stewardId: await org.idOf('Cy') });
    expect((await cy.practices.get({ practiceId })).may).toContain('practices.retire');
    await cy.membership.leave({ communityId: community.id });
    expect((await cy.practices.get({ practiceId })).may).toEqual([]);
    expect(await refusalOf(cy.practices.retire({ practiceId }))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(cy.practices.confirm({ practiceId }))).toMatchObject({ code: 'forbidden' });
  });

  test('is put before the facilitators where its steward has left', async () => {
    const there = await start();
    const { reply } = await answered(there);
    const stewardId = await there.org.idOf('Cy');
    const { id } = await there.bo.practices.fromReply({ replyId: reply.id, stewardId });
    await there.ada.practices.approve({ practiceId: id, reviewBy: '2026-03-01' });
    await there.cy.membership.leave({ communityId: there.community.id });
    await there.org.cop.jobs.run(new Date('2026-03-01T00:00:00.000Z'));
    const { items } = await there.ada.inbox.list({ type: 'review' });
    expect(items.filter(({ detail }) => detail.outcome === 'due')).toMatchObject([{ object: id }]);
  });

  test('wakes who watches it when a unit adopts it, and when it changes', async () => {
    const there = await start();
    const { id } = await published(there);
    const other = await there.ada.practices.create({ communityId: there.community.id, title: 'Other', steps: ['Do.'] });
    const { wakes, woken, stop } = await watching(there.cy, [id, other.id]);
    const { id: adoptionId } = await there.bo.adoptions.adopt({ practiceId: id });
    await woken(1);
    await there.bo.adoptions.claimBenefit({ adoptionId, hours: { low: 1, mid: 2, high: 3 } });
    await woken(2);
    await there.ada.practices.revise({ practiceId: id, steps: ['Weigh it.'] });
    await woken(3);
    stop();
    expect(new Set(wakes)).toEqual(new Set([id]));
  });

  test('has a member as its steward, and a review date to come', async () => {
    const there = await start();
    const { id } = await published(there);
    await there.org.as('Zoe').people.getMe();
    const stranger = await there.org.idOf('Zoe');
    expect(await refusalOf(there.ada.practices.setSteward({ practiceId: id, stewardId: stranger }))).toMatchObject({
      code: 'invalid',
      field: 'stewardId',
    });
    expect(await refusalOf(there.ada.practices.confirm({ practiceId: id, reviewBy: '2026-01-05' }))).toMatchObject({
      code: 'invalid',
      field: 'reviewBy',
    });
    const entrusted = await there.ada.practices.setSteward({ practiceId: id, stewardId: await there.org.idOf('Bo') });
    expect(entrusted.steward?.id).toBe(await there.org.idOf('Bo'));
    expect((await there.bo.practices.revise({ practiceId: id, title: 'Balance cold' })).version).toBe(2);
  });

  test('is superseded by another that is published, and then stands still', async () => {
    const there = await start();
    const { id } = await published(there);
    const create = (title: string, draft = false) =>
      there.ada.practices.create({ communityId: there.community.id, title, steps: ['Do.'], draft });
    const [better, draft] = [await create('Better'), await create('Half', true)];
    const by = (byPracticeId: string) => there.ada.practices.supersede({ practiceId: id, byPracticeId });
    expect(await refusalOf(by(id))).toMatchObject({ code: 'invalid', field: 'byPracticeId' });
    expect(await refusalOf(by(draft.id))).toMatchObject({ code: 'conflict', field: 'byPracticeId' });
    expect(await by(better.id)).toMatchObject({
      state: 'superseded',
      supersededBy: { practiceId: better.id, title: 'Better' },
    });
    expect(await refusalOf(by(better.id))).toMatchObject({ message: 'This practice is superseded.' });
    expect(await refusalOf(there.ada.practices.revise({ practiceId: id, title: 'New' }))).toMatchObject({
      message: 'This practice is superseded and no longer changes.',
    });
    expect((await there.org.cop.jobs.run(new Date('2026-12-31T00:00:00.000Z'))).next).toBe('2027-01-05T00:00:00.000Z');
    await there.org.cop.jobs.run(new Date('2027-01-06T00:00:00.000Z'));
    expect((await there.bo.practices.get({ practiceId: id })).state).toBe('superseded');
    expect((await there.bo.practices.get({ practiceId: better.id })).state).toBe('needsReview');
  });
});

describe('a text', () => {
  test.each([
    [{ title: 'Empty' }, 'steps', 'Say what to do: a practice needs at least one step.'],
    [{ title: 'x'.repeat(201), steps: ['a'] }, 'title', 'title: must have at most 200 characters'],
    [{ title: 'Long', steps: ['x'.repeat(40_001)] }, 'steps.0', 'steps.0: must have at most 40000 characters'],
    [
      { title: 'Long', steps: Array.from({ length: 11 }, () => 'x'.repeat(9_999)) },
      'steps',
      'steps: must have at most 100,000 characters together with the rest',
    ],
    [{ title: 'Many', steps: Array.from({ length: 51 }, () => 'x') }, 'steps', 'steps: must have at most 50 steps'],
    [{ title: 'When', steps: ['x'], reviewBy: '31.1.2027' }, 'reviewBy', 'reviewBy: must be a day such as 2027-01-31'],
  ])('%# that cannot be a practice is refused with a sentence', async (text, field, message) => {
    const there = await start();
    const refused = there.ada.practices.create({ communityId: there.community.id, ...text });
    expect(await refusalOf(refused)).toMatchObject({ code: 'invalid', field, message });
  });
});

test('lists begin with what is proven best, and are filtered and searched', async () => {
  const there = await start();
  const first = await published(there);
  const communityId = there.community.id;
  const [gates] = await Promise.all([
    there.ada.practices.create({
      communityId,
      title: 'Grease the gates',
      kind: 'story',
      steps: ['Use little grease.'],
      topics: ['grease'],
      subjects: ['machine:M7'],
    }),
  ]);
  await there.bo.practices.create({ communityId, title: 'Grease in review', steps: ['More grease.'] });
  const titles = async (filter: object) =>
    (await there.bo.practices.list({ communityId, ...filter })).items.map(({ title }) => title);
  expect(await titles({})).toEqual(['Grease the gates', first.title, 'Grease in review']);
  expect(await titles({ state: 'good' })).toEqual(['Grease the gates', first.title]);
  expect(await titles({ topic: 'Grease' })).toEqual(['Grease the gates']);
  expect(await titles({ subject: 'MACHINE:m7' })).toEqual(['Grease the gates']);
  expect(await titles({ subject: 'machine:M8' })).toEqual([]);
  expect(await titles({ kind: 'story' })).toEqual(['Grease the gates']);
  expect(await titles({ text: 'grease' })).toEqual(['Grease the gates']);
  expect(await titles({ text: 'greese gates', kind: 'method' })).toEqual([]);
  const one = await there.bo.practices.list({ communityId, limit: 1 });
  const two = await there.bo.practices.list({ communityId, limit: 1, after: one.next ?? '' });
  expect([one, two].map(({ items }) => items[0]?.id)).toEqual([gates.id, first.id]);
  expect((await there.bo.practices.list({ communityId, limit: 1, before: two.previous ?? '' })).items).toEqual(
    one.items,
  );
  for (const text of ['gräse', 'gates']) {
    expect(await refusalOf(there.bo.practices.list({ communityId, text, after: one.next ?? '' }))).toMatchObject({
      code: 'stale-cursor',
    });
  }
});
