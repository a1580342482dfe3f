import { describe, expect, test } from 'vitest';
import { moderation } from '../moderation/moderation.js';
import { everyDocument } from '../testing/documents.js';
import { foundCommunity, type Organisation, organisation, refusalOf, startThread } from '../testing/organisation.js';
import { expertise } from './expertise.js';

const DAY = 86_400_000;

/** Ada's community with Bo and Cy, and two topics; Bo answered a question about pumps. */
async function scene(fields: Parameters<typeof foundCommunity>[2] = {}) {
  const org = await organisation({ extensions: [expertise()] });
  for (const prefLabel of ['pumps', 'seals']) await org.admin.topics.define({ prefLabel });
  const { id: communityId } = await foundCommunity(org, 'Ada', fields, ['Bo', 'Cy']);
  const { id: threadId } = await startThread(org.as('Ada'), communityId, {
    title: 'Why do our pumps hum?',
    topics: ['pumps'],
  });
  const { id: answerId } = await org.as('Bo').threads.reply({ threadId, body: 'A loose bolt.' });
  return { org, communityId, threadId, answerId, bo: await org.idOf('Bo'), ada: org.as('Ada').expertise };
}

const topicOf = async (org: Organisation, viewer: string, personId: string, label: string) =>
  (await org.as(viewer).expertise.getProfile({ personId })).topics.find(({ topic }) => topic.label === label);

const found = async (org: Organisation, viewer: string, topic: string) =>
  (await org.as(viewer).experts.find({ topics: [topic] })).items.map(({ person }) => person.name?.split(' ')[0]);

/** What the extension keeps of somebody, wherever it stands. */
const keptOf = async (org: Organisation, personId: string) =>
  (await everyDocument(org.storage))
    .filter(({ collection }) => ['declarations', 'declaredSkills', 'endorsements', 'disputes'].includes(collection))
    .filter((doc) => doc.body !== null && JSON.stringify(doc).includes(personId));

