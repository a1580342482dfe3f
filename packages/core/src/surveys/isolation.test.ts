import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { evaluation } from '../evaluation/evaluation.js';
import { moderation } from '../moderation/moderation.js';
import { privacy } from '../privacy/index.js';
import { builtIn } from '../registry.js';
import { audienceOf } from '../store/collection.js';
import { communityPartition } from '../store/partitions.js';
import { foundCommunity, type Organisation, organisation } from '../testing/organisation.js';
import { type Earlier, resultOf } from './result.js';

const DAY = 86_400_000;
const NAMES = ['Fay', 'Ada', 'Bo', 'Cy', 'Di', 'Eli', 'Flo', 'Gus', 'Hal', 'Ida', 'Jo', 'Kim'];
const ITEMS = [
  { text: 'I can rely on the others.', dimension: 'trust' },
  { text: 'We mean the same by our words.', dimension: 'shared-language' },
];

const known = [builtIn, evaluation(), moderation(), privacy()].flatMap(({ collections = [] }) => collections);

async function world() {
  const org = await organisation({ extensions: [evaluation(), moderation(), privacy()] });
  const { id: communityId } = await foundCommunity(org, 'Fay', {}, NAMES.slice(1));
  const told = { kind: 'social-capital', title: 'Capital', scale: 7, items: ITEMS, licence: 'By letter' } as const;
  const instrumentId = (await org.admin.surveys.defineInstrument(told)).id ?? '';
  return { org, communityId, instrumentId };
}
type World = Awaited<ReturnType<typeof world>>;

async function open({ org, communityId, instrumentId }: World) {
  const until = new Date(org.clock.now().getTime() + 14 * DAY).toISOString().slice(0, 10);
  const { surveys } = org.as('Fay');
  const { id: waveId } = await surveys.plan({ communityId, instrumentId, until });
  await surveys.open({ waveId });
  return waveId;
}

async function wave(of: World, answers: Readonly<Record<string, readonly (number | null)[]>>) {
  const waveId = await open(of);
  for (const [name, given] of Object.entries(answers))
    await of.org.as(name).surveys.respond({ waveId, answers: given });
  const { surveys } = of.org.as('Fay');
  await surveys.close({ waveId });
  const result = await surveys.release({ waveId });
  of.org.clock.forward(120 * DAY);
  return result;
}

const all = (names: readonly string[], answers: readonly (number | null)[] = [6, 6]) =>
  Object.fromEntries(names.map((name) => [name, answers]));

test('of two waves that differ by one person, or by four, the second is kept back', async () => {
  const of = await world();
  const first = await wave(of, { ...all(NAMES.slice(0, 7)), Flo: [2, 2] });
  expect(first.status).toBe('ok');
  // Were it told, 7 × the first mean less 6 × the second would be what Flo answered.
  expect(await wave(of, all(NAMES.slice(0, 6)))).toMatchObject({ status: 'suppressed', why: 'differs-by-few' });
  // Two left out and two others instead.
  const swapped = [...NAMES.slice(0, 5), 'Hal', 'Ida'];
  expect(await wave(of, all(swapped))).toMatchObject({ status: 'suppressed', why: 'differs-by-few' });
  // The same people once more, and five others besides: a group as large as any that is told of.
  expect((await wave(of, all(NAMES.slice(0, 7)))).status).toBe('ok');
  expect((await wave(of, all(NAMES))).status).toBe('ok');
});

test('of the same people, who leaves a dimension out is not told apart by it', async () => {
  const of = await world();
  await wave(of, { ...all(NAMES.slice(0, 7)), Flo: [2, 6] });
  const { dimensions } = await wave(of, { ...all(NAMES.slice(0, 7)), Flo: [null, 6] });
  expect(dimensions.map(({ dimension, status }) => [dimension, status])).toEqual([
    ['trust', 'suppressed'],
    ['shared-language', 'ok'],
  ]);
  expect(dimensions[0]).toMatchObject({ mean: null, respondents: null, agreement: null });
});

