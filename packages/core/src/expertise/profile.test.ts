import { describe, expect, test, vi } from 'vitest';
import { foundCommunity, type Organisation, organisation, refusalOf, startThread } from '../testing/organisation.js';
import { expertise } from './expertise.js';

const NOBODY = { code: 'not-found', message: 'There is nobody of this id to be found here.', field: 'personId' };

/** An open and a private community that Bo is in; they answered a question about pumps in each. Cy is in the open one. */
async function scene() {
  const org = await organisation({ extensions: [expertise()] });
  for (const prefLabel of ['pumps', 'seals']) await org.admin.topics.define({ prefLabel });
  const { id: open } = await foundCommunity(org, 'Ada', {}, ['Bo', 'Cy']);
  const { id: secret } = await foundCommunity(org, 'Ada', { visibility: 'private', name: 'Secret pumps' }, ['Bo']);
  const answers = [];
  for (const communityId of [open, secret]) {
    const { id: threadId } = await startThread(org.as('Ada'), communityId, { title: 'Pumps hum', topics: ['pumps'] });
    answers.push(await org.as('Bo').threads.reply({ threadId, body: 'A loose bolt.' }));
  }
  return { org, open, secret, answers: answers.map(({ id }) => id), bo: await org.idOf('Bo') };
}

const profileOf = (org: Organisation, viewer: string, personId: string) =>
  org.as(viewer).expertise.getProfile({ personId });

describe('a profile', () => {
  test('holds what the viewer may read and nothing else', async () => {
    const { org, secret, answers, bo } = await scene();
    await org.as('Ada').expertise.endorse({ communityId: secret, personId: bo, topic: 'seals' });
    const forAda = await profileOf(org, 'Ada', bo);
    expect(forAda.topics.map(({ topic }) => topic.id)).toEqual(['pumps', 'seals']);
    expect(forAda.topics[0]?.inferred?.evidenceCount).toBe(2);
    const forCy = await profileOf(org, 'Cy', bo);
    expect(forCy.topics).toMatchObject([{ topic: { id: 'pumps' }, inferred: { evidenceCount: 1 }, endorsed: null }]);
    expect(forCy.topics[0]?.inferred?.evidence.map(({ itemId }) => itemId)).toEqual([answers[0]]);
    expect(JSON.stringify(forCy)).not.toContain(secret.slice(2));
    expect(await profileOf(org, 'Zoe', bo)).toEqual(forCy);
  });

  test('what the viewer may not read changes nothing of it', async () => {
    const { org, secret, bo } = await scene();
    const before = await profileOf(org, 'Cy', bo);
    const { id: threadId } = await startThread(org.as('Ada'), secret, { title: 'Pumps leak', topics: ['pumps'] });
    await org.as('Bo').threads.reply({ threadId, body: 'The seals.' });
    await org.as('Ada').expertise.endorse({ communityId: secret, personId: bo, topic: 'pumps' });
    expect(await profileOf(org, 'Cy', bo)).toEqual(before);
    const { topics } = await profileOf(org, 'Ada', bo);
    expect(topics[0]).toMatchObject({ inferred: { evidenceCount: 2 + 1 }, endorsed: { by: [{}] } });
  });

  test('of who shares no community that the viewer may read, holds nothing of what they declare', async () => {
    const { org, secret, open, bo } = await scene();
    await org.as('Bo').expertise.declare({ topic: 'seals', note: 'Only in secret' });
    await org.as('Bo').membership.leave({ communityId: open });
    expect((await profileOf(org, 'Cy', bo)).topics).toEqual([]);
    await org.as('Bo').experts.setAway({ away: { until: '2026-01-20' } });
    expect(await profileOf(org, 'Cy', bo)).toMatchObject({ askable: false, awayUntil: null });
    expect((await profileOf(org, 'Ada', bo)).awayUntil).toBe('2026-01-20');
    expect((await profileOf(org, 'Ada', bo)).topics.map(({ topic }) => topic.id)).toEqual(['pumps', 'seals']);
    expect(secret).toMatch(/^c_/);
  });

  test('of who is not listed is the same as of somebody unknown, for themselves too', async () => {
    const { org, bo } = await scene();
    await org.as('Bo').experts.setConsent({ consent: 'unlisted' });
    for (const viewer of ['Ada', 'Cy', 'Bo', 'Zoe']) {
      expect(await refusalOf(profileOf(org, viewer, bo))).toMatchObject(NOBODY);
      expect(await refusalOf(profileOf(org, viewer, `p_0${'0'.repeat(16)}`))).toMatchObject(NOBODY);
    }
    await org.as('Bo').experts.setConsent({ consent: 'listed' });
    expect(await profileOf(org, 'Cy', bo)).toMatchObject({ askable: false, topics: [{ topic: { id: 'pumps' } }] });
  });

  test('names no colleague who is not listed, though they endorsed somebody', async () => {
    const { org, open, bo } = await scene();
    for (const colleague of ['Ada', 'Cy'])
      await org.as(colleague).expertise.endorse({ communityId: open, personId: bo, topic: 'seals' });
    await org.as('Cy').experts.setConsent({ consent: 'unlisted' });
    const seals = (await profileOf(org, 'Zoe', bo)).topics.find(({ topic }) => topic.id === 'seals');
    expect(seals?.endorsed?.by.map(({ name }) => name)).toEqual(['Ada Quill-Ada']);
    await org.as('Ada').experts.setConsent({ consent: 'unlisted' });
    expect((await profileOf(org, 'Zoe', bo)).topics.map(({ topic }) => topic.id)).toEqual(['pumps']);
  });

  test('leaves out a topic that its owner hid, whoever says something of it', async () => {
    const { org, open, bo } = await scene();
    await org.as('Bo').expertise.declare({ topic: 'pumps' });
    await org.as('Ada').expertise.endorse({ communityId: open, personId: bo, topic: 'pumps' });
    await org.as('Bo').experts.hideTopic({ topic: 'pumps' });
    expect((await profileOf(org, 'Cy', bo)).topics).toEqual([]);
    expect((await org.as('Bo').expertise.getMine()).topics).toMatchObject([
      { topic: { id: 'pumps' }, hidden: true, inferred: { evidenceCount: 2 }, declared: {}, endorsed: { count: 1 } },
    ]);
    await org.as('Bo').experts.showTopic({ topic: 'pumps' });
    expect((await profileOf(org, 'Cy', bo)).topics).toHaveLength(1);
  });

  test('says until when somebody is away, and that they cannot be asked then', async () => {
    const { org, bo } = await scene();
    await org.as('Bo').experts.setAway({ away: { until: '2026-01-20' } });
    expect(await profileOf(org, 'Cy', bo)).toMatchObject({ askable: false, awayUntil: '2026-01-20' });
    org.clock.forward(16 * 86_400_000);
    expect(await profileOf(org, 'Cy', bo)).toMatchObject({ askable: true, awayUntil: null });
  });

  test('of somebody without any evidence is empty', async () => {
    const { org } = await scene();
    const { topics, askable } = await profileOf(org, 'Bo', await org.idOf('Cy'));
    expect({ topics, askable }).toEqual({ topics: [], askable: true });
    expect(await org.as('Cy').expertise.listWhy({ topic: 'pumps' })).toEqual({ items: [], score: 0, next: null });
  });
});

