import { MemoryStore } from '@copkit/storage';
import { describe, expect, test } from 'vitest';
import { moderation } from '../moderation/moderation.js';
import { foundCommunity, type Organisation, organisation, refusalOf, startThread } from '../testing/organisation.js';

const DAY = 86_400_000;
const first = ({ name }: { readonly name: string | null }) => name?.split(' ')[0];

/** Answers of people to questions of Ada's, `[who, title, topic?]`; whose answer stands first is accepted. */
async function answered(
  org: Organisation,
  communityId: string,
  answers: readonly (readonly [who: string, title: string, topic?: string])[],
) {
  const ids: string[] = [];
  for (const [who, title, topic] of answers) {
    const { id } = await startThread(org.as('Ada'), communityId, { title, body: '-', topics: topic ? [topic] : [] });
    ids.push((await org.as(who).threads.reply({ threadId: id, body: 'Like this.' })).id);
  }
  return ids;
}

async function scene(visibility: 'open' | 'closed' | 'private' = 'open', members = ['Bo', 'Cy']) {
  const org = await organisation();
  const { id: communityId } = await foundCommunity(org, 'Ada', { visibility }, members);
  const found = async (text: string, by = 'Di') => (await org.as(by).experts.find({ text })).items;
  const names = async (text: string, by = 'Di') => (await found(text, by)).map(({ person }) => first(person));
  const preview = async (title: string, by = 'Ada') =>
    (await org.as(by).routing.preview({ communityId, title })).people;
  const asked = async (title: string, by = 'Ada') =>
    (await preview(title, by)).filter(({ slot }) => slot === 'evidence').map(({ person }) => first(person));
  return { org, communityId, found, names, preview, asked };
}

describe('who knows about something', () => {
  test('is told by what they wrote, the strongest first, without scores', async () => {
    const { org, communityId, found } = await scene();
    const [accepted] = await answered(org, communityId, [
      ['Bo', 'Why does the rotor hum?', 'rotors'],
      ['Cy', 'Which rotor for a dusty hall?'],
      ['Cy', 'Where are the gloves?'],
    ]);
    await org.as('Ada').threads.accept({ replyId: accepted! });
    const items = await found('rotor hum');
    expect(items.map(({ person }) => first(person))).toEqual(['Bo', 'Cy']);
    expect(items[0]).toMatchObject({
      evidenceCount: 1,
      askable: true,
      evidence: [
        {
          itemId: accepted,
          communityId,
          title: 'Why does the rotor hum?',
          kind: 'accepted',
          topics: [{ label: 'rotors' }],
        },
      ],
    });
    expect(JSON.stringify(items)).not.toMatch(/score|points/);
    expect(items[1]).toMatchObject({ evidenceCount: 1, evidence: [{ title: 'Which rotor for a dusty hall?' }] });
    const byTopic = await org.as('Di').experts.find({ topics: ['rotors'] });
    expect(byTopic.items.map(({ person }) => first(person))).toEqual(['Bo']);
  });

  test('is told for a question only', async () => {
    const { org } = await scene();
    expect(await refusalOf(org.as('Ada').experts.find({}))).toMatchObject({ code: 'invalid', field: 'text' });
    expect(await refusalOf(org.as('Ada').experts.find({ topics: [] }))).toMatchObject({ code: 'invalid' });
  });

  test('is told by evidence the asker may read, and that alone', async () => {
    const { org, communityId, names, found } = await scene('private');
    await answered(org, communityId, [['Bo', 'Why does the rotor hum?']]);
    expect(await names('rotor', 'Cy')).toEqual(['Bo']);
    expect(await names('rotor', 'Di')).toEqual([]);
    const open = await foundCommunity(org, 'Ada', { visibility: 'open' }, ['Bo', 'Cy']);
    await answered(org, open.id, [
      ['Cy', 'A rotor?'],
      ['Bo', 'A rotor, a second one?'],
    ]);
    expect((await found('rotor', 'Di')).map(({ evidenceCount }) => evidenceCount)).toEqual([1, 1]);
    const bo = (await found('rotor', 'Cy')).find(({ person }) => first(person) === 'Bo');
    expect(bo?.evidenceCount).toBe(2);
    expect(await refusalOf(org.as('Di').experts.find({ text: 'rotor', communityId }))).toMatchObject({
      code: 'not-found',
    });
    const inOne = await org.as('Cy').experts.find({ text: 'rotor', communityId: open.id });
    expect(inOne.items.map(({ evidenceCount }) => evidenceCount)).toEqual([1, 1]);
  });

  test('changes at once with what is written, withdrawn, hidden, and with who leaves', async () => {
    const { org, communityId, names } = await scene();
    const [ofBo, ofCy] = await answered(org, communityId, [
      ['Bo', 'Why does the rotor hum?'],
      ['Cy', 'Why does the rotor howl?'],
    ]);
    expect((await names('rotor')).sort()).toEqual(['Bo', 'Cy']);
    await org.as('Ada').threads.hide({ postId: ofBo! });
    expect(await names('rotor')).toEqual(['Cy']);
    await org.as('Ada').threads.restore({ postId: ofBo! });
    await org.as('Cy').threads.withdraw({ postId: ofCy! });
    expect(await names('rotor')).toEqual(['Bo']);
    await org.as('Bo').membership.leave({ communityId });
    expect(await names('rotor')).toEqual([]);
  });

  test('is not told of somebody who was erased', async () => {
    const { org, communityId, names } = await scene();
    await answered(org, communityId, [['Bo', 'Why does the rotor hum?']]);
    expect(await names('rotor')).toEqual(['Bo']);
    await org.admin.people.erase({ personId: await org.idOf('Bo') });
    expect(await names('rotor')).toEqual([]);
  });

  test('is known to every process, whichever it was written in', async () => {
    const store = new MemoryStore('tests');
    const one = await organisation({ store, seed: 1 });
    const other = await organisation({ store, seed: 2, clockOf: one });
    const { id: communityId } = await foundCommunity(one, 'Ada', {}, ['Bo']);
    await answered(one, communityId, [['Bo', 'Why does the rotor hum?']]);
    expect((await other.as('Di').experts.find({ text: 'rotor' })).items).toHaveLength(1);
    await one.as('Bo').experts.setConsent({ consent: 'unlisted' });
    expect((await other.as('Di').experts.find({ text: 'rotor' })).items).toEqual([]);
  });
});