test('a dimension that fewer than five answered is kept back in a wave that many answered', async () => {
  const of = await world();
  const few = { ...all(NAMES.slice(0, 8), [null, 6]), ...all(NAMES.slice(0, 4), [6, 6]) };
  const { dimensions } = await wave(of, few);
  expect(dimensions.map(({ status }) => status)).toEqual(['suppressed', 'ok']);
});

test('no operation takes anything by which respondents could be told apart', async () => {
  const { org } = await world();
  const results = org.cop.operations.filter(({ name }) => /^surveys\.(getResults|release|getAcross)$/.test(name));
  const fields = results.map(({ input }) => Object.keys((input as unknown as { shape: object }).shape));
  expect(fields.sort()).toEqual([['instrumentId'], ['waveId'], ['waveId']]);
});

/** Every document of the community as it stands now, in the order of the store's feed. */
async function feed(org: Organisation, communityId: string) {
  const changes = await org.storage.changes(communityPartition(communityId), null, 1_000);
  if (changes.kind !== 'page' || changes.more) throw new Error('The feed has more than one page.');
  return changes.docs;
}

test('whoever reads the feed as a facilitator finds neither answers nor who gave them, open or released', async () => {
  const of = await world();
  const { org, communityId } = of;
  const waveId = await open(of);
  const before = JSON.stringify(await visible(org, communityId));
  const answers = new Map(NAMES.slice(0, 8).map((name, at) => [name, [(at % 3) + 4, 7 - (at % 2)]]));
  for (const [name, given] of answers) await org.as(name).surveys.respond({ waveId, answers: given });
  // Not a thing that a facilitator may see has changed with eight answers.
  expect(JSON.stringify(await visible(org, communityId))).toBe(before);
  const { surveys } = org.as('Fay');
  await surveys.close({ waveId });
  const result = await surveys.release({ waveId });
  const seen = JSON.stringify(await visible(org, communityId));
  for (const given of answers.values()) expect(seen).not.toContain(`"${given.join()}"`);
  expect(JSON.stringify(result)).not.toMatch(/p_[0-9a-f][0-9a-z]{16}/);
  expect(JSON.stringify(await surveys.get({ waveId }))).not.toMatch(/p_[0-9a-f][0-9a-z]{16}/);
});

async function visible(org: Organisation, communityId: string) {
  const docs = await feed(org, communityId);
  return docs.filter(({ collection, body }) => {
    if (body === null) return false;
    const kept = known.find(({ name }) => name === collection);
    if (!kept) throw new Error(`Nobody knows who may see ${collection}.`);
    return ['readers', 'answerable', 'staff'].includes(audienceOf(kept, body));
  });
}

test('whoever reads everything that is stored finds a heap in no order, and nobody beside an answer', async () => {
  const of = await world();
  const { org, communityId } = of;
  const waveId = await open(of);
  const whose = new Map(await Promise.all(NAMES.map(async (name) => [name, await org.idOf(name)] as const)));
  // In the order in which they come, the answers fall.
  const given = NAMES.slice(0, 8).map((name, at) => ({ name, answers: [7 - (at % 4), 7 - Math.floor(at / 2)] }));
  for (const { name, answers } of given) await org.as(name).surveys.respond({ waveId, answers });
  const docs = await feed(org, communityId);
  const texts = new Set(given.map(({ answers }) => answers.join()));
  const bearing = docs.filter(({ body }) => [...texts].some((text) => JSON.stringify(body).includes(`"${text}"`)));
  expect(bearing.map(({ collection, id }) => [collection, id])).toEqual([['surveyAnswers', waveId]]);
  const [heap] = bearing;
  expect(heap?.body).toEqual({ answers: given.map(({ answers }) => answers.join()).sort() });
  expect(JSON.stringify(heap?.body)).not.toMatch(/p_|\d{4}-\d\d-\d\d/);
  const turnout = docs.find(({ collection }) => collection === 'surveyTurnout');
  expect(turnout?.body).toEqual({ personIds: given.map(({ name }) => whose.get(name)).sort() });
  // Nothing else tells that somebody answered: no receipt, no act in the log, no entry in the audit.
  const others = docs.filter(({ collection, id }) => collection !== 'surveyTurnout' && id !== waveId);
  expect(others.filter((doc) => JSON.stringify(doc).includes('surveys.respond'))).toEqual([]);
  const log = await org.system.activity.list({ communityId, limit: 100 });
  expect(log.items.map(({ verb }) => verb).filter((verb) => verb.startsWith('surveys.'))).toEqual([
    'surveys.plan',
    'surveys.open',
  ]);
});