describe('what somebody declares', () => {
  test('is shown beside what they wrote and what colleagues say, as three things', async () => {
    const { org, communityId, bo, ada, answerId } = await scene();
    const said = await org.as('Bo').expertise.declare({ topic: 'Pumps', note: ' Since 1998 ' });
    expect(said).toMatchObject({ topic: { id: 'pumps' }, note: 'Since 1998' });
    expect(said.expiresAt.slice(0, 10)).toBe('2027-01-05');
    await org.as('Bo').expertise.declare({ topic: 'seals' });
    await ada.endorse({ communityId, personId: bo, topic: 'pumps' });
    const { topics, askable, person } = await org.as('Cy').expertise.getProfile({ personId: bo });
    expect(person.name).toBe('Bo Quill-Bo');
    expect(askable).toBe(true);
    expect(topics.map(({ topic }) => topic.label)).toEqual(['pumps', 'seals']);
    expect(topics[0]).toMatchObject({
      inferred: { evidenceCount: 1, evidence: [{ itemId: answerId }] },
      declared: { note: 'Since 1998', pending: false },
      endorsed: { by: [{ name: 'Ada Quill-Ada' }] },
    });
    expect(topics[1]).toMatchObject({ inferred: null, declared: { note: null, pending: true }, endorsed: null });
    expect(JSON.stringify(topics)).not.toMatch(/score|points/);
    expect(await found(org, 'Cy', 'seals')).toEqual(['Bo']);
  });

  test('is asked about a month before the year is over, and then ends; saying it again makes it last', async () => {
    const { org, bo } = await scene();
    const own = org.as('Bo').expertise;
    await own.declare({ topic: 'seals' });
    await own.declare({ topic: 'pumps' });
    org.clock.forward(336 * DAY);
    await org.cop.jobs.run();
    expect((await org.as('Bo').inbox.list({ type: 'expertise' })).items).toMatchObject([
      { object: 'seals', title: 'seals', detail: { change: 'expiring' } },
      { object: 'pumps', title: 'pumps', detail: { change: 'expiring' } },
    ]);
    await own.declare({ topic: 'pumps' });
    org.clock.forward(30 * DAY);
    await org.cop.jobs.run();
    expect((await own.getMine()).topics.map(({ topic, declared }) => [topic.id, declared !== null])).toEqual([
      ['pumps', true],
    ]);
    expect(await found(org, 'Cy', 'seals')).toEqual([]);
    expect(await topicOf(org, 'Cy', bo, 'seals')).toBeUndefined();
    expect((await org.as('Bo').inbox.list({ type: 'expertise' })).items[0]).toMatchObject({
      object: 'seals',
      detail: { change: 'expired' },
    });
  });

  test('goes into communities that one joins later, and out of those that one leaves', async () => {
    const { org } = await scene();
    await org.as('Cy').expertise.declare({ topic: 'seals' });
    const cy = await org.idOf('Cy');
    const { id: later } = await foundCommunity(org, 'Dee', { visibility: 'private' }, ['Cy']);
    expect((await org.as('Dee').experts.find({ topics: ['seals'], communityId: later })).items).toHaveLength(1);
    await org.as('Cy').membership.leave({ communityId: later });
    expect((await org.as('Dee').experts.find({ topics: ['seals'], communityId: later })).items).toEqual([]);
    const there = (await keptOf(org, cy)).filter(({ partition }) => partition === `community/${later}`);
    expect(there).toEqual([]);
  });

  test('may be of a topic with as long a label as topics have', async () => {
    const { org, bo } = await scene();
    const label = `repair ${'centrifugal '.repeat(15)}fans`;
    const { id } = await org.admin.topics.define({ prefLabel: label });
    await org.as('Bo').expertise.declare({ topic: label });
    expect(await found(org, 'Cy', label)).toEqual(['Bo']);
    expect(await topicOf(org, 'Cy', bo, label)).toMatchObject({ topic: { id } });
    await org.as('Bo').experts.hideTopic({ topic: label });
    expect(await found(org, 'Cy', label)).toEqual([]);
  });

  test('is withdrawn at once', async () => {
    const { org, bo } = await scene();
    await org.as('Bo').expertise.declare({ topic: 'seals' });
    await org.as('Bo').expertise.withdraw({ topic: 'seals' });
    expect(await found(org, 'Cy', 'seals')).toEqual([]);
    expect(await topicOf(org, 'Cy', bo, 'seals')).toBeUndefined();
    expect(await refusalOf(org.as('Bo').expertise.withdraw({ topic: 'seals' }))).toMatchObject({ code: 'not-found' });
  });

  test('is of topics that there are, in words of some length, and of not too many', async () => {
    const { org, bo } = await scene();
    const own = org.as('Bo').expertise;
    expect(await refusalOf(own.declare({ topic: 'alchemy' }))).toMatchObject({ code: 'not-found', field: 'topic' });
    const note = 'x'.repeat(100_000);
    expect(await refusalOf(own.declare({ topic: 'seals', note }))).toMatchObject({ code: 'invalid', field: 'note' });
    for (let at = 0; at < 50; at++) {
      await org.admin.topics.define({ prefLabel: `part ${at}` });
      await own.declare({ topic: `part ${at}` });
    }
    expect(await refusalOf(own.declare({ topic: 'seals' }))).toMatchObject({ code: 'conflict' });
    await own.declare({ topic: 'part 7' });
    expect((await own.getMine()).topics.filter(({ declared }) => declared)).toHaveLength(50);
    expect(JSON.stringify(await keptOf(org, bo))).not.toContain('seals');
  });
});

