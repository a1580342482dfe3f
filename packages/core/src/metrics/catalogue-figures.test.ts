import { expect, test } from 'vitest';
import type { Activity, MetricName, MetricResult, MetricValues } from '../index.js';
import { busyHistory } from '../testing/busy-history.js';
import { CommunityLog } from './columns.js';
import { figures } from './figures.js';
import { result } from './measure.js';
import type { AnyMetric } from './part.js';

// Figures of the catalogue once more, from the log and the definition alone.

const acts = busyHistory({ seed: 11, people: 150, units: 4, questions: 1500 });
const log = new CommunityLog();
for (const act of acts) log.take(act);
const metrics = (await Promise.all((figures.metrics ?? []).map(({ load }) => load()))).flat();
const NOW = '2026-02-01T00:00:00.000Z';

function told<N extends MetricName>(
  name: N,
  window: string,
): MetricResult<MetricValues[N]> & { value: MetricValues[N] } {
  const metric = metrics.find((each) => each.name === name) as AnyMetric;
  const found = result(metric, log, { window, now: NOW, unitName: (id) => `Unit ${id}`, records: null });
  expect(found.status, `${name} ${window}: ${found.caveats.map(({ code }) => code)}`).toBe('ok');
  return found as MetricResult<MetricValues[N]> & { value: MetricValues[N] };
}

const within =
  ({ window }: { window: readonly [string, string] }) =>
  (act: Activity) =>
    window[0] <= act.at && act.at < window[1];
const inOrder = [...acts].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
const endOfQuarter = (at: string) => {
  const date = new Date(at);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - (date.getUTCMonth() % 3) + 3)).toISOString();
};
const authorOf = new Map<string, string>();
for (const { verb, object, actor } of inOrder)
  if (['ask', 'answer', 'reply', 'publish'].includes(verb) && !authorOf.has(object)) authorOf.set(object, actor ?? '');
const about = new Map<string, Activity[]>();
for (const act of inOrder) about.set(act.object, [...(about.get(act.object) ?? []), act]);
const of = (object: string, verb: string) => (about.get(object) ?? []).filter((act) => act.verb === verb);
const WRITING = ['ask', 'answer', 'reply', 'publish'];

/** Answers to questions of somebody else. */
const answers = inOrder.filter(
  ({ verb, actor, inReplyTo }) => verb === 'answer' && authorOf.get(inReplyTo ?? '') !== actor,
);
const answersTo = new Map<string, Activity[]>();
for (const act of answers) answersTo.set(act.inReplyTo ?? '', [...(answersTo.get(act.inReplyTo ?? '') ?? []), act]);

test('active members are those who did something, of all who belonged', () => {
  for (const window of ['all', '2025', '2025-Q2', '2025-05']) {
    const found = told('active-members', window);
    const active = new Set(
      inOrder
        .filter(within(found))
        .filter(({ verb, actor }) => actor !== 'system' && !['join', 'close', 'abandon'].includes(verb))
        .map(({ actor }) => actor),
    );
    expect(found.value.count).toBe(active.size);
    const joined = inOrder.filter(({ verb, at }) => verb === 'join' && at < found.window[1]);
    expect(found.value.of).toBe(joined.length);
    expect(told('participation-rate', window).value.share).toBeCloseTo(active.size / joined.length, 12);
  }
});

