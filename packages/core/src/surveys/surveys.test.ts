import { expect, test } from 'vitest';
import { evaluation } from '../evaluation/evaluation.js';
import { moderation } from '../moderation/moderation.js';
import { privacy } from '../privacy/index.js';
import { foundCommunity, type Organisation, organisation, refusalOf } from '../testing/organisation.js';

const DAY = 86_400_000;
const NAMES = ['Fay', 'Ada', 'Bo', 'Cy', 'Di', 'Eli', 'Flo', 'Gus'];
/** A text for each place: the wording is its authors'. */
const SAFETY = Array.from({ length: 7 }, (_, at) => ({
  text: `Item ${at + 1}`,
  dimension: 'psychological-safety',
  reversed: [0, 2, 4].includes(at),
}));
const TWO = [
  { text: 'I can rely on the others.', dimension: 'trust' },
  { text: 'I would not ask here.', dimension: 'trust', reversed: true },
  { text: 'We mean the same by our words.', dimension: 'shared-language' },
];

async function world(members = NAMES.slice(1)) {
  const org = await organisation({ extensions: [evaluation(), moderation(), privacy()] });
  const { id: communityId } = await foundCommunity(org, 'Fay', {}, members);
  return { org, fay: org.as('Fay'), communityId };
}

const inDays = (org: Organisation, days: number) =>
  new Date(org.clock.now().getTime() + days * DAY).toISOString().slice(0, 10);

async function instrument(org: Organisation, items: readonly { text: string; dimension: string }[] = TWO) {
  const kind = items === SAFETY ? 'psychological-safety' : 'social-capital';
  const { id } = await org.admin.surveys.defineInstrument({ kind, title: 'T', scale: 7, items, licence: 'By letter' });
  return id ?? '';
}

async function opened(org: Organisation, communityId: string, instrumentId: string) {
  const { surveys } = org.as('Fay');
  const { id: waveId } = await surveys.plan({ communityId, instrumentId, until: inDays(org, 14) });
  await surveys.open({ waveId });
  return waveId;
}

type Answers = readonly (number | null)[];

async function answered(org: Organisation, waveId: string, answers: Readonly<Record<string, Answers>>) {
  for (const [name, given] of Object.entries(answers))
    expect(await org.as(name).surveys.respond({ waveId, answers: given })).toEqual({ recorded: true });
}

async function released(org: Organisation, waveId: string) {
  const { surveys } = org.as('Fay');
  await surveys.close({ waveId });
  return surveys.release({ waveId });
}

const alike = (names: readonly string[], answers: Answers) => Object.fromEntries(names.map((name) => [name, answers]));

test('places are kept for instruments whose wording belongs to others, and filled by who may', async () => {
  const { org, fay } = await world();
  const { items } = await fay.surveys.listInstruments();
  expect(items.map(({ kind, id, items: none }) => [kind, id, none.length])).toEqual([
    ['psychological-safety', null, 0],
    ['social-capital', null, 0],
    ['adb-six', null, 0],
    ['cat', null, 0],
  ]);
  const define = { kind: 'psychological-safety', title: 'Safety', scale: 7, licence: 'By letter' } as const;
  const { surveys } = org.admin;
  expect((await refusalOf(surveys.defineInstrument({ ...define, items: SAFETY.slice(1) }))).field).toBe('items');
  const turned = SAFETY.map((item) => ({ ...item, reversed: false }));
  expect((await refusalOf(surveys.defineInstrument({ ...define, items: turned }))).field).toBe('items.0.reversed');
  const filled = await surveys.defineInstrument({ ...define, items: SAFETY });
  expect(filled.dimensions).toEqual(['psychological-safety']);
  expect((await surveys.defineInstrument({ ...define, items: SAFETY })).id).toBe(filled.id);
  const other = { kind: 'adb-six', title: 'Six', scale: 5, licence: 'Ours' } as const;
  const elsewhere = surveys.defineInstrument({ ...other, items: [{ text: 'A', dimension: 'money' }] });
  expect((await refusalOf(elsewhere)).message).toContain('domain, community, practice');
  expect((await fay.surveys.listInstruments()).items.map(({ kind, id }) => [kind, id !== null])).toEqual([
    ['psychological-safety', true],
    ['social-capital', false],
    ['adb-six', false],
    ['cat', false],
  ]);
});