describe('why somebody is listed', () => {
  test('is told to them item by item, and adds up, also page by page', async () => {
    const { org, open, bo } = await scene();
    for (let at = 0; at < 4; at++) {
      const { id: threadId } = await startThread(org.as('Ada'), open, { title: `Pumps ${at}`, topics: ['pumps'] });
      await org.as('Bo').threads.reply({ threadId, body: 'Oil it.' });
    }
    await org.as('Bo').expertise.declare({ topic: 'pumps' });
    await org.as('Ada').expertise.endorse({ communityId: open, personId: bo, topic: 'pumps' });
    const { expertise: own } = org.as('Bo');
    const whole = await own.listWhy({ topic: 'Pumps' });
    expect(whole.items.map(({ kind }) => kind)).toEqual([...Array(6).fill('item'), 'declared', 'endorsed']);
    const sum = whole.items.reduce((points, each) => points + each.points, 0);
    expect(Math.abs(sum - whole.score)).toBeLessThan(1e-9);
    const paged = [];
    for (let after: string | undefined; ; ) {
      const page = await own.listWhy({ topic: 'pumps', limit: 4, ...(after ? { after } : {}) });
      paged.push(...page.items);
      if (page.next === null) break;
      after = page.next;
    }
    expect(paged.map(({ evidence }) => evidence?.itemId)).toEqual(whole.items.map(({ evidence }) => evidence?.itemId));
    const inferred = (await own.getMine()).topics.find(({ topic }) => topic.id === 'pumps')?.inferred;
    const items = whole.items.filter(({ kind }) => kind === 'item').reduce((points, each) => points + each.points, 0);
    expect(inferred?.evidenceCount).toBe(6);
    expect(inferred?.score).toBeCloseTo(items, 2);
  });

  test('is nothing that another person can ask for', async () => {
    const { org } = await scene();
    const others = org.as('Ada').call('expertise.listWhy', { topic: 'pumps', personId: await org.idOf('Bo') });
    expect(await refusalOf(others)).toMatchObject({ code: 'invalid', field: 'personId' });
    expect((await org.as('Cy').expertise.listWhy({ topic: 'pumps' })).items).toEqual([]);
  });
});

test('topics that were merged are one in profiles, with what was said of either', async () => {
  const { org, open, bo } = await scene();
  await org.as('Bo').expertise.declare({ topic: 'seals' });
  await org.as('Ada').expertise.endorse({ communityId: open, personId: bo, topic: 'pumps' });
  await org.admin.knowledge.mergeTopics({ from: 'seals', into: 'pumps' });
  expect((await profileOf(org, 'Cy', bo)).topics).toMatchObject([
    { topic: { id: 'pumps' }, inferred: { evidenceCount: 1 }, declared: {}, endorsed: { by: [{}] } },
  ]);
});

test('one’s own profile looks into each community once, however many topics it has', async () => {
  const org = await organisation({ extensions: [expertise()] });
  const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo']);
  const topics = ['pumps', 'seals', 'rotors', 'bolts', 'hums'];
  const { id: threadId } = await startThread(org.as('Ada'), communityId, { title: 'All of it hums', topics });
  await org.as('Bo').threads.reply({ threadId, body: 'A loose bolt.' });
  await org.as('Bo').expertise.getMine();
  const looked = vi.spyOn(org.storage, 'heads');
  const mine = await org.as('Bo').expertise.getMine();
  expect(mine.topics.map(({ inferred }) => (inferred?.score ?? 0) > 0)).toEqual(topics.map(() => true));
  expect(looked.mock.calls.filter(([partitions]) => partitions.includes(`community/${communityId}`))).toHaveLength(1);
});
