import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expertise } from '../expertise/expertise.js';
import { foundCommunity, type Organisation, organisation, refusalOf, startThread } from '../testing/organisation.js';

const first = ({ name }: { readonly name: string | null }) => name?.split(' ')[0];

async function scene(visibility: 'open' | 'private' = 'open', members = ['Bo', 'Cy', 'Eve']) {
  const org = await organisation({ extensions: [expertise()] });
  const { id: communityId } = await foundCommunity(org, 'Ada', { visibility }, members);
  const answered = async (who: string, title: string, topic?: string) => {
    const { id } = await startThread(org.as('Ada'), communityId, { title, body: '-', topics: topic ? [topic] : [] });
    return (await org.as(who).threads.reply({ threadId: id, body: 'Like this.' })).id;
  };
  const found = async (text: string, by = 'Ada') => (await org.as(by).experts.find({ text })).items;
  const of = async (who: string, text: string, by = 'Ada') =>
    (await found(text, by)).find(({ person }) => first(person) === who);
  const endorse = async (from: string, whom: string, topic: string) =>
    org.as(from).expertise.endorse({ communityId, personId: await org.idOf(whom), topic });
  return { org, communityId, answered, found, of, endorse };
}

/** What is not about the moment it was asked. */
const settled = async (org: Organisation) => {
  await org.cop.jobs.run();
  await org.cop.sweep();
};

describe('who is found', () => {
  test('is shown what they wrote, what they say and what colleagues say, each apart', async () => {
    const { org, answered, of, endorse } = await scene();
    await answered('Cy', 'Which rotors hum?', 'rotors');
    expect(await of('Cy', 'rotors')).toMatchObject({
      badges: { inferred: { evidenceCount: 1 }, declared: null, endorsed: null },
      confidence: 'medium',
    });
    await org.as('Bo').expertise.declare({ topic: 'rotors' });
    await settled(org);
    expect(await of('Bo', 'rotors')).toMatchObject({
      evidence: [],
      evidenceCount: 0,
      confidence: 'low',
      badges: { inferred: null, declared: { pending: true, topics: [{ label: 'rotors' }] }, endorsed: null },
      explanation: [{ kind: 'declared', share: 1 }],
    });
    await endorse('Cy', 'Bo', 'rotors');
    await answered('Bo', 'More rotors?');
    const bo = await of('Bo', 'rotors');
    expect(bo?.badges).toMatchObject({
      inferred: { evidenceCount: 1 },
      declared: { pending: false },
      endorsed: { count: 1, topics: [{ label: 'rotors' }] },
    });
    expect(bo?.explanation?.map(({ kind }) => kind)).toEqual(['item', 'declared', 'endorsed']);
    expect(bo?.explanation?.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(bo?.explanation?.at(-1)?.share).toBeLessThanOrEqual(0.3);
  });

  test('comes after everybody with evidence where nothing bears out what they say, and not at all when it expired', async () => {
    const { org, answered, found } = await scene();
    await answered('Cy', 'Which rotors hum?', 'rotors');
    await org.as('Bo').expertise.declare({ topic: 'rotors' });
    await settled(org);
    expect((await found('rotors')).map(({ person }) => first(person))).toEqual(['Cy', 'Bo']);
    org.clock.forward(366 * 86_400_000);
    expect((await found('rotors')).map(({ person }) => first(person))).toEqual(['Cy']);
  });

  test('is endorsed by a colleague for a topic that they show, though the same colleague spoke of a hidden one later', async () => {
    const { org, answered, of, endorse } = await scene();
    await answered('Cy', 'Rotors and seals?', 'rotors');
    await org.admin.topics.define({ prefLabel: 'seals' });
    await endorse('Bo', 'Cy', 'rotors');
    await endorse('Bo', 'Cy', 'seals');
    await org.as('Cy').experts.hideTopic({ topic: 'seals' });
    expect((await of('Cy', 'rotors seals'))?.badges?.endorsed).toEqual({
      topics: [{ id: 'rotors', label: 'rotors' }],
      count: 1,
    });
  });

  test('is not found for what colleagues say alone, nor more for what somebody says who is not listed', async () => {
    const { org, answered, of, endorse } = await scene();
    await answered('Cy', 'Which rotors hum?', 'rotors');
    await endorse('Cy', 'Eve', 'rotors');
    expect(await of('Eve', 'rotors')).toBeUndefined();
    await answered('Eve', 'More rotors?');
    expect((await of('Eve', 'rotors'))?.badges?.endorsed).toMatchObject({ count: 1 });
    await org.as('Cy').experts.setConsent({ consent: 'unlisted' });
    const eve = await of('Eve', 'rotors');
    expect(eve?.badges?.endorsed).toBeNull();
    expect(eve?.explanation?.map(({ kind }) => kind)).toEqual(['item']);
  });

  test('leaves no trace once they opted out: nothing of theirs is in any answer', async () => {
    const { org, answered, found, endorse } = await scene();
    const item = await answered('Bo', 'Which rotors hum?', 'rotors');
    await answered('Cy', 'Why do rotors howl?', 'rotors');
    await org.as('Bo').expertise.declare({ topic: 'rotors' });
    await endorse('Bo', 'Cy', 'rotors');
    await settled(org);
    expect(JSON.stringify(await found('rotors'))).toContain(item);
    await org.as('Bo').experts.setConsent({ consent: 'unlisted' });
    const seen = JSON.stringify([
      await found('rotors'),
      await found('rotors', 'Di'),
      await org.as('Ada').routing.preview({
        communityId: (await org.as('Ada').communities.list({})).items[0]?.id ?? '',
        title: 'Which rotors?',
      }),
    ]);
    expect(seen).not.toContain(item);
    expect(seen).not.toContain(await org.idOf('Bo'));
  });

  test('is the same for a viewer whatever is said where they may not read', async () => {
    const { org, communityId: open, answered, found } = await scene();
    await answered('Bo', 'Which rotors hum?', 'rotors');
    await answered('Cy', 'Why do rotors howl, and which of them?', 'rotors');
    const { id: closed } = await foundCommunity(org, 'Ada', { visibility: 'private' }, ['Bo', 'Cy', 'Eve']);
    const before = await found('rotors howl', 'Di');
    expect(before).toHaveLength(2);
    const act = fc.record({
      who: fc.constantFrom('Bo', 'Cy', 'Eve'),
      title: fc.constantFrom('Rotors howl', 'Rotors', 'Do rotors howl?', 'Pumps'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 3 }), async (acts) => {
        for (const { who, title } of acts) {
          const { id } = await startThread(org.as('Ada'), closed, { title, body: '-', topics: ['rotors'] });
          const reply = await org.as(who).threads.reply({ threadId: id, body: 'Secretly.' });
          await org.as('Ada').threads.accept({ replyId: reply.id });
        }
        expect(await found('rotors howl', 'Di')).toEqual(before);
      }),
      { seed: 20260105, numRuns: 5 },
    );
    expect(await found('rotors howl', 'Bo')).not.toEqual(before);
    expect((await org.as('Di').experts.find({ text: 'rotors howl', communityId: open })).items).toEqual(before);
  }, 60_000);
});