test('psychological safety is scored by its authors’ rule, told with agreement, to every member the same', async () => {
  const { org, fay, communityId } = await world();
  const waveId = await opened(org, communityId, await instrument(org, SAFETY));
  const [asked] = (await org.as('Gus').inbox.list()).items;
  expect(asked).toMatchObject({ type: 'evaluation', title: 'T', detail: { change: 'survey' } });
  const golden = [2, 6, 3, 5, 2, 6, 7];
  await answered(org, waveId, alike(NAMES.slice(0, 6), golden));
  expect(await fay.surveys.getResults({ waveId })).toMatchObject({ status: 'insufficient', why: 'not-out-yet' });
  const result = await released(org, waveId);
  expect(result).toMatchObject({ status: 'ok', respondents: 6, responseRate: 0.75 });
  expect(result.dimensions).toEqual([
    {
      dimension: 'psychological-safety',
      status: 'ok',
      mean: 5.86,
      ci: [5.86, 5.86],
      agreement: 1,
      respondents: 6,
    },
  ]);
  expect(await org.as('Gus').surveys.getResults({ waveId })).toEqual(result);
  expect(await org.admin.surveys.getResults({ waveId })).toEqual(result);
  expect(await fay.surveys.release({ waveId })).toEqual(result);
  const { items } = await org.as('Gus').inbox.list({ type: 'evaluation' });
  expect(items.map(({ detail }) => detail.change)).toEqual(['result', 'survey']);
});

test('reversed items are turned round, dimensions stand apart, and disagreement is told as such', async () => {
  const { org, communityId } = await world();
  const waveId = await opened(org, communityId, await instrument(org));
  const names = NAMES.slice(0, 6);
  const answers = names.map((name, at) => [name, [6, at < 3 ? 2 : 3, at % 2 === 0 ? 1 : 7]] as const);
  await answered(org, waveId, Object.fromEntries(answers));
  const { dimensions, caveats } = await released(org, waveId);
  expect(dimensions[0]).toMatchObject({ dimension: 'trust', status: 'ok', mean: 5.75, respondents: 6 });
  expect(dimensions[0]?.ci?.[0]).toBeLessThan(5.75);
  expect(dimensions[1]).toMatchObject({ dimension: 'shared-language', status: 'disagreement', mean: null, ci: null });
  expect(dimensions[1]?.agreement).toBeLessThan(0.7);
  expect(caveats.map(({ code }) => code)).toContain('disagreement');
});

test('below five respondents, or half of those asked, nothing is told and the answers are gone', async () => {
  const { org, fay, communityId } = await world();
  const four = await opened(org, communityId, await instrument(org));
  await answered(org, four, alike(NAMES.slice(0, 4), [6, 2, 6]));
  expect(await released(org, four)).toMatchObject({ status: 'suppressed', why: 'too-few-respondents', dimensions: [] });
  expect(await fay.surveys.getResults({ waveId: four })).toMatchObject({ respondents: null, responseRate: null });

  for (const name of ['Hal', 'Ida', 'Jo', 'Kim']) {
    await fay.membership.invite({ communityId, personId: await org.idOf(name) });
    await org.as(name).membership.accept({ communityId });
  }
  const five = await opened(org, communityId, await instrument(org));
  await answered(org, five, alike(NAMES.slice(0, 5), [6, 2, 6]));
  expect(await released(org, five)).toMatchObject({ status: 'suppressed', why: 'too-few-of-those-asked' });
  const kept = JSON.stringify(await org.storage.changes(`community/${communityId}`, null, 1_000));
  expect(kept).not.toContain('"6,2,6"');
});

test('who answered has answered, once, and only while it is open', async () => {
  const { org, fay, communityId } = await world();
  const instrumentId = await instrument(org);
  const { id: waveId } = await fay.surveys.plan({ communityId, instrumentId, until: inDays(org, 5) });
  const bo = org.as('Bo').surveys;
  const answers = [6, 2, 6];
  expect((await refusalOf(bo.respond({ waveId, answers }))).code).toBe('conflict');
  await fay.surveys.open({ waveId });
  expect((await bo.get({ waveId })).answered).toBe(false);
  expect((await refusalOf(bo.respond({ waveId, answers: [6, 2] }))).field).toBe('answers');
  expect((await refusalOf(bo.respond({ waveId, answers: [6, 8, 1] }))).field).toBe('answers.1');
  expect((await refusalOf(bo.respond({ waveId, answers: [null, null, null] }))).field).toBe('answers');
  expect(await bo.respond({ waveId, answers }, { mutationId: 'first-answer-of-bo' })).toEqual({ recorded: true });
  expect(await bo.respond({ waveId, answers }, { mutationId: 'first-answer-of-bo' })).toEqual({ recorded: false });
  expect(await bo.respond({ waveId, answers: [1, 1, 1] })).toEqual({ recorded: false });
  expect((await bo.get({ waveId })).answered).toBe(true);
  expect((await fay.surveys.get({ waveId })).answered).toBe(false);
  org.clock.forward(7 * DAY);
  expect((await refusalOf(org.as('Cy').surveys.respond({ waveId, answers }))).code).toBe('conflict');
  await org.cop.jobs.run();
  expect(await fay.surveys.get({ waveId })).toMatchObject({ state: 'closed', answered: null });
});