describe('an endorsement', () => {
  test('is of a colleague in the same community, and of nobody else', async () => {
    const { org, communityId, bo, ada } = await scene();
    const them = { communityId, topic: 'pumps' };
    const nobody = { code: 'not-found', message: 'There is nobody of this id to be found here.', field: 'personId' };
    expect(await refusalOf(ada.endorse({ ...them, personId: await org.idOf('Ada') }))).toMatchObject({
      code: 'invalid',
      field: 'personId',
    });
    expect(await refusalOf(ada.endorse({ ...them, personId: await org.idOf('Zoe') }))).toMatchObject(nobody);
    expect(await refusalOf(ada.endorse({ ...them, personId: `p_0${'0'.repeat(16)}` }))).toMatchObject(nobody);
    expect(await refusalOf(ada.endorse({ ...them, personId: bo, topic: 'alchemy' }))).toMatchObject({
      code: 'not-found',
      field: 'topic',
    });
    const stranger = org.as('Zoe').expertise.endorse({ ...them, personId: bo });
    expect(await refusalOf(stranger)).toMatchObject({ code: 'forbidden' });
    await org.as('Bo').experts.setConsent({ consent: 'unlisted' });
    expect(await refusalOf(ada.endorse({ ...them, personId: bo }))).toMatchObject(nobody);
    await org.as('Bo').experts.setConsent({ consent: 'listed' });
    await org.as('Bo').membership.leave({ communityId });
    expect(await refusalOf(ada.endorse({ ...them, personId: bo }))).toMatchObject(nobody);
    expect(await keptOf(org, bo)).toEqual([]);
  });

  test('is told to who is endorsed once, who may turn it down for good, unseen', async () => {
    const { org, communityId, bo, ada } = await scene();
    const adaId = await org.idOf('Ada');
    await ada.endorse({ communityId, personId: bo, topic: 'seals' });
    await ada.endorse({ communityId, personId: bo, topic: 'seals' });
    expect((await org.as('Bo').inbox.list({ type: 'expertise' })).items).toMatchObject([
      { actor: { id: adaId }, community: { id: communityId }, title: 'seals', detail: { change: 'endorsed' } },
    ]);
    expect(await topicOf(org, 'Cy', bo, 'seals')).toMatchObject({ endorsed: { by: [{ id: adaId }] } });
    await org.as('Bo').expertise.declineEndorsement({ communityId, endorserId: adaId, topic: 'seals' });
    await ada.endorse({ communityId, personId: bo, topic: 'seals' });
    expect(await topicOf(org, 'Cy', bo, 'seals')).toBeUndefined();
    expect(await topicOf(org, 'Ada', bo, 'seals')).toMatchObject({ endorsed: { by: [{ id: adaId }] } });
    expect((await org.as('Bo').expertise.getMine()).endorsementsReceived).toMatchObject([
      { by: { id: adaId }, declined: true },
    ]);
    expect((await ada.getMine()).endorsementsGiven).toMatchObject([{ person: { id: bo }, topic: { id: 'seals' } }]);
    expect(JSON.stringify(await ada.getMine())).not.toContain('declined');
    await ada.withdrawEndorsement({ communityId, personId: bo, topic: 'seals' });
    expect((await ada.getMine()).endorsementsGiven).toEqual([]);
    expect((await org.as('Bo').expertise.getMine()).endorsementsReceived).toEqual([]);
    const again = ada.withdrawEndorsement({ communityId, personId: bo, topic: 'seals' });
    expect(await refusalOf(again)).toMatchObject({ code: 'not-found' });
    await ada.endorse({ communityId, personId: bo, topic: 'seals' });
    expect(await topicOf(org, 'Cy', bo, 'seals')).toBeUndefined();
  });

  test('that was turned down may be let in later, by who turned it down', async () => {
    const { org, communityId, bo, ada } = await scene();
    const endorserId = await org.idOf('Ada');
    const own = org.as('Bo').expertise;
    await ada.endorse({ communityId, personId: bo, topic: 'seals' });
    await own.declineEndorsement({ communityId, endorserId, topic: 'seals' });
    expect(await topicOf(org, 'Cy', bo, 'seals')).toBeUndefined();
    await own.acceptEndorsement({ communityId, endorserId, topic: 'seals' });
    expect(await topicOf(org, 'Cy', bo, 'seals')).toMatchObject({ endorsed: { by: [{ id: endorserId }] } });
    expect((await own.getMine()).endorsementsReceived).toMatchObject([{ declined: false }]);
    // Also one that was turned down, taken back and said again.
    await own.declineEndorsement({ communityId, endorserId, topic: 'seals' });
    await ada.withdrawEndorsement({ communityId, personId: bo, topic: 'seals' });
    await ada.endorse({ communityId, personId: bo, topic: 'seals' });
    expect(await topicOf(org, 'Cy', bo, 'seals')).toBeUndefined();
    await own.acceptEndorsement({ communityId, endorserId, topic: 'seals' });
    await ada.withdrawEndorsement({ communityId, personId: bo, topic: 'seals' });
    await ada.endorse({ communityId, personId: bo, topic: 'seals' });
    expect(await topicOf(org, 'Cy', bo, 'seals')).toMatchObject({ endorsed: { by: [{ id: endorserId }] } });
    const nothing = own.acceptEndorsement({ communityId, endorserId, topic: 'pumps' });
    expect(await refusalOf(nothing)).toMatchObject({ code: 'not-found', field: 'endorserId' });
  });

  test('that was turned down looks the same as before to who gave it, also in a search', async () => {
    const { org, communityId, bo, ada } = await scene();
    const endorserId = await org.idOf('Ada');
    await ada.endorse({ communityId, personId: bo, topic: 'pumps' });
    const search = async (viewer: string) => (await org.as(viewer).experts.find({ topics: ['pumps'] })).items;
    const before = await search('Ada');
    expect(before).toMatchObject([{ badges: { endorsed: { count: 1 } } }]);
    await org.as('Bo').expertise.declineEndorsement({ communityId, endorserId, topic: 'pumps' });
    expect(await search('Ada')).toEqual(before);
    expect(await search('Cy')).toMatchObject([{ badges: { endorsed: null } }]);
    expect((await org.as('Bo').expertise.listWhy({ topic: 'pumps' })).items.map(({ kind }) => kind)).toEqual(['item']);
  });

  test('can be taken back, and goes with either of the two', async () => {
    const { org, communityId, bo, ada } = await scene();
    const pumps = { communityId, topic: 'pumps' };
    await ada.endorse({ ...pumps, personId: bo });
    await ada.withdrawEndorsement({ ...pumps, personId: bo });
    expect(await keptOf(org, bo)).toEqual([]);
    expect(await refusalOf(ada.withdrawEndorsement({ ...pumps, personId: bo }))).toMatchObject({ code: 'not-found' });
    await org.as('Cy').expertise.endorse({ ...pumps, personId: bo });
    await org.as('Cy').membership.leave({ communityId });
    expect(await topicOf(org, 'Ada', bo, 'pumps')).toMatchObject({ endorsed: null });
    expect(await keptOf(org, bo)).toEqual([]);
    await ada.endorse({ ...pumps, personId: bo });
    await org.as('Ada').membership.remove({ communityId, personId: bo });
    expect(await keptOf(org, bo)).toEqual([]);
  });
});

