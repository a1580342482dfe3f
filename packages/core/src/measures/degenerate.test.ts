import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as m from './index.js';

/** Numbers anywhere in a result are finite: never NaN, never infinite. */
function allFinite(result: unknown): void {
  if (typeof result === 'number') expect(Number.isFinite(result)).toBe(true);
  else if (ArrayBuffer.isView(result)) for (const each of result as Float64Array) allFinite(each);
  else if (result instanceof Map) for (const each of result.values()) allFinite(each);
  else if (typeof result === 'object' && result !== null) for (const each of Object.values(result)) allFinite(each);
}

const insufficient = (reason: m.Shortage) => ({
  status: 'insufficient',
  reason,
  message: expect.stringMatching(/\.$/),
});

const observation = (end: m.Observation['end'], time: number): m.Observation => ({ end, time });
const alike = Array.from({ length: 30 }, () => observation('event', 7));
const nobody = m.network([]);
const hermit = m.network([], ['a']);
const strangers = m.network([], ['a', 'b', 'c']);
const pair = m.network([
  { from: 'a', to: 'b' },
  { from: 'b', to: 'a' },
]);
const everybody = m.network(
  [...'abcd'].flatMap((from) => [...'abcd'].filter((to) => to !== from).map((to) => ({ from, to }))),
);
const oneUnit = new Map([...'abcd'].map((node) => [node, 'X']));
const line = Array.from({ length: 40 }, (_, at) => at + 1);
const flat = line.map(() => 5);
const noSigns: m.LifeSigns = {
  launched: true,
  interestedUnits: 0,
  ending: false,
  memberSlope: null,
  activitySlope: null,
  recurrentContributors: null,
  core: null,
  answerRate: null,
  answerRateRising: null,
  practicesGrowing: null,
  freshness: null,
  newcomers: null,
  leavers: null,
};