test('the concentration of contributions is the mean difference by twice the mean', () => {
  const found = told('contribution-inequality', '2025');
  const amounts = new Map<string, number>();
  for (const { actor } of inOrder.filter(within(found)).filter(({ verb }) => WRITING.includes(verb)))
    amounts.set(actor ?? '', (amounts.get(actor ?? '') ?? 0) + 1);
  const all = [...amounts.values()];
  const mean = all.reduce((sum, each) => sum + each, 0) / all.length;
  const differences = all.flatMap((a) => all.map((b) => Math.abs(a - b))).reduce((sum, each) => sum + each, 0);
  expect(found.value.gini).toBeCloseTo(differences / (all.length * (all.length - 1)) / (2 * mean), 10);
  expect(found.value.contributors).toBe(all.length);
  expect(found.value.points.at(-1)).toEqual({ people: 1, contributions: 1 });
  expect(found.value.points.length).toBeLessThanOrEqual(all.length / 5 + 1);
  // The fewest who bring half.
  const most = all.sort((a, b) => b - a);
  let [brought, people] = [0, 0];
  while (brought * 2 < mean * all.length) brought += most[people++] ?? 0;
  expect(told('absence-factor', '2025').value.count).toBe(people);
});

test('groups add up, and none that is told has one to four people', () => {
  for (const name of ['onion-tiers', 'volume-tiers', 'engagement-levels'] as const) {
    const { value } = told(name, name === 'engagement-levels' ? '2025-Q3' : '2025');
    for (const { status, people } of value.groups) {
      if (status === 'suppressed') expect(people).toBeNull();
      else expect(people === 0 || (people ?? 0) >= 5).toBe(true);
    }
    const hidden = value.groups.filter(({ status }) => status === 'suppressed');
    expect(hidden.length).not.toBe(1);
  }
});

test('reactions by question', () => {
  const found = told('interaction-rate', '2024-Q4');
  const inside = inOrder.filter(within(found));
  const count = (verb: string) => inside.filter((act) => act.verb === verb).length;
  const reactions = answers.filter(within(found)).length + count('reply') + count('rate');
  expect(found.value.value).toBeCloseTo(reactions / count('ask'), 12);
});

test('thanks, duplicates and routing count what happened by the end of the quarter', () => {
  const window = '2025-Q1';
  const thanks = told('thanks-coverage', window);
  const given = answers.filter(within(thanks));
  const thanked = given.filter(({ object, at, actor }) =>
    of(object, 'thank').some((act) => act.actor !== actor && act.at < endOfQuarter(at)),
  );
  expect(thanks.value).toMatchObject({ count: thanked.length, of: given.length });

  const duplicates = told('duplicate-rate', '2025');
  const asked = inOrder.filter(within(duplicates)).filter(({ verb }) => verb === 'ask');
  const closed = asked.filter(({ object, at }) =>
    of(object, 'close').some((act) => JSON.stringify(act.detail).includes('duplicate"') && act.at < endOfQuarter(at)),
  );
  expect(duplicates.value).toMatchObject({ count: closed.length, of: asked.length });

  const routing = told('routing-hit-rate', '2025');
  const routed = inOrder.filter(within(routing)).filter(({ verb, object, at }) => {
    const [route] = of(object, 'route');
    return verb === 'ask' && route !== undefined && route.at < endOfQuarter(at);
  });
  const hits = routed.filter(({ object, at }) => {
    const [route] = of(object, 'route');
    return answersTo
      .get(object)
      ?.some((act) => act.actor === route?.target && act.at >= (route?.at ?? '') && act.at < endOfQuarter(at));
  });
  expect(routing.value).toMatchObject({ count: hits.length, of: routed.length });
});

test('accepted, closed and open questions are all questions', () => {
  const found = told('resolution', '2025-Q3');
  const asked = inOrder.filter(within(found)).filter(({ verb }) => verb === 'ask');
  const { happened, endedOtherwise, open, points } = found.value;
  expect(happened + endedOtherwise + open).toBe(asked.length);
  for (const point of points) {
    expect(point.happened.share + point.otherwise.share).toBeLessThanOrEqual(1 + 1e-9);
    expect(point.happened.low).toBeLessThanOrEqual(point.happened.share);
    expect(point.otherwise.high).toBeGreaterThanOrEqual(point.otherwise.share);
  }
});

