import { describe, expect, test } from 'vitest';
import * as m from './index.js';

const value = <T>(measured: m.Measured<T>): T => {
  if (measured.status !== 'ok') throw new Error(measured.message);
  return measured.value;
};

describe('stories', () => {
  const step = (cycle: m.Cycle, evidence = 1) => ({ cycle, evidence });
  const full = (['immediate', 'potential', 'applied', 'realised'] as const).map((cycle) => step(cycle));

  test('the value matrix counts cycles with both, and stories that are shown up to their result', () => {
    const { cells, coverage, chains } = m.valueMatrix(
      [
        { cycle: 'immediate', name: 'answer rate', measured: true },
        { cycle: 'applied', name: 'reuse', measured: false },
      ],
      [
        { id: 'whole', steps: full },
        { id: 'unshown', steps: [...full.slice(0, 3), step('realised', 0)] },
        { id: 'short', steps: full.slice(0, 3) },
      ],
    );
    expect(cells.map(({ stories }) => stories)).toEqual([3, 3, 3, 2, 0]);
    expect(coverage).toBe(0.2);
    expect(chains?.share).toBeCloseTo(1 / 3, 12);
  });

  test('the realist table says what a record lacks, and counts verdicts of complete ones only', () => {
    const record: m.RealistRecord = {
      context: 'two plants, one tool',
      mechanism: { resource: 'a greeter', reasoning: 'somebody expects me' },
      outcome: 'newcomers ask',
      evidence: ['interview 3'],
      verdict: 'supports',
      theoryVersion: '2',
    };
    const { rows, verdicts } = value(
      m.realistTable([record, { ...record, verdict: 'refutes' }, { ...record, context: ' ', evidence: [''] }]),
    );
    expect(rows.map(({ missing }) => missing)).toEqual([[], [], ['context', 'evidence']]);
    expect(verdicts.get('2')).toEqual({ supports: 1, refutes: 1, refines: 0 });
  });
});

describe('life cycle', () => {
  const quarter: m.LifeSigns = {
    launched: true,
    interestedUnits: 3,
    ending: false,
    memberSlope: { estimate: 2, low: 1, high: 3 },
    activitySlope: { estimate: 1, low: -1, high: 3 },
    recurrentContributors: 2,
    core: { people: 1, share: 0.02 },
    answerRate: 0.4,
    answerRateRising: false,
    practicesGrowing: false,
    freshness: 0.5,
    newcomers: 4,
    leavers: 2,
  };
  const mature = {
    core: { people: 4, share: 0.08 },
    answerRate: 0.7,
    practicesGrowing: true,
    recurrentContributors: 9,
  };
  const stewarded = { memberSlope: { estimate: 0, low: -1, high: 1 }, freshness: 0.9, recurrentContributors: 9 };
  test.each<[m.Stage | null, Partial<m.LifeSigns>, Partial<m.LifeSigns>]>([
    ['potential', { launched: false }, { launched: false }],
    ['coalescing', {}, {}],
    ['maturing', mature, mature],
    ['maturing', { ...mature, answerRate: null, answerRateRising: true }, mature],
    [null, {}, mature],
    [null, {}, { recurrentContributors: null }],
    ['stewardship', { ...mature, ...stewarded }, stewarded],
    ['transformation', {}, { ending: true }],
    [
      'transformation',
      { activitySlope: { estimate: -2, low: -3, high: -1 } },
      { activitySlope: { estimate: -2, low: -3, high: -1 } },
    ],
    ['coalescing', {}, { activitySlope: { estimate: -2, low: -3, high: -1 } }],
  ])('%s', (stage, earlier, later) => {
    const found = value(m.suggestStage([quarter, { ...quarter, ...earlier }, { ...quarter, ...later }]));
    expect(found.stage).toBe(stage);
  });

  test('what is not measured is unknown, and does not speak against', () => {
    const { evidence } = value(m.suggestStage([quarter, { ...quarter, freshness: null }]));
    expect(evidence.stewardship).toContainEqual({ name: 'eighty-percent-fresh', holds: 'unknown' });
  });

  test('a slope with its interval', () => {
    const { estimate, low, high } = value(m.slope([1, 3, 2, 5, 4, 6]));
    // In R: confint(lm(c(1, 3, 2, 5, 4, 6) ~ seq(6)))
    expect([estimate, low, high]).toEqual(
      [0.885714285714, 0.241258666772, 1.530169904657].map((each) => expect.closeTo(each, 6)),
    );
  });
});