describe('too little, alike or nothing gives a status and never NaN', () => {
  const cases: readonly (readonly [string, m.Measured<unknown>, m.Shortage])[] = [
    ['gini of nobody', m.gini([]), 'too-few'],
    ['gini of nothing', m.gini([0, 0]), 'zero-denominator'],
    ['lorenz of nobody', m.lorenz([]), 'too-few'],
    ['lorenz of nothing', m.lorenz([0]), 'zero-denominator'],
    ['1-9-90 of nobody', m.volumeTiers([]), 'too-few'],
    ['onion of nothing', m.onionTiers([0]), 'zero-denominator'],
    ['absence factor of nothing', m.absenceFactor([0, 0]), 'zero-denominator'],
    ['key people without topics', m.keyPersonRisk([]), 'zero-denominator'],
    ['key people of empty topics', m.keyPersonRisk([[], [0]]), 'zero-denominator'],
    ['levels of nobody', m.levelShares([]), 'too-few'],
    ['levels of the absent', m.levelShares(['absent']), 'too-few'],
    ['trajectory of nobody', m.trajectory([], []), 'too-few'],
    ['participation without members', m.participationRate(0, 0), 'zero-denominator'],
    [
      'interaction without questions',
      m.interactionRate({ questions: 0, answers: 1, votes: 0, comments: 0 }),
      'zero-denominator',
    ],
    ['event without guests', m.eventToContribution([]), 'zero-denominator'],
    ['waiting of nothing', m.waitingTime([], 1), 'too-few'],
    ['incidence of nothing', m.cumulativeIncidence([], 'event'), 'too-few'],
    ['log-rank of one group', m.logRank([[observation('event', 1)]]), 'too-few'],
    ['log-rank with an empty group', m.logRank([[observation('event', 1)], []]), 'too-few'],
    [
      'log-rank without events',
      m.logRank([[observation('censored', 1)], [observation('censored', 1)]]),
      'no-variation',
    ],
    [
      'log-rank of groups never at risk together',
      m.logRank([[observation('event', 1)], [{ ...observation('event', 9), entry: 5 }]]),
      'no-variation',
    ],
    ['log-rank of events all at once', m.logRank([alike, alike]), 'no-variation'],
    ['answered of none followed', m.answeredWithin([observation('censored', 1)], 24), 'zero-denominator'],
    ['gap with an empty group', m.newcomerGap([], [observation('event', 1)]), 'too-few'],
    ['help between the unknown', m.crossUnitHelp([{ asker: null, answerer: 'X' }]), 'zero-denominator'],
    ['nothing routed', m.routingHitRate(0, 0), 'zero-denominator'],
    ['no topics', m.expertCoverage([]), 'zero-denominator'],
    ['no eligible unit', m.adoptionBreadth(['X'], []), 'zero-denominator'],
    ['no adoption', m.fidelity([], 0), 'zero-denominator'],
    ['nothing reused', m.reuseRatio(0, 0), 'zero-denominator'],
    ['no corroborated claim', m.hoursClaimed([{ low: 1, mid: 2, high: 3, corroborated: false }]), 'too-few'],
    ['no visitors', m.readingWithoutAsking(0, 0), 'zero-denominator'],
    ['no questions', m.duplicateRate(0, 0), 'zero-denominator'],
    ['no items', m.freshness([], 0), 'zero-denominator'],
    ['no searches', m.searchSuccess(0, 0), 'zero-denominator'],
    ['density of one', m.density(hermit), 'too-few'],
    ['mean degree of nobody', m.meanDegree(nobody), 'too-few'],
    ['reciprocity of strangers', m.reciprocity(strangers), 'zero-denominator'],
    ['transitivity of a pair', m.transitivity(pair), 'zero-denominator'],
    ['components of nobody', m.components(nobody), 'too-few'],
    ['cores of nobody', m.cores(nobody), 'too-few'],
    ['centralisation of two', m.centralisation(pair), 'too-few'],
    ['betweenness of two', m.betweenness(pair), 'too-few'],
    ['PageRank of nobody', m.pageRank(nobody), 'too-few'],
    ['E–I of strangers', m.externalInternal(strangers, new Map([['a', 'X']])), 'zero-denominator'],
    ['E–I without units', m.externalInternal(pair, new Map()), 'zero-denominator'],
    ['weak ties of strangers', m.weakTies(strangers, new Map()), 'zero-denominator'],
    ['brokerage where all are tied', m.brokerage(everybody, oneUnit), 'zero-denominator'],
    ['bottleneck where all are tied', m.bottleneck(everybody), 'zero-denominator'],
    ['divergence from nothing', m.jensenShannon([1], [0]), 'zero-denominator'],
    ['divergence of the silent', m.vocabularyDivergence([['a']], [[]]), 'too-few'],
    ['entropy without words', new m.BigramModel().crossEntropy([]), 'too-few'],
    [
      'entropy of newcomers alone',
      m.crossEntropyByMonth([{ month: '2025-01', author: 'a', words: ['w'], newcomer: true }]),
      'too-few',
    ],
    ['glossary without posts', m.glossaryUptake([], ['term']), 'zero-denominator'],
    ['exchange of nobody', m.giveReceiveBalance([0], [0]), 'zero-denominator'],
    ['no answers to thank for', m.thanksCoverage(0, 0), 'zero-denominator'],
    ['no channel', m.channelMix({ text: 0, audio: 0, video: 0, faceToFace: 0 }), 'zero-denominator'],
    ['scale of nobody', m.scaleMean([[null]]), 'too-few'],
    ['fading knowledge of four', m.depreciatingCurve([4, 3, 2, 1], [1, 1, 1, 1]), 'too-few'],
    ['fading knowledge of five', m.depreciatingCurve([5, 4, 3, 2, 1], [1, 1, 1, 1, 1]), 'too-few'],
    ['safety of nobody', m.psychologicalSafety([]), 'too-few'],
    ['safety with two gaps', m.safetyScore([null, null, 1, 1, 1, 1, 1]), 'too-few'],
    ['agreement of one', m.agreement([[1, 2]], 7), 'too-few'],
    ['agreement about nothing', m.agreement([[], []], 7), 'too-few'],
    ['ICC of one group', m.icc1([[1, 2]]), 'too-few'],
    ['ICC of loners', m.icc1([[1], [2]]), 'too-few'],
    [
      'ICC of the alike',
      m.icc1([
        [0.1, 0.1, 0.1],
        [0.1, 0.1, 0.1],
      ]),
      'no-variation',
    ],
    ['diversity of nobody', m.diversity([0, 0]), 'too-few'],
    ['power curve of three', m.powerCurve([3, 2, 1]), 'too-few'],
    ['power curve of one x', m.powerCurve([5, 4, 3, 2, 1], [1, 1, 1, 1, 1]), 'no-variation'],
    ['exponential of five', m.exponentialCurve([5, 4, 3, 2, 1]), 'too-few'],
    ['exponential of a constant', m.exponentialCurve(flat), 'no-variation'],
    ['exponential of one x', m.exponentialCurve(line, flat), 'no-variation'],
    ['Chow with a short side', m.chow(line, 1), 'too-few'],
    ['Chow of a line', m.chow(line, 20), 'no-variation'],
    ['Chow of a constant', m.chow(flat, 20), 'no-variation'],
    [
      'Chow with a term twice',
      m.chow(
        line,
        20,
        line.map((at) => [at, at]),
      ),
      'not-identified',
    ],
    ['sup-F of nothing', m.supF([]), 'too-few'],
    ['sup-F of a line', m.supF(line), 'no-variation'],
    ['segmented, short', m.segmentedRegression([1, 2, 3, 4], 3), 'too-few'],
    ['segmented, nothing before', m.segmentedRegression(line, 1), 'too-few'],
    ['change point of one period', m.poissonChangePoint([3]), 'too-few'],
    ['priors on one period', m.priorSensitivity([3]), 'too-few'],
    ['slope of two', m.slope([1, 2]), 'too-few'],
    ['stage of one quarter', m.suggestStage([noSigns]), 'too-few'],
    ['realist table of nothing', m.realistTable([]), 'too-few'],
  ];
  test.each(cases)('%s', (_name, found, reason) => {
    expect(found).toEqual(insufficient(reason));
  });
});