describe('what somebody agrees to', () => {
  test('is to be found and asked until they say otherwise', async () => {
    const { org, communityId, names, asked, found } = await scene();
    await answered(org, communityId, [['Bo', 'Why does the rotor hum?']]);
    expect(await org.as('Bo').experts.getMine()).toMatchObject({ consent: 'routable', away: null, weeklyCap: 5 });
    expect(await asked('rotor')).toEqual(['Bo']);
    await org.as('Bo').experts.setConsent({ consent: 'listed' });
    expect(await asked('rotor')).toEqual([]);
    expect(await found('rotor')).toMatchObject([{ askable: false }]);
    await org.as('Bo').experts.setConsent({ consent: 'unlisted' });
    expect(await names('rotor')).toEqual([]);
    expect(await asked('rotor')).toEqual([]);
    await org.as('Bo').experts.setConsent({ consent: 'routable' });
    expect(await asked('rotor')).toEqual(['Bo']);
  });

  test('comes to nothing while they are suspended', async () => {
    const org = await organisation({ extensions: [moderation()] });
    const { id: communityId } = await foundCommunity(org, 'Ada', {}, ['Bo']);
    await answered(org, communityId, [['Bo', 'Why does the rotor hum?']]);
    await org.admin.moderation.suspend({ personId: await org.idOf('Bo'), reason: 'Left.' });
    expect((await org.as('Di').experts.find({ text: 'rotor' })).items).toMatchObject([{ askable: false }]);
  });

  test('is read of so many newcomers and no more, however many there are who cannot be asked', async () => {
    const { org, communityId, preview } = await scene('open', ['Bo']);
    org.clock.forward(DAY);
    const later = Array.from({ length: 50 }, (_, at) => `Nu${at}`);
    for (const who of later) {
      await org.as(who).membership.join({ communityId });
      await org.as(who).experts.setConsent({ consent: 'listed' });
    }
    expect(await preview('rotor')).toEqual([]);
    await org.as('Nu0').membership.leave({ communityId });
    expect(await preview('rotor')).toMatchObject([{ slot: 'newcomer', person: { name: 'Bo Quill-Bo' } }]);
  });

  test('holds while they are away: from the first day to the last', async () => {
    const { org, communityId, asked, found } = await scene();
    await answered(org, communityId, [['Bo', 'Why does the rotor hum?']]);
    const away = { from: '2026-01-06', until: '2026-01-07' };
    expect(await org.as('Bo').experts.setAway({ away })).toMatchObject({ away });
    const seen: boolean[] = [];
    for (const _day of [5, 6, 7, 8]) {
      seen.push((await asked('rotor')).includes('Bo'));
      org.clock.forward(DAY);
    }
    expect(seen).toEqual([true, false, false, true]);
    await org.as('Bo').experts.setAway({ away: { until: '2026-02-01' } });
    expect(await found('rotor')).toMatchObject([{ askable: false }]);
    await org.as('Bo').experts.setAway({ away: null });
    expect(await found('rotor')).toMatchObject([{ askable: true }]);
    const wrong = org.as('Bo').experts.setAway({ away: { from: '2026-03-02', until: '2026-03-01' } });
    expect(await refusalOf(wrong)).toMatchObject({ code: 'invalid', field: 'away.until' });
  });

  test('is so many invitations in seven days, over all communities', async () => {
    const { org, communityId, asked } = await scene();
    await answered(org, communityId, [['Bo', 'Why does the rotor hum?']]);
    await org.as('Bo').experts.setCap({ weeklyCap: 2 });
    for (const invited of [1, 2]) {
      expect(await asked('rotor')).toEqual(['Bo']);
      await startThread(org.as('Cy'), communityId, { title: 'A rotor again', invite: true });
      await org.cop.jobs.run();
      expect(await org.as('Bo').experts.getMine()).toMatchObject({ invitedThisWeek: invited });
    }
    expect(await asked('rotor')).toEqual([]);
    org.clock.forward(7 * DAY);
    expect(await asked('rotor')).toEqual(['Bo']);
    await org.as('Bo').experts.setCap({ weeklyCap: 0 });
    expect(await asked('rotor')).toEqual([]);
    expect(await org.as('Bo').experts.setCap({ weeklyCap: null })).toMatchObject({ weeklyCap: 5 });
  });

  test('takes a topic out of what counts, everywhere', async () => {
    const { org, communityId, names, asked, preview } = await scene();
    await answered(org, communityId, [
      ['Bo', 'Why does the rotor hum?', 'rotors'],
      ['Bo', 'Where are the gloves?', 'safety'],
    ]);
    expect(await refusalOf(org.as('Bo').experts.hideTopic({ topic: 'no such thing' }))).toMatchObject({
      code: 'not-found',
      field: 'topic',
    });
    const { hiddenTopics } = await org.as('Bo').experts.hideTopic({ topic: 'rotors' });
    expect(hiddenTopics).toMatchObject([{ id: 'rotors' }]);
    expect(await names('rotor')).toEqual([]);
    // Asked as somebody who was here lately, the reason being what still counts.
    expect(await asked('rotor')).toEqual(['Bo']);
    expect((await preview('rotor'))[0]?.reasons.map(({ title }) => title)).toEqual(['Where are the gloves?']);
    // Where the question says that it is about the topic, they are left out.
    const about = (topic: string) => ({ communityId, title: 'Why does the rotor hum?', topics: [topic] });
    const askedAbout = async (topic: string) =>
      (await org.as('Ada').routing.preview(about(topic))).people.map(({ person }) => person.name);
    expect(await askedAbout('rotors')).not.toContain('Bo Quill-Bo');
    expect(await askedAbout('safety')).toContain('Bo Quill-Bo');
    expect(await org.as('Bo').experts.getMine()).toMatchObject({
      evidenceCount: 1,
      topics: [{ topic: { id: 'safety' } }],
    });
    expect((await org.as('Bo').experts.listMine({ text: 'rotor' })).score).toBe(0);
    await org.as('Bo').experts.showTopic({ topic: 'rotors' });
    expect(await names('rotor')).toEqual(['Bo']);
  });
});