describe('a contribution that its author disputes', () => {
  test('counts no more for that topic, at once, and does again when it is taken back', async () => {
    const { org, answerId, bo } = await scene();
    const own = org.as('Bo').expertise;
    expect(await found(org, 'Cy', 'pumps')).toEqual(['Bo']);
    await own.dispute({ itemId: answerId, topic: 'pumps', reason: 'It was about bolts.' });
    expect(await found(org, 'Cy', 'pumps')).toEqual([]);
    expect(await topicOf(org, 'Cy', bo, 'pumps')).toBeUndefined();
    expect((await own.getMine()).disputes).toMatchObject([
      {
        itemId: answerId,
        whole: false,
        topics: [{ topic: { id: 'pumps' }, instead: null }],
        reason: 'It was about bolts.',
      },
    ]);
    await own.undispute({ itemId: answerId, topic: 'pumps' });
    expect(await found(org, 'Cy', 'pumps')).toEqual(['Bo']);
    expect((await own.getMine()).disputes).toEqual([]);
  });

  test('counts for the topic that it is about instead', async () => {
    const { org, answerId, bo } = await scene();
    const own = org.as('Bo').expertise;
    await own.dispute({ itemId: answerId, topic: 'pumps', instead: 'Seals' });
    expect(await found(org, 'Cy', 'pumps')).toEqual([]);
    expect(await found(org, 'Cy', 'seals')).toEqual(['Bo']);
    expect(await topicOf(org, 'Cy', bo, 'seals')).toMatchObject({ inferred: { evidenceCount: 1 } });
  });

  test('counts for nothing where it does not speak for them', async () => {
    const { org, answerId } = await scene();
    const own = org.as('Bo').expertise;
    await own.dispute({ itemId: answerId });
    expect((await org.as('Cy').experts.find({ text: 'pumps hum loose bolt' })).items).toEqual([]);
    expect((await org.as('Bo').experts.getMine()).evidenceCount).toBe(0);
    await own.undispute({ itemId: answerId });
    expect((await org.as('Bo').experts.getMine()).evidenceCount).toBe(1);
  });

  test("is one's own, and names a topic that there is", async () => {
    const { org, answerId, threadId } = await scene();
    const own = org.as('Bo').expertise;
    const others = await refusalOf(org.as('Cy').expertise.dispute({ itemId: answerId }));
    expect(others).toMatchObject({ code: 'not-found', field: 'itemId' });
    expect(await refusalOf(own.dispute({ itemId: threadId }))).toMatchObject({ code: 'not-found' });
    const wrong = { itemId: answerId, topic: 'pumps', instead: 'alchemy' };
    expect(await refusalOf(own.dispute(wrong))).toMatchObject({ code: 'not-found', field: 'instead' });
    const none = own.dispute({ itemId: answerId, topic: 'no such thing' });
    expect(await refusalOf(none)).toMatchObject({ code: 'not-found', field: 'topic' });
    expect(await refusalOf(own.dispute({ itemId: answerId, instead: 'seals' }))).toMatchObject({ code: 'invalid' });
    const same = own.dispute({ itemId: answerId, topic: 'pumps', instead: 'Pumps' });
    expect(await refusalOf(same)).toMatchObject({ code: 'invalid', field: 'instead' });
    expect(await refusalOf(own.undispute({ itemId: answerId }))).toMatchObject({ code: 'not-found' });
    const reason = 'x'.repeat(100_000);
    expect(await refusalOf(own.dispute({ itemId: answerId, reason }))).toMatchObject({
      code: 'invalid',
      field: 'reason',
    });
    expect((await own.getMine()).disputes).toEqual([]);
  });
});