describe('constant, single and extreme input gives finite figures', () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ['gini of one', m.gini([3])],
    ['gini of the alike', m.gini([2, 2, 2])],
    ['gini of the very large', m.gini([1e300, 1e300, 1])],
    ['lorenz of one', m.lorenz([3])],
    ['1-9-90 of one', m.volumeTiers([3])],
    ['onion of one', m.onionTiers([3])],
    ['all waited alike', m.waitingTime(alike, 24)],
    ['nobody was answered', m.waitingTime([observation('censored', 7)], 24)],
    ['at once', m.waitingTime([observation('event', 0), observation('event', 0)], 24)],
    ['all closed', m.waitingTime([observation('rival', 7)], 24)],
    ['gap of the alike', m.newcomerGap(alike, alike)],
    ['gap without events', m.newcomerGap([observation('censored', 1)], [observation('censored', 1)])],
    ['components of one', m.components(hermit)],
    ['cores of strangers', m.cores(strangers)],
    ['density of strangers', m.density(strangers)],
    ['reciprocity where all are tied', m.reciprocity(everybody)],
    ['betweenness of strangers', m.betweenness(strangers)],
    ['sampled betweenness', m.betweenness(everybody, { pivots: 2 })],
    ['PageRank of one', m.pageRank(hermit)],
    ['PageRank of strangers', m.pageRank(strangers)],
    [
      'E–I in one unit',
      m.externalInternal(
        pair,
        new Map([
          ['a', 'X'],
          ['b', 'X'],
        ]),
      ),
    ],
    [
      'brokerage in one unit',
      m.brokerage(
        m.network([
          { from: 'a', to: 'b' },
          { from: 'b', to: 'c' },
        ]),
        new Map([...'abc'].map((node) => [node, 'X'])),
      ),
    ],
    ['divergence from itself', m.jensenShannon([1, 2], [1, 2])],
    [
      'agreement of the alike',
      m.agreement(
        [
          [4, 4],
          [4, 4],
        ],
        7,
      ),
    ],
    [
      'agreement at the ends',
      m.agreement(
        [
          [1, 7],
          [7, 1],
        ],
        7,
      ),
    ],
    ['safety of one', m.psychologicalSafety([[1, 2, 3, 4, 5, 6, 7]])],
    [
      'ICC of groups that differ only between',
      m.icc1([
        [1, 1],
        [2, 2],
      ]),
    ],
    ['diversity of one', m.diversity([1])],
    ['power curve of a constant', m.powerCurve(flat)],
    ['power curve of the exact', m.powerCurve(line.map((at) => 100 / at))],
    ['exponential of the exact', m.exponentialCurve(line.map((at) => 3 + 20 * Math.exp(-0.2 * at)))],
    ['rising series', m.compareCurves(line)],
    ['segmented line', m.segmentedRegression(line, 20)],
    ['segmented constant', m.segmentedRegression(flat, 20, { season: { period: 4 } })],
    [
      'segmented, millions',
      m.segmentedRegression(
        line.map((at) => 1e9 + at),
        20,
        { lag: 100 },
      ),
    ],
    ['no events', m.poissonChangePoint([0, 0, 0])],
    ['priors without events', m.priorSensitivity([0, 0, 0])],
    ['very many events', m.poissonChangePoint([1e6, 1e6, 1e7])],
    ['slope of a constant', m.slope(flat)],
    ['nothing measured', m.suggestStage([noSigns, noSigns])],
    ['no stories', m.valueMatrix([], [])],
  ];
  test.each(cases)('%s', (_name, found) => {
    expect(found).toBeTypeOf('object');
    expect(found).not.toMatchObject({ status: 'insufficient' });
    allFinite(found);
  });
});

test('whatever series comes, figures are finite or there is a status', () => {
  const series = fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.double({ min: 0, max: 1e6, noNaN: true })), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(series, fc.nat({ max: 42 }), (y, at) => {
      for (const found of [
        m.gini(y),
        m.lorenz(y),
        m.volumeTiers(y),
        m.onionTiers(y),
        m.absenceFactor(y),
        m.chow(y, at),
        m.supF(y, { resamples: 9 }),
        m.segmentedRegression(y, at, { season: { period: 4 } }),
        m.slope(y),
        m.poissonChangePoint(y.map(Math.round)),
        m.diversity(y.map(Math.round)),
        m.powerCurve(y.map((each) => each + 1e-3)),
        m.icc1([y.slice(0, at), y.slice(at)]),
        m.jensenShannon(y, [...y].reverse()),
      ]) {
        expect(['ok', 'insufficient']).toContain(found.status);
        allFinite(found);
      }
    }),
    { seed: 1, numRuns: 150 },
  );
});