describe('one’s own evidence', () => {
  test('is all listed, and what each adds makes the score', async () => {
    const { org, communityId } = await scene();
    const [best] = await answered(org, communityId, [
      ['Bo', 'Why does the rotor hum?'],
      ['Bo', 'Which rotor for a dusty hall in the north?'],
      ['Bo', 'Where are the gloves?'],
    ]);
    await org.as('Cy').threads.react({ postId: best!, kind: 'insightful' });
    const { items, score, next } = await org.as('Bo').experts.listMine({ text: 'rotor' });
    expect(next).toBeNull();
    expect(items.map(({ title }) => title)).toEqual([
      'Why does the rotor hum?',
      'Which rotor for a dusty hall in the north?',
    ]);
    expect(items[0]?.points).toBeCloseTo(1 + 0.5 * Math.log(2), 6);
    expect(items.reduce((sum, { points }) => sum + (points ?? 0), 0)).toBeCloseTo(score ?? 0, 9);
    const all = await org.as('Bo').experts.listMine({ limit: 2 });
    expect(all.items.map(({ title, points }) => [title, points])).toEqual([
      ['Where are the gloves?', null],
      ['Which rotor for a dusty hall in the north?', null],
    ]);
    const rest = await org.as('Bo').experts.listMine({ limit: 2, after: all.next! });
    expect(rest.items.map(({ title }) => title)).toEqual(['Why does the rotor hum?']);
    expect(rest.next).toBeNull();
    expect((await org.as('Cy').experts.listMine({ text: 'rotor' })).items).toEqual([]);
  });
});