test('who is muted endorses nobody, and still says what does not speak for them', async () => {
  const org = await organisation({ extensions: [expertise(), moderation()] });
  await org.admin.topics.define({ prefLabel: 'pumps' });
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo']);
  const { id: threadId } = await startThread(org.as('Ada'), communityId, { title: 'Pumps', topics: ['pumps'] });
  const { id: itemId } = await org.as('Bo').threads.reply({ threadId, body: 'A bolt.' });
  const [ada, personId] = [await org.idOf('Ada'), await org.idOf('Bo')];
  await org.as('Ada').expertise.endorse({ communityId, personId, topic: 'pumps' });
  const until = '2026-02-01T00:00:00.000Z';
  await org.as('Ada').moderation.mute({ communityId, personId, reason: 'Too loud.', until });
  const own = org.as('Bo').expertise;
  const refused = own.endorse({ communityId, personId: ada, topic: 'pumps' });
  expect(await refusalOf(refused)).toMatchObject({ code: 'forbidden' });
  await own.dispute({ itemId });
  await own.declineEndorsement({ communityId, endorserId: ada, topic: 'pumps' });
  expect((await org.as('Cy').expertise.getProfile({ personId })).topics).toEqual([]);
  await own.undispute({ itemId });
  expect((await org.as('Cy').expertise.getProfile({ personId })).topics).toHaveLength(1);
});

describe('who goes', () => {
  test('takes what they declared and endorsed out of a community, but keeps what they objected to', async () => {
    const { org, communityId, answerId, bo } = await scene();
    await org.as('Bo').expertise.declare({ topic: 'seals' });
    await org.as('Bo').expertise.endorse({ communityId, personId: await org.idOf('Cy'), topic: 'pumps' });
    await org.as('Bo').expertise.dispute({ itemId: answerId });
    await org.as('Bo').membership.leave({ communityId });
    const there = (await keptOf(org, bo)).filter(({ partition }) => partition.startsWith('community/'));
    expect(there.map(({ collection }) => collection)).toEqual(['disputes']);
    await org.as('Ada').membership.invite({ communityId, personId: bo });
    await org.as('Bo').membership.accept({ communityId });
    expect(await found(org, 'Cy', 'pumps')).toEqual([]);
    expect(await found(org, 'Cy', 'seals')).toEqual(['Bo']);
  });

  test('by an erasure leaves nothing, also where they had left before', async () => {
    const { org, communityId, answerId, bo, ada } = await scene();
    await org.as('Bo').expertise.declare({ topic: 'seals' });
    await ada.endorse({ communityId, personId: bo, topic: 'pumps' });
    await org.as('Bo').expertise.endorse({ communityId, personId: await org.idOf('Cy'), topic: 'pumps' });
    await org.as('Bo').expertise.dispute({ itemId: answerId, topic: 'pumps' });
    const { id: other } = await foundCommunity(org, 'Dee', {}, ['Bo']);
    await org.as('Bo').membership.leave({ communityId: other });
    await org.as('Bo').people.erase({ personId: bo });
    expect(await keptOf(org, bo)).toEqual([]);
    expect(await found(org, 'Cy', 'seals')).toEqual([]);
    expect(await refusalOf(ada.getProfile({ personId: bo }))).toMatchObject({ code: 'not-found' });
  });
});