test('a wave of an instrument is planned when the last one is over for a quarter of a year', async () => {
  const { org, fay, communityId } = await world();
  const instrumentId = await instrument(org);
  const first = await opened(org, communityId, instrumentId);
  const again = () => fay.surveys.plan({ communityId, instrumentId, until: inDays(org, 20) });
  expect((await refusalOf(again())).field).toBe('instrumentId');
  await answered(org, first, alike(NAMES.slice(0, 5), [6, 2, 6]));
  await released(org, first);
  expect((await refusalOf(again())).field).toBe('until');
  org.clock.forward(91 * DAY);
  const { id: second } = await again();
  expect((await fay.surveys.listWaves({ communityId })).items.map(({ id }) => id)).toEqual([second, first]);
  await fay.surveys.open({ waveId: second });
  await answered(org, second, alike(['Bo'], [1, 1, 1]));
  await fay.surveys.cancel({ waveId: second });
  expect((await fay.surveys.listWaves({ communityId })).items.map(({ id }) => id)).toEqual([first]);
  for (const until of [inDays(org, 1), inDays(org, 90)])
    expect((await refusalOf(fay.surveys.plan({ communityId, instrumentId, until }))).field).toBe('until');
});

test('administrators hear how much a community matters, over communities that let a result out', async () => {
  const { org, communityId } = await world();
  const instrumentId = await instrument(org);
  const low = await opened(org, communityId, instrumentId);
  await answered(org, low, alike(NAMES.slice(0, 5), [2, 6, 4]));
  await released(org, low);
  const across = async () => (await org.admin.surveys.getAcross({ instrumentId })).items;
  expect(await across()).toContainEqual({
    dimension: 'trust',
    status: 'insufficient',
    communities: 1,
    icc1: null,
    p: null,
  });
  const { id: otherId } = await foundCommunity(org, 'Fay', { name: 'Other' }, NAMES.slice(1));
  const high = await opened(org, otherId, instrumentId);
  for (const [at, name] of NAMES.slice(0, 6).entries()) await answered(org, high, { [name]: [6, at < 3 ? 2 : 1, 4] });
  await released(org, high);
  const [trust, language] = await across();
  expect(trust).toMatchObject({ dimension: 'trust', status: 'ok', communities: 2 });
  expect(trust?.icc1).toBeGreaterThan(0.9);
  expect(language).toMatchObject({ dimension: 'shared-language', status: 'insufficient' });
});

test('what was let out is a metric once its quarter is out, and says why where there is no mean', async () => {
  const { org, fay, communityId } = await world();
  const waveId = await opened(org, communityId, await instrument(org));
  for (const [at, name] of NAMES.slice(0, 6).entries())
    await answered(org, waveId, { [name]: [6, at < 3 ? 2 : 3, at % 2 === 0 ? 1 : 7] });
  const result = await released(org, waveId);
  org.clock.forward(100 * DAY);
  const get = (metric: 'trust' | 'shared-language' | 'norms', window = '2026-Q1') =>
    fay.metrics.get({ communityId, metric, window });
  const [trust] = result.dimensions;
  expect(await get('trust')).toMatchObject({
    status: 'ok',
    value: { value: 5.75, low: trust?.ci?.[0], high: trust?.ci?.[1], unit: 'points' },
    ci: trust?.ci,
    nPersons: 6,
    definition: { id: 'trust', version: 1 },
  });
  const codes = async (metric: 'shared-language' | 'norms') => {
    const { status, caveats } = await get(metric);
    return [status, caveats.map(({ code }) => code)];
  };
  expect(await codes('shared-language')).toEqual(['insufficient', ['people-disagree']]);
  expect(await codes('norms')).toEqual(['insufficient', ['not-measured']]);
  expect((await get('trust', '2026-02')).caveats.map(({ code }) => code)).toEqual(['not-measured']);
});
