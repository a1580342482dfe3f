import { expect, test } from 'vitest';
import { evaluation } from '../evaluation/evaluation.js';
import { contributions } from '../expertise/contributions.js';
import { expertise } from '../expertise/expertise.js';
import { privacy } from '../privacy/index.js';
import { communityPartition } from '../store/partitions.js';
import { reader } from '../store/reader.js';
import { foundCommunity, organisation, refusalOf, startThread } from '../testing/organisation.js';
import type { StoryStepInput } from './api.js';

const STEPS: readonly StoryStepInput[] = [{ cycle: 'immediate', text: 'We met in the **hall**.' }];

async function world() {
  const org = await organisation({ extensions: [expertise(), evaluation(), privacy()] });
  const { id: communityId } = await foundCommunity(org, 'Fay', {}, ['Ada', 'Bo', 'Cy']);
  const [ada, bo, cy, fay] = ['Ada', 'Bo', 'Cy', 'Fay'].map((name) => org.as(name)) as [
    ReturnType<typeof org.as>,
    ReturnType<typeof org.as>,
    ReturnType<typeof org.as>,
    ReturnType<typeof org.as>,
  ];
  const [boId, cyId] = [await org.idOf('Bo'), await org.idOf('Cy')];
  const tell = (steps = STEPS) =>
    ada.stories.create({ communityId, title: 'How the hum went', topics: ['Balancing'], steps });
  /** Told, confirmed by Bo, published. */
  const publish = async (steps = STEPS) => {
    const { id: storyId } = await tell(steps);
    await ada.stories.invite({ storyId, personIds: [boId] });
    await bo.stories.corroborate({ storyId });
    await ada.stories.setConsent({ storyId, consent: true });
    return ada.stories.publish({ storyId });
  };
  const contributed = (storyId: string) =>
    reader(org.storage, communityPartition(communityId)).get(contributions, storyId);
  return { org, communityId, ada, bo, cy, fay, boId, cyId, tell, publish, contributed };
}

test('a story is its author’s until somebody who was asked confirmed it and its author agreed', async () => {
  const { ada, bo, cy, fay, boId, tell, communityId } = await world();
  const story = await tell();
  expect(story).toMatchObject({ state: 'draft', consentAt: null, publishedAt: null });
  const storyId = story.id;
  for (const other of [bo, cy, fay]) {
    expect((await refusalOf(other.stories.get({ storyId }))).code).toBe('not-found');
    expect((await other.stories.list({ communityId })).items).toEqual([]);
  }
  await ada.stories.invite({ storyId, personIds: [boId] });
  const [asked] = (await bo.inbox.list()).items;
  expect(asked).toMatchObject({ type: 'evaluation', title: 'How the hum went', detail: { change: 'corroborate' } });
  expect((await bo.stories.get({ storyId })).may).toEqual(['stories.corroborate', 'stories.decline']);
  expect((await refusalOf(cy.stories.corroborate({ storyId }))).code).toBe('not-found');
  expect((await refusalOf(ada.stories.publish({ storyId }))).code).toBe('conflict');

  expect((await bo.stories.corroborate({ storyId, note: 'I was there.' })).state).toBe('corroborated');
  expect((await refusalOf(ada.stories.publish({ storyId }))).message).toContain('has not agreed');
  expect((await refusalOf(fay.stories.publish({ storyId }))).code).toBe('forbidden');
  await ada.stories.setConsent({ storyId, consent: true });
  const published = await ada.stories.publish({ storyId });
  expect(published.state).toBe('published');
  expect(published.corroborators).toMatchObject([{ person: { id: boId }, state: 'confirmed', note: 'I was there.' }]);

  const seen = await cy.stories.get({ storyId });
  expect(seen.steps[0]?.html).toContain('<strong>hall</strong>');
  expect(seen.corroborators).toMatchObject([{ person: { id: boId }, state: 'confirmed', note: null }]);
  expect(seen.may).toEqual([]);
  expect((await fay.stories.list({ communityId, cycle: 'immediate' })).items.map(({ id }) => id)).toEqual([storyId]);
  expect((await fay.stories.list({ communityId, cycle: 'applied' })).items).toEqual([]);
});

test('nobody corroborates their own story or from outside, and what was confirmed is confirmed of that text alone', async () => {
  const { org, ada, bo, cy, boId, cyId, tell } = await world();
  const { id: storyId } = await tell();
  const own = ada.stories.invite({ storyId, personIds: [await org.idOf('Ada')] });
  expect((await refusalOf(own)).code).toBe('invalid');
  const stranger = ada.stories.invite({ storyId, personIds: [await org.idOf('Zoe')] });
  expect((await refusalOf(stranger)).code).toBe('not-found');

  await ada.stories.invite({ storyId, personIds: [boId, cyId] });
  expect((await bo.stories.corroborate({ storyId })).state).toBe('draft');
  expect((await cy.stories.decline({ storyId, note: 'I saw it otherwise.' })).state).toBe('corroborated');
  await ada.stories.setConsent({ storyId, consent: true });
  const revised = await ada.stories.revise({ storyId, steps: [{ cycle: 'realised', text: 'It saved us all.' }] });
  expect(revised).toMatchObject({ state: 'draft', consentAt: null });
  expect(revised.corroborators.map(({ state }) => state)).toEqual(['invited', 'declined']);
  expect((await bo.stories.decline({ storyId })).state).toBe('draft');
  // Who did not confirm it stays between them and the author.
  expect((await bo.stories.get({ storyId })).corroborators).toMatchObject([{ person: { id: boId } }]);
});

