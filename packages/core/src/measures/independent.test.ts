import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { halfWidthOfT, lnGamma, tailOfChiSquare, tailOfF, tailsOfT } from './distributions.js';
import * as m from './index.js';

// Against SciPy, NumPy, NetworkX and packages of R on random inputs: see make.py and make.R beside the vectors.

interface NetworkCase {
  n: number;
  ties: [number, number, number][];
  units: number[];
  sizes: number[];
  cores: number[];
  betweenness: number[];
  normalised: number[];
  pageRank: number[];
  shuffled: [mean: number, deviation: number];
  density: number;
  reciprocity: number;
  transitivity: number;
  fragmentation: number;
  externalInternal: number;
  weakTies: number;
}
interface Vectors {
  concentration: (Record<'gini' | 'absence' | 'core' | 'top1' | 'next9', number> & { x: number[]; lorenz: number[] })[];
  wilson: Record<'k' | 'n' | 'low' | 'high', number>[];
  tails: Record<
    'df1' | 'df2' | 'f' | 't' | 'x' | 'tailOfF' | 'tailsOfT' | 'halfWidthOfT' | 'tailOfChiSquare' | 'lnGamma',
    number
  >[];
  networks: NetworkCase[];
  divergence: { p: number[]; q: number[]; bits: number }[];
  entropy: { posts: string[][]; unseen: string[]; alpha: number; bits: number }[];
  survival: {
    times: number[];
    ends: m.Observation['end'][];
    entries: number[];
    groups: number[];
    horizon: number;
  }[];
  curves: (Record<'a' | 'b' | 'standardErrorOfB' | 'r2' | 'smearing' | 'rss', number> & {
    y: number[];
    kind: string;
    exponential: Record<'a' | 'b' | 'c' | 'rss', number>;
  })[];
  series: { y: number[]; first: number; period: number | null; lag: number }[];
  changePoints: (Record<'alpha' | 'beta' | 'log10BayesFactor', number> & { counts: number[]; posterior: number[] })[];
  surveys: { scale: number; groups: number[][][] }[];
}
interface OfR {
  survival: {
    time: number[];
    surv: number[];
    variance: number[];
    lower: number[];
    upper: number[];
    median: number | null;
    medianLow: number | null;
    medianHigh: number | null;
    rmean: number;
    rmeanError: number;
    logRank2?: { chiSquare: number; observed: number[]; expected: number[] };
    logRank3?: { chiSquare: number; observed: number[]; expected: number[] };
    incidence?: { time: number[]; event: number[]; rival: number[]; points: number[]; variance: number[] };
  }[];
  networks: (Record<'centralisation' | 'transitivity' | 'reciprocity', number> &
    Record<'brokerage' | 'byBroker' | 'betweenness' | 'coreness', number[]>)[];
  series: (Record<'chow' | 'p' | 'supF' | 'after', number> & {
    beta: number[];
    error: number[];
    unequal: number[];
    interval: [number, number][];
  })[];
  surveys: { rwg: number[]; f: number; p: number; icc: number }[];
}

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../../../test/vectors/metrics/${name}`, import.meta.url), 'utf8')) as T;
const python = read<Vectors>('python.json');
const r = read<OfR>('r.json');

const value = <T>(measured: m.Measured<T>): T => {
  expect(measured).toMatchObject({ status: 'ok' });
  if (measured.status !== 'ok') throw new Error(measured.message);
  return measured.value;
};

/** To one in a million, of the number where that is above 1. */
const same = (found: number | null | undefined, expected: number) =>
  expect(Math.abs((found ?? Number.NaN) - expected)).toBeLessThan(1e-6 * Math.max(1, Math.abs(expected)));

const allSame = (found: ArrayLike<number>, expected: readonly number[]) => {
  expect(found.length).toBe(expected.length);
  for (const [at, each] of expected.entries()) same(found[at], each);
};

describe('participation', () => {
  test.each(python.concentration)('NumPy: $x.length people', ({ x, gini, lorenz, absence, core, top1, next9 }) => {
    same(value(m.gini(x)).index, gini);
    allSame(
      value(m.lorenz(x)).map(({ contributions }) => contributions),
      lorenz,
    );
    expect(value(m.absenceFactor(x))).toBe(absence);
    expect(value(m.onionTiers(x)).core.people).toBe(core);
    same(value(m.volumeTiers(x)).top1.contributions, top1);
    same(value(m.volumeTiers(x)).next9.contributions, next9);
  });
});

test.each(python.wilson)('SciPy, Wilson: $k of $n', ({ k, n, low, high }) => {
  same(value(m.proportion(k, n)).low, low);
  same(value(m.proportion(k, n)).high, high);
});

test('SciPy: tails of F, t and χ²', () => {
  expect(python.tails).toHaveLength(40);
  for (const { df1, df2, f, t, x, ...expected } of python.tails) {
    same(tailOfF(f, df1, df2), expected.tailOfF);
    same(tailsOfT(t, df2), expected.tailsOfT);
    same(halfWidthOfT(df2), expected.halfWidthOfT);
    same(tailOfChiSquare(x, df1), expected.tailOfChiSquare);
    same(lnGamma(x + 0.1), expected.lnGamma);
  }
});

describe('networks', () => {
  const cases = python.networks.map((each, at) => ({ ...each, ofR: r.networks[at]! }));
  test.each(cases)('NetworkX, igraph and sna: $n nodes, $ties.length ties', (each) => {
    const graph = m.network(
      each.ties.map(([from, to, weight]) => ({ from, to, weight })),
      Array.from({ length: each.n }, (_, node) => node),
    );
    const { ofR } = each;
    same(value(m.density(graph)), each.density);
    same(value(m.meanDegree(graph)), each.ties.length / each.n);
    same(value(m.reciprocity(graph)).share, each.reciprocity);
    same(value(m.reciprocity(graph)).share, ofR.reciprocity);
    same(value(m.transitivity(graph)), each.transitivity);
    same(value(m.transitivity(graph)), ofR.transitivity);
    const parts = value(m.components(graph));
    expect([...parts.sizes].sort((a, b) => b - a)).toEqual(each.sizes);
    expect(parts.isolates).toBe(each.sizes.filter((size) => size === 1).length);
    same(parts.fragmentation, each.fragmentation);
    expect([...value(m.cores(graph)).of]).toEqual(each.cores);
    expect([...value(m.cores(graph)).of]).toEqual(ofR.coreness);
    same(value(m.centralisation(graph)), ofR.centralisation);
    allSame(value(m.betweenness(graph)).of, each.betweenness);
    allSame(value(m.betweenness(graph)).of, ofR.betweenness);
    allSame(value(m.betweenness(graph)).normalised, each.normalised);
    allSame(value(m.pageRank(graph)), each.pageRank);
    const unitOf = new Map(each.units.map((unit, node) => [node, `unit ${unit}`]));
    const mixing = value(m.externalInternal(graph, unitOf));
    same(mixing.index, each.externalInternal);
    expect(Math.abs(mixing.chance.mean - each.shuffled[0])).toBeLessThan(0.1 * each.shuffled[1]);
    expect((mixing.chance.high - mixing.chance.low) / 3.92 / each.shuffled[1]).toBeGreaterThan(0.85);
    expect((mixing.chance.high - mixing.chance.low) / 3.92 / each.shuffled[1]).toBeLessThan(1.15);
    same(value(m.weakTies(graph, unitOf)), each.weakTies);
    const { total } = value(m.brokerage(graph, unitOf, { resamples: 2 }));
    // In the order of sna: coordinator, itinerant, representative, gatekeeper, liaison.
    expect(
      (['coordinator', 'itinerant', 'representative', 'gatekeeper', 'liaison'] as const).map(
        (role) => total[role].count,
      ),
    ).toEqual(ofR.brokerage);
    const all = ofR.byBroker.reduce((sum, count) => sum + count, 0);
    same(value(m.bottleneck(graph)), Math.max(...ofR.byBroker) / all);
  });
});

describe('words', () => {
  test.each(python.divergence)('SciPy, Jensen–Shannon over $p.length words', ({ p, q, bits }) => {
    same(value(m.jensenShannon(p, q)), bits);
  });

  test.each(python.entropy)('Python, cross-entropy with α = $alpha', ({ posts, unseen, alpha, bits }) => {
    const model = new m.BigramModel(alpha);
    for (const post of posts) model.learn(post);
    same(value(model.crossEntropy(unseen)), bits);
  });
});

describe('survival', () => {
  const cases = python.survival.map((each, at) => ({ ...each, ofR: r.survival[at]! }));
  test.each(cases)('survival and cmprsk of R: $times.length observations', ({ ofR, ...each }) => {
    const all = each.times.map(
      (time, at): m.Observation => ({ time, end: each.ends[at]!, entry: each.entries[at] ?? 0 }),
    );
    const alone = all.map((one): m.Observation => ({ ...one, end: one.end === 'rival' ? 'censored' : one.end }));
    const { steps, ...summary } = value(m.waitingTime(alone, each.horizon));
    allSame(
      steps.map(({ time }) => time),
      ofR.time,
    );
    allSame(
      steps.map(({ waiting }) => waiting),
      ofR.surv,
    );
    for (const [at, step] of steps.entries()) {
      if (step.waiting === 0) continue;
      same(step.variance, ofR.variance[at]!);
      same(m.logLogInterval(step)[0], ofR.lower[at]!);
      same(m.logLogInterval(step)[1], ofR.upper[at]!);
    }
    expect([summary.median, summary.medianLow, summary.medianHigh]).toEqual(
      [ofR.median, ofR.medianLow, ofR.medianHigh].map((time) => (time === null ? null : expect.closeTo(time, 6))),
    );
    same(summary.restrictedMean, ofR.rmean);
    same(Math.sqrt(m.restrictedMean(steps, each.horizon).variance), ofR.rmeanError);
    for (const [count, test] of [
      [2, ofR.logRank2],
      [3, ofR.logRank3],
    ] as const) {
      if (!test) continue;
      const groups = Array.from({ length: count }, (_, group) => all.filter((_one, at) => each.groups[at] === group));
      const found = value(m.logRank(groups));
      same(found.chiSquare, test.chiSquare);
      allSame(
        found.groups.map(({ observed }) => observed),
        test.observed,
      );
      allSame(
        found.groups.map(({ expected }) => expected),
        test.expected,
      );
    }
    if (!ofR.incidence) return;
    const { time, points, variance } = ofR.incidence;
    for (const ending of ['event', 'rival'] as const) {
      for (const step of value(m.cumulativeIncidence(all, ending))) {
        same(step.incidence, ofR.incidence[ending][time.findIndex((at) => Math.abs(at - step.time) < 1e-9)]!);
      }
    }
    // Aalen's variance, not that of the delta method: the two agree where many are at risk.
    for (const step of value(m.cumulativeIncidence(all, 'event'))) {
      const aalen = variance[points.findIndex((at) => Math.abs(at - step.time) < 1e-9)]!;
      if (step.atRisk > 10) expect(Math.abs(step.variance / aalen - 1)).toBeLessThan(0.1);
    }
  });
});

describe('learning curves', () => {
  test.each(python.curves)('SciPy: $y.length points, $kind', ({ y, exponential, ...expected }) => {
    const found = value(m.powerCurve(y));
    for (const name of ['a', 'b', 'standardErrorOfB', 'r2', 'smearing'] as const) same(found[name], expected[name]);
    same(found.meanSquare * y.length, expected.rss);
    const rival = value(m.exponentialCurve(y));
    expect(rival.meanSquare * y.length).toBeLessThan(exponential.rss * (1 + 1e-6) + 1e-12);
    const n = y.length;
    const aicc = (rss: number, k: number) => n * Math.log(rss / n) + 2 * k + (2 * k * (k + 1)) / (n - k - 1);
    same(found.aicc, aicc(expected.rss, 3));
    expect(rival.aicc).toBeLessThan(aicc(exponential.rss, 4) + 1e-5);
    const { preferred, margin } = value(m.compareCurves(y));
    expect(preferred).toBe(rival.aicc < found.aicc ? 'exponential' : 'power');
    same(margin, Math.abs(found.aicc - rival.aicc));
    if (expected.kind !== 'flat') expect(preferred).toBe(expected.kind);
  });
});

describe('breaks', () => {
  const cases = python.series.map((each, at) => ({ ...each, ofR: r.series[at]! }));
  test.each(cases)('strucchange and sandwich of R: $y.length points', ({ y, first, period, lag, ofR }) => {
    const season = period === null ? {} : { season: { period } };
    const found = value(m.segmentedRegression(y, first, season));
    expect(found.lag).toBe(lag);
    const terms = [found.level, found.trend, found.step, found.trendChange];
    allSame(
      terms.map(({ estimate }) => estimate),
      ofR.beta,
    );
    allSame(
      terms.map(({ standardError }) => standardError),
      ofR.error,
    );
    for (const [at, { low, high }] of terms.entries()) allSame([low, high], ofR.interval[at]!);
    const unequal = value(m.segmentedRegression(y, first, { ...season, lag: 0 }));
    allSame(
      [unequal.level, unequal.trend, unequal.step, unequal.trendChange].map(({ standardError }) => standardError),
      ofR.unequal,
    );
    same(value(m.chow(y, first - 1)).f, ofR.chow);
    same(value(m.chow(y, first - 1)).p, ofR.p);
    const unknown = value(m.supF(y, { resamples: 99 }));
    same(unknown.f, ofR.supF);
    expect(unknown.after).toBe(ofR.after);
  });

  test.each(python.changePoints)('SciPy, by integrating over the rates: $counts.length periods', (each) => {
    const { counts, alpha, beta, posterior, log10BayesFactor } = each;
    const found = value(m.poissonChangePoint(counts, { alpha, beta }));
    allSame(found.posterior, posterior);
    same(found.log10BayesFactor, log10BayesFactor);
  });
});

describe('surveys', () => {
  const cases = python.surveys.map((each, at) => ({ ...each, ofR: r.surveys[at]! }));
  test.each(cases)('multilevel of R: $groups.length groups', ({ groups, scale, ofR }) => {
    allSame(
      groups.map((group) => value(m.agreement(group, scale)).index),
      ofR.rwg,
    );
    const scores = groups.map((group) =>
      group.map((items) => items.reduce((sum, item) => sum + item, 0) / items.length),
    );
    const found = value(m.icc1(scores));
    same(found.icc1, ofR.icc);
    same(found.f, ofR.f);
    same(found.p, ofR.p);
  });
});
