import { describe, expect, test } from 'vitest';
import type { Activity } from '../activity/records.js';
import { evaluation } from '../evaluation/evaluation.js';
import { expertise } from '../expertise/expertise.js';
import { privacy } from '../privacy/index.js';
import { pairPartition } from '../store/partitions.js';
import { reader } from '../store/reader.js';
import { everyDocument } from '../testing/documents.js';
import { foundCommunity, type Organisation, organisation, refusalOf, startThread } from '../testing/organisation.js';
import { mentoringDeclarations } from './declarations.js';
import { pairNotes } from './records.js';

async function activitiesOf(org: Organisation): Promise<Activity[]> {
  const kept = (await everyDocument(org.storage)).filter(({ collection }) => collection === 'activity');
  return kept.map(({ body }) => body as unknown as Activity).sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** Ada facilitates; Mo knows rotors, Nell is new, Bo is a member like any other. */
async function scene(more: Parameters<typeof organisation>[0] = {}) {
  const org = await organisation({ extensions: [expertise(), evaluation(), ...(more.extensions ?? [])] });
  await org.system.call('topics.define', { prefLabel: 'Rotor balancing', altLabels: ['Auswuchten'] });
  const { id: communityId } = await foundCommunity(org, 'Ada', { joinPolicy: 'open' }, ['Mo', 'Nell', 'Bo']);
  const [ada, mo, nell, bo] = ['Ada', 'Mo', 'Nell', 'Bo'].map((name) => org.as(name));
  if (!ada || !mo || !nell || !bo) throw new Error('Four people are there.');
  const asked = { communityId, topic: 'Auswuchten', goals: 'To balance a rotor alone.' };
  return { org, communityId, ada, mo, nell, bo, asked };
}

/** Nell is mentored by Mo. */
async function paired({ org, mo, nell, asked }: Awaited<ReturnType<typeof scene>>): Promise<string> {
  const { id } = await nell.mentoring.request({ ...asked, mentorId: await org.idOf('Mo') });
  await mo.mentoring.accept({ relationId: id });
  return id;
}

const told = async (org: Organisation, name: string) =>
  (await org.as(name).inbox.list({})).items
    .filter(({ type }) => type === 'mentoring')
    .map(({ title, detail, actor }) => [detail.change, title, actor?.name?.split(' ')[0]]);

describe('bringing two together', () => {
  test('who is willing is suggested first, then who agreed to be asked, and the newcomer’s place is kept', async () => {
    const { org, communityId, ada, mo, nell, bo } = await scene();
    await bo.experts.setConsent({ consent: 'routable' });
    const thread = await startThread(ada, communityId, { title: 'Rotor balancing?', topics: ['Rotor balancing'] });
    await bo.threads.reply({ threadId: thread.id, body: 'Balance the rotor at low speed first.' });
    expect((await nell.mentoring.suggestMentors({ communityId, topic: 'Auswuchten' })).items).toMatchObject([
      { person: { id: await org.idOf('Bo') }, why: 'evidence', reasons: [{ title: 'Rotor balancing?' }] },
      { why: 'newcomer' },
    ]);
    await mo.mentoring.offer({ communityId, topics: ['Rotor balancing'], capacity: 1, note: 'On Mondays' });
    const { items } = await nell.mentoring.suggestMentors({ communityId, topic: 'Auswuchten' });
    expect(items.map(({ person, why }) => [person.name?.split(' ')[0], why]).slice(0, 2)).toEqual([
      ['Mo', 'offered'],
      ['Bo', 'evidence'],
    ]);
    expect((await mo.mentoring.suggestMentors({ communityId, topic: 'Auswuchten' })).items[0]).toMatchObject({
      why: 'evidence',
    });
  });

  test('a facilitator puts somebody forward, and nothing begins before both say yes', async () => {
    const { org, communityId, ada, mo, nell, bo, asked } = await scene();
    const { id: relationId, may } = await nell.mentoring.request(asked);
    expect(may).toEqual(['propose', 'withdraw']);
    const proposed = await ada.mentoring.propose({ relationId, mentorId: await org.idOf('Mo') });
    expect(proposed).toMatchObject({ state: 'requested', proposal: { mentorAgreed: false, menteeAgreed: false } });
    expect(await refusalOf(bo.mentoring.accept({ relationId }))).toMatchObject({ code: 'forbidden' });
    expect(await mo.mentoring.accept({ relationId })).toMatchObject({ state: 'requested', mentor: null });
    expect(await nell.mentoring.accept({ relationId })).toMatchObject({
      state: 'accepted',
      mentor: { id: await org.idOf('Mo') },
      may: ['planSession', 'holdSession', 'writeNote', 'endEarly'],
    });
    expect(await told(org, 'Nell')).toEqual([['proposed', 'Rotor balancing', 'Ada']]);
    expect(await told(org, 'Mo')).toEqual([
      ['accepted', 'Rotor balancing', 'Nell'],
      ['asked', 'Rotor balancing', 'Ada'],
    ]);
    expect((await ada.mentoring.list({ communityId, state: 'accepted' })).items).toHaveLength(1);
  });

  test('who offers to mentor sees open requests and steps forward; the mentee decides', async () => {
    const { org, communityId, mo, nell, asked } = await scene();
    const { id: relationId } = await nell.mentoring.request(asked);
    expect((await mo.mentoring.listOpen({ communityId })).items).toEqual([]);
    const mentorId = await org.idOf('Mo');
    expect(await refusalOf(mo.mentoring.propose({ relationId, mentorId }))).toMatchObject({ field: 'mentorId' });
    await mo.mentoring.offer({ communityId, topics: ['Rotor balancing'], capacity: 2 });
    expect((await mo.mentoring.listOpen({ communityId })).items.map(({ id }) => id)).toEqual([relationId]);
    await mo.mentoring.propose({ relationId, mentorId });
    expect((await mo.mentoring.listOpen({ communityId })).items).toEqual([]);
    expect(await nell.mentoring.decline({ relationId })).toMatchObject({ state: 'requested', proposal: null });
    expect(await told(org, 'Mo')).toEqual([['declined', 'Rotor balancing', 'Nell']]);
    expect((await mo.mentoring.listOpen({ communityId })).items).toHaveLength(1);
  });

  test('who wished for one mentor and hears no has to ask anew', async () => {
    const { org, mo, nell, asked } = await scene();
    const { id: relationId } = await nell.mentoring.request({ ...asked, mentorId: await org.idOf('Mo') });
    expect(await mo.mentoring.decline({ relationId })).toMatchObject({ state: 'declined', may: [] });
    expect(await refusalOf(mo.mentoring.accept({ relationId }))).toMatchObject({ code: 'forbidden' });
    expect(await told(org, 'Nell')).toEqual([['declined', 'Rotor balancing', 'Mo']]);
  });

  test('nobody mentors more than they have room for, themself, or who is not here', async () => {
    const { org, communityId, mo, nell, bo, asked } = await scene();
    await mo.mentoring.offer({ communityId, topics: ['Rotor balancing'], capacity: 1 });
    const mentorId = await org.idOf('Mo');
    const second = await bo.mentoring.request({ ...asked, mentorId });
    await mo.mentoring.accept({ relationId: (await nell.mentoring.request({ ...asked, mentorId })).id });
    expect((await nell.mentoring.listOffers({ communityId })).items).toMatchObject([{ capacity: 1, free: 0 }]);
    expect(await refusalOf(mo.mentoring.accept({ relationId: second.id }))).toMatchObject({ code: 'conflict' });
    expect(await refusalOf(bo.mentoring.request({ ...asked, mentorId }))).toMatchObject({ field: 'mentorId' });
    expect(await refusalOf(mo.mentoring.request({ ...asked, mentorId }))).toMatchObject({ code: 'invalid' });
    const strangerId = await org.idOf('Zoe');
    expect(await refusalOf(bo.mentoring.request({ ...asked, mentorId: strangerId }))).toMatchObject({
      code: 'not-found',
    });
  });
});

describe('a mentoring that goes on', () => {
  test('begins with the first session, counts sessions, and is completed', async () => {
    const found = await scene();
    const { org, mo, nell } = found;
    const relationId = await paired(found);
    expect(await refusalOf(nell.mentoring.complete({ relationId }))).toMatchObject({ code: 'conflict' });
    const planned = await nell.mentoring.planSession({ relationId, day: '2026-01-05' });
    const held = { relationId, day: '2026-01-05', minutes: 45, sessionId: planned.id };
    expect(await mo.mentoring.holdSession(held)).toMatchObject({ id: planned.id, state: 'held', minutes: 45 });
    const tomorrow = { relationId, day: '2026-01-06', minutes: 30 };
    expect(await refusalOf(mo.mentoring.holdSession(tomorrow))).toMatchObject({ field: 'day' });
    const { id: sessionId } = await mo.mentoring.planSession({ relationId, day: '2026-02-02' });
    await nell.mentoring.cancelSession({ sessionId });
    expect(await mo.mentoring.get({ relationId })).toMatchObject({
      state: 'active',
      sessionsPlanned: 2,
      sessionsHeld: 1,
    });
    expect((await nell.mentoring.listSessions({ relationId })).items.map(({ state }) => state)).toEqual([
      'held',
      'cancelled',
    ]);
    expect(await mo.mentoring.complete({ relationId })).toMatchObject({ state: 'completed', may: [] });
    const verbs = (await activitiesOf(org)).map(({ verb }) => verb).filter((verb) => verb.includes('.'));
    expect(verbs).toEqual([
      'mentoring.request',
      'mentoring.accept',
      'mentoring.planSession',
      'mentoring.start',
      'mentoring.holdSession',
      'mentoring.planSession',
      'mentoring.cancelSession',
      'mentoring.complete',
    ]);
  });

  test('notes are the pair’s alone, and in no log', async () => {
    const found = await scene();
    const { org, ada, mo, nell, bo } = found;
    const relationId = await paired(found);
    const { id: noteId } = await nell.mentoring.writeNote({ relationId, body: 'Fear of the high speed.' });
    expect((await mo.mentoring.listNotes({ relationId })).items).toMatchObject([{ body: 'Fear of the high speed.' }]);
    for (const other of [ada, bo]) {
      expect(await refusalOf(other.mentoring.listNotes({ relationId }))).toMatchObject({ code: 'forbidden' });
      expect(await refusalOf(other.mentoring.writeNote({ relationId, body: '!' }))).toMatchObject({
        code: 'forbidden',
      });
    }
    expect(await refusalOf(mo.mentoring.removeNote({ relationId, noteId }))).toMatchObject({ code: 'conflict' });
    expect(JSON.stringify(await activitiesOf(org))).not.toContain('speed');
    await nell.mentoring.removeNote({ relationId, noteId });
    expect((await mo.mentoring.listNotes({ relationId })).items).toEqual([]);
  });

  test('ends when one of the two leaves, and the other is told', async () => {
    const found = await scene();
    const { org, communityId, mo, nell, bo, asked } = found;
    const relationId = await paired(found);
    await mo.mentoring.offer({ communityId, topics: ['Rotor balancing'], capacity: 3 });
    const open = await bo.mentoring.request(asked);
    await bo.mentoring.propose({ relationId: open.id, mentorId: await org.idOf('Mo') });
    await mo.membership.leave({ communityId });
    expect(await nell.mentoring.get({ relationId })).toMatchObject({
      state: 'endedEarly',
      endReason: 'left-community',
    });
    expect(await bo.mentoring.get({ relationId: open.id })).toMatchObject({ state: 'requested', proposal: null });
    expect((await nell.mentoring.listOffers({ communityId })).items).toEqual([]);
    expect((await told(org, 'Nell'))[0]?.[0]).toBe('ended');
  });

  test('who is erased leaves neither words nor notes; their export has both', async () => {
    const found = await scene({ extensions: [privacy({ declarations: mentoringDeclarations })] });
    const { org, mo, nell } = found;
    const relationId = await paired(found);
    await nell.mentoring.writeNote({ relationId, body: 'Fear of the high speed.' });
    await mo.mentoring.writeNote({ relationId, body: 'Patience.' });
    const mine = await nell.privacy.getMine({});
    const texts = JSON.stringify(mine);
    for (const words of ['To balance a rotor alone.', 'Fear of the high speed.']) expect(texts).toContain(words);
    expect(texts).not.toContain('Patience.');
    await org.admin.people.erase({ personId: await org.idOf('Nell') });
    await org.cop.sweep();
    const left = await mo.mentoring.get({ relationId });
    expect(left).toMatchObject({ state: 'endedEarly', goals: '', mentee: { name: null } });
    const notes = await reader(org.storage, pairPartition(relationId)).scan(pairNotes, {
      index: 'notes',
      from: '',
      to: '\x7f',
      limit: 10,
    });
    expect(notes.items.map(({ body }) => body.body)).toEqual(['Patience.']);
  });
});

describe('milestones of competence', () => {
  test('the newcomer declares, the mentor confirms, and nobody else but a facilitator', async () => {
    const found = await scene();
    const { org, communityId, ada, mo, nell, bo } = found;
    await paired(found);
    const { id: milestoneId } = await ada.mentoring.defineMilestone({ communityId, title: 'Balances a rotor alone' });
    const [nellId, boId] = [await org.idOf('Nell'), await org.idOf('Bo')];
    const of = { milestoneId, personId: nellId };
    expect(await refusalOf(mo.mentoring.confirmMilestone(of))).toMatchObject({ code: 'not-found' });
    await nell.mentoring.declareMilestone({ milestoneId });
    expect(await told(org, 'Mo')).toContainEqual(['claimed', 'Balances a rotor alone', 'Nell']);
    expect(await told(org, 'Ada')).toEqual([]);
    expect(await refusalOf(nell.mentoring.confirmMilestone(of))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(bo.mentoring.confirmMilestone(of))).toMatchObject({ code: 'forbidden' });
    expect((await mo.mentoring.listDeclared({ communityId })).items).toMatchObject([{ person: { id: nellId } }]);
    expect((await bo.mentoring.listDeclared({ communityId })).items).toEqual([]);
    await mo.mentoring.putOffMilestone({ ...of, reason: 'The second plane is missing.' });
    expect((await nell.mentoring.listMilestones({ communityId })).items).toMatchObject([{ mine: 'notYet' }]);
    await nell.mentoring.declareMilestone({ milestoneId });
    expect(await mo.mentoring.confirmMilestone(of)).toMatchObject({
      state: 'confirmed',
      by: { id: await org.idOf('Mo') },
    });
    expect(await refusalOf(nell.mentoring.withdrawMilestone({ milestoneId }))).toMatchObject({ code: 'conflict' });
    // Who has no mentor waits for the facilitators; a facilitator does not judge themself.
    await bo.mentoring.declareMilestone({ milestoneId });
    expect(await told(org, 'Ada')).toEqual([['claimed', 'Balances a rotor alone', 'Bo']]);
    await ada.mentoring.confirmMilestone({ milestoneId, personId: boId });
    await ada.mentoring.declareMilestone({ milestoneId });
    const own = { milestoneId, personId: await org.idOf('Ada') };
    expect(await refusalOf(ada.mentoring.confirmMilestone(own))).toMatchObject({ code: 'conflict' });
    expect(await ada.mentoring.retireMilestone({ milestoneId })).toMatchObject({ retired: true, mine: 'declared' });
  });
});
