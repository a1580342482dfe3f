import { describe, expect, test } from 'vitest';
import * as m from './index.js';

const observation = (end: m.Observation['end'], time: number): m.Observation => ({ end, time });
const pair = m.network([
  { from: 'a', to: 'b' },
  { from: 'b', to: 'a' },
]);
const ring = m.network([...'abcd'].map((from, at) => ({ from, to: 'bcda'[at] ?? '' })));
const line = Array.from({ length: 40 }, (_, at) => at + 1);

describe('what cannot be meant is an error with a code and the parameter', () => {
  const NaNs = [1, Number.NaN];
  const cases: readonly (readonly [string, () => unknown, m.InputProblem, string])[] = [
    ['gini', () => m.gini(NaNs), 'not-finite', 'contributions'],
    ['lorenz', () => m.lorenz([-1]), 'negative', 'contributions'],
    ['tiers', () => m.volumeTiers([Number.POSITIVE_INFINITY]), 'not-finite', 'contributions'],
    [
      'level',
      () => m.engagementLevel({ member: true, weeks: 14, contributions: 20, leadershipActs: 0, views: 0 }, 13),
      'out-of-range',
      'person.weeks',
    ],
    ['trajectory', () => m.trajectory(['core'], []), 'lengths-differ', 'after'],
    ['participation', () => m.participationRate(3, 2), 'out-of-range', 'count'],
    ['proportion', () => m.proportion(0.5, 2), 'not-whole', 'count'],
    ['waiting', () => m.waitingTime([observation('event', Number.NaN)], 1), 'not-finite', 'observations'],
    ['waiting before the beginning', () => m.waitingCurve([observation('event', -1)]), 'negative', 'observations'],
    ['log-rank', () => m.logRank([[observation('event', Number.NaN)], []]), 'not-finite', 'observations'],
    ['horizon', () => m.waitingTime([observation('event', 1)], Number.NaN), 'out-of-range', 'horizon'],
    ['waits', () => m.waits([{ began: Number.NaN }], 1), 'not-finite', 'lives'],
    ['retention', () => m.retention([[1]], 2, 0), 'out-of-range', 'gap'],
    ['claims', () => m.hoursClaimed([{ low: 3, mid: 2, high: 1, corroborated: true }]), 'out-of-range', 'claims'],
    ['network', () => m.network([{ from: 'a', to: 'b', weight: 0 }]), 'out-of-range', 'ties'],
    ['tie to a stranger', () => m.network([{ from: 'a', to: 'b' }], ['a']), 'unknown-node', 'ties'],
    ['unit of a stranger', () => m.externalInternal(pair, new Map([['z', 'X']])), 'unknown-node', 'unitOf'],
    ['pivots', () => m.betweenness(ring, { pivots: 1 }), 'out-of-range', 'pivots'],
    ['damping', () => m.pageRank(pair, { damping: 1 }), 'out-of-range', 'damping'],
    ['divergence', () => m.jensenShannon([1], [1, 2]), 'lengths-differ', 'q'],
    ['safety', () => m.safetyScore([1, 2, 3]), 'lengths-differ', 'answers'],
    ['safety off the scale', () => m.safetyScore([8, 2, 3, 4, 5, 6, 7]), 'out-of-range', 'answers'],
    ['agreement', () => m.agreement([[1], [1, 2]], 7), 'lengths-differ', 'ratings'],
    ['ICC', () => m.icc1([NaNs, [1]]), 'not-finite', 'groups'],
    ['diversity', () => m.diversity([1.5]), 'not-whole', 'counts'],
    ['power curve', () => m.powerCurve([1, 0, 2, 3, 4]), 'out-of-range', 'y'],
    ['exchange', () => m.giveReceiveBalance([1], []), 'lengths-differ', 'received'],
    ['scale', () => m.scaleMean([[9]], 7), 'out-of-range', 'ratings'],
    ['output', () => m.depreciatingCurve([4, 3, 2, 1, 1, 1], [0, 1, 1, 1, 1, 1]), 'out-of-range', 'x'],
    ['Chow', () => m.chow(NaNs, 1), 'not-finite', 'y'],
    ['Chow between', () => m.chow(line, 1.5), 'not-whole', 'after'],
    ['sup-F', () => m.supF(line, { trim: 0.6 }), 'out-of-range', 'trim'],
    [
      'segmented',
      () => m.segmentedRegression(line, 20, { season: { period: 4, harmonics: 3 } }),
      'out-of-range',
      'season.harmonics',
    ],
    ['change point', () => m.poissonChangePoint([1, -1]), 'negative', 'counts'],
    ['prior', () => m.poissonChangePoint([1, 1], { alpha: 0, beta: 1 }), 'out-of-range', 'alpha'],
    [
      'story twice',
      () =>
        m.valueMatrix(
          [],
          [
            { id: 'a', steps: [] },
            { id: 'a', steps: [] },
          ],
        ),
      'out-of-range',
      'stories',
    ],
  ];
  test.each(cases)('%s', (_name, call, code, argument) => {
    expect(call).toThrow(m.MeasureError);
    expect(call).toThrow(expect.objectContaining({ code, argument, message: expect.stringMatching(/\.$/) }));
  });
});