test('what is waited for by a customer is a part of all questions', () => {
  const found = told('customer-response', '2025');
  const waited = inOrder
    .filter(within(found))
    .filter(({ verb, detail }) => verb === 'ask' && (detail as { customerWaiting: boolean }).customerWaiting);
  const { happened, waiting, endedOtherwise } = found.value;
  expect(happened + waiting + endedOtherwise).toBe(waited.length);
  expect(found.nRecords).toBe(waited.length);
});

test('the unanswered at the end of a window', () => {
  const found = told('backlog', '2025-Q2');
  const [, end] = found.window;
  const old = new Date(Date.parse(end) - 72 * 3_600_000).toISOString();
  const open = inOrder.filter(({ verb, object, at }) => {
    if (verb !== 'ask' || at >= old) return false;
    const over = of(object, 'close').some((act) => act.at < end);
    return !over && !answersTo.get(object)?.some((act) => act.at < end);
  });
  expect(found.value.count).toBe(open.length);
  expect(found.nPersons).toBeNull();
});

/** Ties of a quarter as a table. */
function tiesIn(window: readonly [string, string]) {
  const inside = inOrder.filter(within({ window }));
  const people = new Set(
    inside
      .filter(({ verb, actor }) => actor !== 'system' && !['join', 'close', 'abandon'].includes(verb))
      .map(({ actor }) => actor ?? ''),
  );
  const exchanges = inside.flatMap(({ verb, actor, inReplyTo, object }) => {
    if (verb !== 'answer' && verb !== 'reply' && verb !== 'thank') return [];
    const to = authorOf.get((verb === 'thank' ? object : inReplyTo) ?? '');
    return to === undefined || to === actor ? [] : [{ from: actor ?? '', to }];
  });
  for (const { from, to } of exchanges) people.add(from).add(to);
  return { people: [...people], exchanges, ties: new Set(exchanges.map(({ from, to }) => `${from} ${to}`)) };
}

test('density, mutual help and triangles of a quarter', () => {
  const found = told('density', '2025-Q2');
  const { people, ties } = tiesIn(found.window);
  const n = people.length;
  expect(found.value.value).toBeCloseTo(ties.size / (n * (n - 1)), 12);
  const returned = [...ties].filter((tie) => ties.has(tie.split(' ').reverse().join(' ')));
  expect(told('reciprocity', '2025-Q2').value.value).toBeCloseTo(returned.length / ties.size, 12);
  const tied = (a: string, b: string) => ties.has(`${a} ${b}`) || ties.has(`${b} ${a}`);
  let [triples, closed] = [0, 0];
  for (const b of people) {
    const around = people.filter((a) => a !== b && tied(a, b));
    for (const [at, a] of around.entries())
      for (const c of around.slice(at + 1)) [triples, closed] = [triples + 1, closed + (tied(a, c) ? 1 : 0)];
  }
  expect(told('transitivity', '2025-Q2').value.value).toBeCloseTo(closed / triples, 12);
  const degrees = people.map((a) => people.filter((b) => b !== a && tied(a, b)).length);
  const most = Math.max(...degrees);
  const spread = degrees.reduce((sum, degree) => sum + most - degree, 0);
  expect(told('centralisation', '2025-Q2').value.value).toBeCloseTo(spread / ((n - 1) * (n - 2)), 12);
});

test('who talks across units: what is told is what happened, and what is hidden is of enough people', () => {
  const found = told('unit-ties', '2025-Q2');
  const { exchanges } = tiesIn(found.window);
  const last = new Map(
    inOrder
      .filter(within(found))
      .flatMap(({ actor, unitAtEvent }) => (unitAtEvent === null ? [] : [[actor, unitAtEvent]])),
  );
  const unitOf = (person: string) => last.get(person) ?? null;
  const known = exchanges
    .map(({ from, to }) => ({ from, to, units: [unitOf(from), unitOf(to)] }))
    .filter(({ units }) => !units.includes(null));
  expect(found.value.crossing.of).toBe(known.length);
  expect(found.value.crossing.count).toBe(known.filter(({ units: [a, b] }) => a !== b).length);
  expect(found.value.cells.some(({ status }) => status === 'ok')).toBe(true);
  for (const { from, to, status, ties } of found.value.cells) {
    const own = known.filter(({ units: [a, b] }) => a === from && b === to);
    if (status === 'ok') expect(ties).toBe(own.length);
    if (new Set(own.map((each) => each.from)).size < 5) expect(status).toBe('suppressed');
  }
});

