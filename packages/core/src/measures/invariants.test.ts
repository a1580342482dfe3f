import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as m from './index.js';
import { seeded } from './seeded.js';

const value = <T>(measured: m.Measured<T>): T => {
  if (measured.status !== 'ok') throw new Error(measured.message);
  return measured.value;
};

const amounts = fc
  .array(fc.integer({ min: 0, max: 50 }), { minLength: 2, maxLength: 40 })
  .filter((all) => all.some((each) => each > 0));

const observations = fc.array(
  fc.record({
    time: fc.integer({ min: 0, max: 20 }),
    end: fc.constantFrom<m.Observation['end']>('event', 'rival', 'censored'),
  }),
  { minLength: 2, maxLength: 50 },
);

describe('participation', () => {
  test('inequality is the same in another unit, another order and a population twice as large', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 2, max: 9 }), (x, scale) => {
        const { index } = value(m.gini(x));
        for (const other of [x.map((each) => each * scale), [...x].reverse(), [...x, ...x]])
          expect(value(m.gini(other)).index).toBeCloseTo(index, 9);
        expect(value(m.gini([...x, 0])).index).toBeGreaterThanOrEqual(index);
        expect(index).toBeLessThanOrEqual((x.length - 1) / x.length + 1e-12);
      }),
      { seed: 1 },
    );
  });

  test('the Lorenz curve is convex and encloses half the index of Gini', () => {
    fc.assert(
      fc.property(amounts, (x) => {
        const points = value(m.lorenz(x));
        let [area, rise] = [0, 0];
        for (const [at, { people: to, contributions }] of points.entries()) {
          const before = points[at - 1];
          if (!before) continue;
          area += (to - before.people) * ((contributions + before.contributions) / 2);
          expect(contributions - before.contributions).toBeGreaterThanOrEqual(rise - 1e-9);
          rise = contributions - before.contributions;
        }
        expect(1 - 2 * area).toBeCloseTo(value(m.gini(x)).index, 9);
      }),
      { seed: 2 },
    );
  });

  test('tiers hold everybody who contributed once, and all contributions', () => {
    fc.assert(
      fc.property(amounts, (x) => {
        const onion = Object.values(value(m.onionTiers(x)));
        expect(onion.reduce((sum, { contributions }) => sum + contributions, 0)).toBeCloseTo(1, 9);
        expect(onion.reduce((sum, tier) => sum + tier.people, 0)).toBe(x.filter((each) => each > 0).length);
        expect(value(m.onionTiers(x)).core.contributions).toBeGreaterThanOrEqual(0.8 - 1e-12);
        const volume = Object.values(value(m.volumeTiers(x)));
        expect(volume.reduce((sum, { contributions }) => sum + contributions, 0)).toBeCloseTo(1, 9);
        expect(volume.reduce((sum, tier) => sum + tier.people, 0)).toBe(x.length);
        expect(value(m.absenceFactor(x))).toBeLessThanOrEqual(value(m.onionTiers(x)).core.people);
      }),
      { seed: 3 },
    );
  });
});

describe('survival', () => {
  test('order is nothing, a unit of time scales times alone, and endings and waiting add up', () => {
    fc.assert(
      fc.property(observations, (all) => {
        const steps = m.waitingCurve(all);
        expect(m.waitingCurve([...all].reverse())).toEqual(steps);
        const inMinutes = m.waitingCurve(all.map((each) => ({ ...each, time: each.time * 60 })));
        expect(inMinutes).toEqual(steps.map((step) => ({ ...step, time: step.time * 60 })));
        const either = m.waitingCurve(all.map((each) => ({ ...each, end: each.end === 'rival' ? 'event' : each.end })));
        const share = (ending: 'event' | 'rival') => value(m.cumulativeIncidence(all, ending)).at(-1)?.incidence ?? 0;
        expect(share('event') + share('rival') + (either.at(-1)?.waiting ?? 1)).toBeCloseTo(1, 9);
      }),
      { seed: 8 },
    );
  });

  test('the log-rank test does not mind which group comes first, nor the unit of time', () => {
    fc.assert(
      fc.property(observations, observations, observations, (one, other, third) => {
        const test = m.logRank([one, other, third]);
        const turned = m.logRank(
          [third, one, other].map((group) => group.map((each) => ({ ...each, time: each.time * 7 }))),
        );
        expect(turned.status).toBe(test.status);
        if (test.status === 'ok' && turned.status === 'ok') {
          expect(turned.value.chiSquare).toBeCloseTo(test.value.chiSquare, 6);
          expect(turned.value.df).toBe(test.value.df);
        }
        if (test.status === 'ok')
          expect(test.value.groups.reduce((sum, { observed, expected }) => sum + observed - expected, 0)).toBeCloseTo(
            0,
            9,
          );
      }),
      { seed: 9 },
    );
  });
});