test('the store holds the same in whatever order people answered', async () => {
  const heapAfter = async (names: readonly string[]) => {
    const of = await world();
    const waveId = await open(of);
    for (const name of names) {
      const at = NAMES.indexOf(name);
      await of.org.as(name).surveys.respond({ waveId, answers: [(at % 7) + 1, 3] });
    }
    const docs = await feed(of.org, of.communityId);
    return docs.find(({ collection }) => collection === 'surveyAnswers')?.body;
  };
  const names = NAMES.slice(0, 6);
  expect(await heapAfter(names)).toEqual(await heapAfter([...names].reverse()));
});

test('a person hears from an export that they answered, and neither what nor who else did', async () => {
  const of = await world();
  const waveId = await open(of);
  for (const name of NAMES.slice(0, 6)) await of.org.as(name).surveys.respond({ waveId, answers: [5, 4] });
  const { items } = await of.org.as('Bo').privacy.getMine({});
  const about = items.filter(({ collection }) => collection.startsWith('survey'));
  expect(about).toMatchObject([{ collection: 'surveyTurnout', body: {}, leftOut: ['personIds'] }]);
  const none = await of.org.as('Kim').privacy.getMine({});
  expect(none.items.filter(({ collection }) => collection.startsWith('survey'))).toEqual([]);
});

test('of whatever waves, no two means are told whose respondents differ by one to four people', () => {
  const people = fc.uniqueArray(fc.nat(19), { minLength: 1, maxLength: 20 });
  const item = [{ text: 'T', dimension: 'trust', reversed: false }];
  fc.assert(
    fc.property(fc.array(people, { minLength: 2, maxLength: 6 }), (waves) => {
      const told: { who: Set<number>; earlier: Omit<Earlier, 'differing'> }[] = [];
      for (const wave of waves) {
        const who = new Set(wave);
        const differing = (other: Set<number>) =>
          new Set([...who, ...other].filter((id) => who.has(id) !== other.has(id)));
        const result = resultOf({
          wave: { kind: 'own', scale: 7, items: item },
          answers: wave.map(() => [4]),
          asked: 20,
          earlier: told.map(({ who: other, earlier }) => ({ ...earlier, differing: differing(other).size })),
        });
        if (result.status !== 'ok') continue;
        expect(wave.length).toBeGreaterThanOrEqual(10);
        for (const { who: other } of told) {
          const { size } = differing(other);
          expect(size === 0 || size >= 5).toBe(true);
        }
        told.push({ who, earlier: { dimensions: result.dimensions, respondents: wave.length } });
      }
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('whoever watches the community is not woken when somebody answers', async () => {
  const of = await world();
  const { org, communityId } = of;
  const { id: otherId } = await foundCommunity(org, 'Fay', { name: 'Other' }, ['Ada']);
  const waveId = await open(of);
  const wakes: string[] = [];
  let ready = () => {};
  const live = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const stop = org.as('Fay').watch([communityId, otherId], ({ target }) => wakes.push(target), {
    onStatus: () => ready(),
  });
  await live;
  wakes.length = 0;
  for (const name of NAMES.slice(0, 6)) await org.as(name).surveys.respond({ waveId, answers: [5, 4] });
  // A question elsewhere comes later, and by then everything before it has been heard.
  await org.as('Ada').threads.start({ communityId: otherId, kind: 'question', title: 'Why?', body: 'It hums.' });
  await vi.waitFor(() => expect(wakes).toContain(otherId));
  expect(wakes).not.toContain(communityId);
  stop();
});