test('what is published speaks for its author, and no more once they take their consent back', async () => {
  const { org, ada, cy, publish, contributed } = await world();
  const { id: storyId } = await publish();
  const adaId = await org.idOf('Ada');
  expect(await contributed(storyId)).toMatchObject({ personId: adaId, kind: 'story' });
  const found = async () => {
    const { items } = await cy.experts.find({ topics: ['Balancing'] });
    return items.map(({ person }) => person.id);
  };
  expect(await found()).toEqual([adaId]);
  expect((await refusalOf(ada.stories.revise({ storyId, title: 'Other' }))).code).toBe('conflict');
  expect((await ada.stories.setConsent({ storyId, consent: false })).state).toBe('withdrawn');
  expect(await contributed(storyId)).toBeNull();
  expect(await found()).toEqual([]);
  expect((await refusalOf(cy.stories.get({ storyId }))).code).toBe('not-found');
  expect((await ada.stories.get({ storyId })).state).toBe('withdrawn');
});

test('evidence is of the same community, there, and called by its name', async () => {
  const { org, communityId, ada, cy, publish } = await world();
  const { id: threadId } = await startThread(ada, communityId, { title: 'Why the hum?' });
  const other = await foundCommunity(org, 'Fay', { name: 'Elsewhere' });
  const { id: elsewhere } = await startThread(org.as('Fay'), other.id);
  const steps = (evidence: string[]) => [{ cycle: 'applied' as const, text: 'We balanced it.', evidence }];
  const refused = async (id: string) =>
    (await refusalOf(ada.stories.create({ communityId, title: 'T', steps: steps([id]) }))).code;
  expect(await refused(elsewhere)).toBe('invalid');
  expect(await refused(`${threadId.slice(0, -4)}0000`)).toBe('not-found');
  const { id: storyId } = await publish(steps([threadId]));
  const [step] = (await cy.stories.get({ storyId })).steps;
  expect(step?.evidence).toEqual([{ kind: 'thread', id: threadId, title: 'Why the hum?' }]);
});

test('the matrix sets figures beside stories, counts complete chains, and adds nothing up', async () => {
  const { org, communityId, ada, fay, publish } = await world();
  const { id: threadId } = await startThread(ada, communityId);
  const shown = (cycle: StoryStepInput['cycle'], evidence = [threadId]) => ({ cycle, text: `So ${cycle}.`, evidence });
  await publish((['immediate', 'potential', 'applied', 'realised', 'enabling'] as const).map((cycle) => shown(cycle)));
  await publish([shown('immediate'), shown('realised', [])]);
  const hours = { communityId, name: 'Hours by order', measure: 'mean', every: 'month', numerator: 'hours' } as const;
  const csv = `period,numerator,denominator\n${[1, 2, 3].map((month) => `2025-0${month},${90 - month},20`).join('\n')}`;
  await fay.outcomes.define({ ...hours, denominator: 'orders', source: 'ERP', csv });

  const matrix = await fay.stories.getMatrix({ communityId, window: '2026' });
  expect(matrix.rows.map(({ cycle, stories }) => [cycle, stories])).toEqual([
    ['immediate', 2],
    ['potential', 1],
    ['applied', 1],
    ['realised', 2],
    ['reframing', 0],
  ]);
  const realised = matrix.rows.find(({ cycle }) => cycle === 'realised');
  expect(realised?.indicators).toContainEqual(expect.objectContaining({ label: 'Hours by order' }));
  expect(realised?.storyIds).toHaveLength(2);
  // Of the other cycles no figure is out, so only one of five has both.
  expect(matrix.coverage).toBe(0.2);
  expect(matrix.chains).toMatchObject({ share: 0.5, stories: 2 });
  expect(Object.keys(matrix).sort()).toEqual(['chains', 'coverage', 'rows', 'window']);

  const before = await fay.stories.getMatrix({ communityId, window: '2025' });
  expect(before.rows.every(({ stories }) => stories === 0)).toBe(true);
  expect(before.chains).toBeNull();
  expect((await refusalOf(ada.stories.getMatrix({ communityId, window: '2026' }))).code).toBe('forbidden');

  // Each question counts once, and not the figures it is made of.
  const { items: asked } = await ada.ledger.list({ communityId });
  expect(new Set(asked.map(({ question }) => question))).toEqual(new Set(['stories.getMatrix']));

  org.clock.forward(100 * 86_400_000);
  const get = (metric: 'story-cycles' | 'story-chains') => fay.metrics.get({ communityId, metric, window: '2026-Q1' });
  expect((await get('story-cycles')).value).toMatchObject({ count: 4, of: 5 });
  expect((await get('story-chains')).value).toMatchObject({ share: 0.5, count: 1, of: 2 });
});

test('an author takes their stories along; who confirmed one, that they did and not what the author wrote', async () => {
  const { ada, bo, publish } = await world();
  await publish();
  const of = async (person: typeof ada) =>
    (await person.privacy.getMine({})).items.filter(({ collection }) => collection === 'stories');
  expect(await of(ada)).toMatchObject([{ as: ['author'], body: { title: 'How the hum went' } }]);
  expect(await of(bo)).toMatchObject([{ as: ['person'], body: { title: '' }, leftOut: ['title', 'steps[].text'] }]);
});