test('divergence is the same both ways and in other units, and falls when words are taken together', () => {
  const counts = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 })), { minLength: 3, maxLength: 20 });
  fc.assert(
    fc.property(counts, (pairs) => {
      const [p, q] = [pairs.map(([a]) => a + 0.5), pairs.map(([, b]) => b + 0.5)];
      const bits = value(m.jensenShannon(p, q));
      expect(value(m.jensenShannon(q, p))).toBeCloseTo(bits, 12);
      expect(
        value(
          m.jensenShannon(
            p.map((each) => each * 3),
            q,
          ),
        ),
      ).toBeCloseTo(bits, 12);
      const merged = ([first = 0, second = 0, ...rest]: readonly number[]) => [first + second, ...rest];
      expect(value(m.jensenShannon(merged(p), merged(q)))).toBeLessThanOrEqual(bits + 1e-12);
    }),
    { seed: 10 },
  );
});

test('diversity is the same for twice the people but for small samples, and falls when categories are merged', () => {
  fc.assert(
    fc.property(amounts, (counts) => {
      const { blau, unbiased } = value(m.diversity(counts));
      const twice = value(m.diversity(counts.map((each) => each * 2)));
      expect(twice.blau).toBeCloseTo(blau, 9);
      if (unbiased !== null) expect(unbiased).toBeGreaterThanOrEqual(blau - 1e-12);
      const [first = 0, second = 0, ...rest] = counts;
      expect(value(m.diversity([first + second, ...rest])).blau).toBeLessThanOrEqual(blau + 1e-12);
    }),
    { seed: 11 },
  );
});

const noisy = fc.array(fc.double({ min: 1, max: 100, noNaN: true }), { minLength: 16, maxLength: 40 });

describe('series', () => {
  test('units of cost and output leave the learning rate alone', () => {
    fc.assert(
      fc.property(noisy, (y) => {
        const x = y.map((_, at) => (at + 1) ** 1.5);
        const { b, progressRatio, r2, smearing } = value(m.powerCurve(y, x));
        const other = value(
          m.powerCurve(
            y.map((each) => each * 1_000),
            x.map((each) => each / 12),
          ),
        );
        expect(other.b).toBeCloseTo(b, 8);
        expect(other.progressRatio).toBeCloseTo(progressRatio, 8);
        expect(other.r2).toBeCloseTo(r2 ?? Number.NaN, 8);
        expect(other.smearing).toBeCloseTo(smearing, 8);
      }),
      { seed: 12 },
    );
  });

  test('breaks are as clear in another unit, and from the other end', () => {
    fc.assert(
      fc.property(noisy, (y) => {
        const other = y.map((each) => 9 * each - 400);
        const { f } = value(m.chow(y, 7));
        expect(value(m.chow(other, 7)).f).toBeCloseTo(f, 6);
        expect(value(m.chow([...y].reverse(), y.length - 7)).f).toBeCloseTo(f, 6);
        const found = value(m.supF(y, { resamples: 19 }));
        expect(found.f).toBeCloseTo(value(m.chow(y, found.after)).f, 6);
        expect(value(m.supF(y, { resamples: 19 }))).toEqual(found);
        const [one, ten] = [y, other].map((series) => value(m.segmentedRegression(series, 8)));
        expect(ten?.step.estimate).toBeCloseTo(9 * (one?.step.estimate ?? 0), 5);
        expect(ten?.trendChange.standardError).toBeCloseTo(9 * (one?.trendChange.standardError ?? 0), 5);
      }),
      { seed: 13 },
    );
  });

  test('without a break the bootstrap of sup-F rejects as often as it says', () => {
    const random = seeded(7);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const rejected = Array.from({ length: 120 }, () =>
      value(
        m.supF(
          Array.from({ length: 40 }, (_, at) => 0.3 * at + normal()),
          { resamples: 99 },
        ),
      ),
    ).filter(({ p }) => p <= 0.1).length;
    expect(rejected).toBeGreaterThan(4);
    expect(rejected).toBeLessThan(24);
    const broken = Array.from({ length: 40 }, (_, at) => (at < 20 ? 0 : 6) + normal());
    expect(value(m.supF(broken))).toMatchObject({ after: 20, p: 0.001 });
  });

  test('change points are the same from the other end', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 12 }), { minLength: 2, maxLength: 30 }), (counts) => {
        const found = value(m.poissonChangePoint(counts));
        const back = value(m.poissonChangePoint([...counts].reverse()));
        expect(back.log10BayesFactor).toBeCloseTo(found.log10BayesFactor, 9);
        for (const [at, share] of [...back.posterior].reverse().entries())
          expect(found.posterior[at]).toBeCloseTo(share, 9);
        expect(m.changeNear(found, found.after, counts.length)).toBeCloseTo(1, 9);
      }),
      { seed: 14 },
    );
  });
});

test('reversing all answers of a scale turns safety round, and agreement does not mind', () => {
  const answers = fc.array(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 7, maxLength: 7 }), {
    minLength: 2,
    maxLength: 12,
  });
  fc.assert(
    fc.property(answers, (all) => {
      const found = value(m.psychologicalSafety(all));
      const turned = value(m.psychologicalSafety(all.map((person) => person.map((answer) => 8 - answer))));
      expect(found.mean + turned.mean).toBeCloseTo(8, 9);
      expect(turned.agreement?.index).toBeCloseTo(found.agreement?.index ?? Number.NaN, 9);
    }),
    { seed: 15 },
  );
});