test('E–I, brokerage and help stay near what chance gives where units do not matter', () => {
  const { value } = told('external-internal', '2025-Q2');
  expect(value.chance?.low).toBeLessThan(value.value);
  expect(value.chance?.high).toBeGreaterThan(value.value);
  const { rows } = told('brokerage', '2025-Q2').value;
  expect(rows.map(({ code }) => code)).toEqual(['coordinator', 'itinerant', 'gatekeeper', 'representative', 'liaison']);
  for (const { z } of rows) expect(Math.abs(z ?? 0)).toBeLessThan(4);
});

test('adoptions: as they are, and still there after 90 days', () => {
  const found = told('adoption-as-is', '2024');
  const adopted = inOrder.filter(within(found)).filter(({ verb }) => verb === 'adopt' || verb === 'adapt');
  const asIs = adopted.filter(({ verb }) => verb === 'adopt').length;
  expect(found.value).toMatchObject({ count: asIs, of: adopted.length });
  const lasting = told('adoption-persistence', '2025');
  const DAYS = 90 * 86_400_000;
  const ninetieth = (act: Activity) => new Date(Date.parse(act.at) + DAYS).toISOString();
  const followed = inOrder
    .filter(({ verb }) => verb === 'adopt' || verb === 'adapt')
    .filter((act) => within(lasting)({ ...act, at: ninetieth(act) }));
  const kept = followed.filter((act) => {
    const key = (each: Activity) => (each.detail as { adoption: string }).adoption;
    return !of(act.object, 'abandon').some((each) => key(each) === key(act) && each.at < ninetieth(act));
  });
  expect(lasting.value).toMatchObject({ count: kept.length, of: followed.length });
});

test('hours are those that somebody else confirmed, and no headline', () => {
  const { value } = told('hours-claimed', '2025');
  expect(value.low).toBeLessThanOrEqual(value.mid);
  expect(value.mid).toBeLessThanOrEqual(value.high);
  expect(value.mid).toBe(8 * value.records);
});

test('newcomers are followed for half a year, each in one window only', () => {
  const years = ['2024', '2025'].map((window) => told('newcomer-retention', window).nRecords ?? 0);
  const all = told('newcomer-retention', 'all').nRecords;
  expect(years.reduce((sum, each) => sum + each, 0)).toBe(all);
  const { points } = told('newcomer-retention', 'all').value;
  expect(points[0]).toMatchObject({ at: 0 });
  for (const [at, point] of points.entries()) expect(point.share).toBeLessThanOrEqual(points[at - 1]?.share ?? 1);
});

test('what is told of quarters only answers for the last quarter of a longer window, and for that of a month', () => {
  for (const window of ['all', '2025', '2025-11']) expect(told('density', window)).toEqual(told('density', '2025-Q4'));
});

test('a figure stays as it is, whatever happens later', () => {
  const early = new CommunityLog();
  for (const act of acts) if (act.at < '2025-07-08' || act.verb === 'hide') early.take(act);
  for (const metric of metrics as readonly AnyMetric[]) {
    if (metric.gather) continue;
    for (const window of ['2025-Q2', '2025-05', '2024']) {
      const asked = { window, unitName: (id: string) => id, records: null };
      const then = result(metric, early, { ...asked, now: '2025-07-08T00:00:00.000Z' });
      expect(result(metric, log, { ...asked, now: NOW }), `${metric.name} ${window}`).toEqual(then);
    }
  }
}, 60_000);