test('explanations add up to one, for everybody and whatever is looked for', async () => {
  const { org, answered, endorse } = await scene();
  for (let at = 0; at < 6; at++) {
    await answered('Bo', `Which rotors hum in hall ${at}?`, 'rotors');
    await answered(at % 2 ? 'Cy' : 'Eve', `Do pumps leak in hall ${at}?`, 'pumps');
  }
  await org.as('Cy').expertise.declare({ topic: 'pumps' });
  await endorse('Eve', 'Cy', 'pumps');
  await settled(org);
  for (const text of ['rotors', 'pumps', 'hall 3', 'rotors pumps leak hum', 'which']) {
    const { items } = await org.as('Ada').experts.find({ text });
    expect(items.length).toBeGreaterThan(0);
    for (const { explanation = [], evidence } of items) {
      expect(explanation.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      expect(explanation.filter(({ kind }) => kind === 'item').map(({ itemId }) => itemId)).toEqual(
        evidence.map(({ itemId }) => itemId),
      );
    }
  }
});

test('input that says nothing, or far too much, is refused or finds nobody', async () => {
  const { org, answered } = await scene();
  await answered('Bo', 'Which rotors hum?', 'rotors');
  const find = (input: object) => org.as('Ada').experts.find(input);
  for (const input of [{}, { text: '' }, { text: '   ' }, { topics: [] }, { text: 'x'.repeat(100_000) }])
    expect(await refusalOf(find(input))).toMatchObject({ code: 'invalid' });
  for (const input of [{ text: '?!' }, { text: 'zeppelin' }, { topics: ['no-such-topic'] }, { text: '日本' }])
    expect((await find(input)).items).toEqual([]);
  const nobody = await org.as('Di').experts.listMine({ text: 'rotors' });
  expect(nobody).toEqual({ items: [], score: 0, next: null });
  const long = 'rotor '.repeat(16_000);
  expect(
    (
      await org.as('Ada').routing.preview({
        communityId: (await org.as('Ada').communities.list({})).items[0]?.id ?? '',
        title: 'Which rotors?',
        body: long.slice(0, 20_000),
      })
    ).people.length,
  ).toBeGreaterThan(0);
});