describe('whom to ask', () => {
  test('is never the asker, nor who is dormant', async () => {
    const { org, communityId, asked } = await scene();
    await answered(org, communityId, [
      ['Bo', 'Why does the rotor hum?'],
      ['Cy', 'Why does the rotor howl?'],
    ]);
    expect(await asked('rotor', 'Bo')).toEqual(['Cy']);
    await org.as('Cy').membership.setDormant({ communityId, personId: await org.idOf('Cy'), dormant: true });
    expect(await asked('rotor', 'Ada')).toEqual(['Bo']);
  });

  test('moves on to others as somebody is asked again and again', async () => {
    const { org, communityId } = await scene('open', ['Bo', 'Cy', 'Eve']);
    await org.as('Ada').communities.update({ communityId, routing: { perRound: 1 } });
    await answered(org, communityId, [
      ['Bo', 'Why does the rotor hum?'],
      ['Cy', 'Why does the rotor howl?'],
      ['Bo', 'Where are the gloves?'],
    ]);
    const order: (string | undefined)[] = [];
    for (let at = 0; at < 6; at++) {
      const { id: threadId } = await startThread(org.as('Eve'), communityId, { title: 'A rotor again', invite: true });
      await org.cop.jobs.run();
      const { items } = await org.as('Eve').routing.list({ threadId });
      order.push(...items.map(({ person }) => first(person)));
    }
    expect(order[0]).toBe('Bo');
    expect(order).toContain('Cy');
  });

  test('keeps one place of a round for somebody new', async () => {
    const { org, communityId, preview } = await scene('open', ['Bo', 'Cy', 'Eve']);
    await answered(
      org,
      communityId,
      ['Bo', 'Cy', 'Eve'].flatMap((who) => [1, 2, 3].map((at) => [who, `Why does rotor ${at} hum?`] as const)),
    );
    org.clock.forward(91 * DAY);
    await answered(org, communityId, [
      ['Bo', 'And the rotor?'],
      ['Cy', 'And this rotor?'],
      ['Eve', 'And that rotor?'],
    ]);
    await org.as('Ada').communities.update({ communityId, routing: { perRound: 3 } });
    const slots = async () => (await preview('rotor')).map(({ person, slot }) => `${first(person)} ${slot}`).sort();
    expect(await slots()).toEqual(['Bo evidence', 'Cy evidence', 'Eve evidence']);
    await org.as('Fay').membership.join({ communityId });
    expect((await slots()).filter((each) => each === 'Fay newcomer')).toHaveLength(1);
    expect((await slots()).filter((each) => each.endsWith('evidence'))).toHaveLength(2);
    await org.as('Fay').experts.setConsent({ consent: 'listed' });
    expect(await slots()).toEqual(['Bo evidence', 'Cy evidence', 'Eve evidence']);
  });
});

test('what is no query at all is refused, `null` as well', async () => {
  const { org } = await scene();
  for (const input of [null, {}, '', 7, []]) {
    expect(await refusalOf(org.as('Bo').call('experts.find', input))).toMatchObject({ code: 'invalid' });
  }
  expect(await refusalOf(org.as('Bo').call('experts.find', null))).not.toMatchObject({ field: 'text' });
});
