import { describe, expect, test } from 'vitest';
import * as m from './index.js';
import { seeded } from './seeded.js';

const value = <T>(measured: m.Measured<T>): T => {
  if (measured.status !== 'ok') throw new Error(measured.message);
  return measured.value;
};

describe('participation', () => {
  test.each<[m.Level, Partial<m.Engagement>]>([
    ['core', { weeks: 10, contributions: 30, leadershipActs: 1 }],
    ['active', { weeks: 13, contributions: 30 }],
    ['active', { weeks: 4, contributions: 4 }],
    ['occasional', { weeks: 1, contributions: 1, leadershipActs: 5 }],
    ['peripheral', { views: 9 }],
    ['absent', {}],
    ['transactional', { member: false, weeks: 13, contributions: 9 }],
    ['transactional', { member: false, views: 1 }],
    ['absent', { member: false }],
  ])('%s: %o', (level, acts) => {
    const person = { member: true, weeks: 0, contributions: 0, leadershipActs: 0, views: 0, ...acts };
    expect(m.engagementLevel(person, 13)).toBe(level);
  });

  test('shares are of those who engage, and of all for the absent', () => {
    const { counts, shares } = value(m.levelShares(['core', 'active', 'peripheral', 'peripheral', 'absent']));
    expect(counts).toMatchObject({ core: 1, peripheral: 2, absent: 1, occasional: 0 });
    expect(shares).toMatchObject({ core: 0.25, peripheral: 0.5, absent: 0.2, occasional: 0 });
  });

  test('of four peripheral members one became active and one core', () => {
    const found = value(
      m.trajectory(
        ['peripheral', 'peripheral', 'peripheral', 'peripheral', 'core'],
        ['active', 'core', 'peripheral', 'absent', 'core'],
      ),
    );
    expect(found.inbound).toBe(0.5);
    expect(found.probabilities[3]).toEqual([0.25, 0.25, 0, 0.25, 0, 0.25]);
    expect(found.probabilities[1]).toBeNull();
    expect(value(m.trajectory(['core'], ['core'])).inbound).toBeNull();
  });

  test('topics that hang on one person', () => {
    expect(value(m.keyPersonRisk([[5], [9, 1, 1], [2, 2, 2], [0, 0], []]))).toEqual({
      topics: 3,
      atRisk: 2,
      singletons: 1 / 3,
    });
  });

  test('who contributed within two weeks after the event, not before and not at it', () => {
    const people = [[20], [10, 9], [24.01], []].map((contributions) => ({ attendedAt: 10, contributions }));
    expect(value(m.eventToContribution(people)).share).toBe(0.25);
    expect(value(m.eventToContribution(people, 15)).share).toBe(0.5);
    expect(value(m.interactionRate({ questions: 4, answers: 3, votes: 2, comments: 1 }))).toBe(1.5);
    expect(value(m.participationRate(3, 4)).share).toBe(0.75);
  });
});

describe('waiting', () => {
  test('what came first ends it: events before rivals, both before leaving and the end of the window', () => {
    const lives: readonly (readonly [m.Life, m.Observation | null])[] = [
      [
        { began: 2, happened: 5 },
        { time: 3, end: 'event' },
      ],
      [
        { began: 2, happened: 5, ruledOut: 5, left: 5 },
        { time: 3, end: 'event' },
      ],
      [
        { began: 2, happened: 9, ruledOut: 4 },
        { time: 2, end: 'rival' },
      ],
      [
        { began: 2, happened: 9, left: 4 },
        { time: 2, end: 'censored' },
      ],
      [
        { began: 2, happened: 11 },
        { time: 8, end: 'censored' },
      ],
      [
        { began: 2, happened: null },
        { time: 8, end: 'censored' },
      ],
      [
        { began: 2, entered: 4, happened: 6 },
        { entry: 2, time: 4, end: 'event' },
      ],
      [
        { began: 5, happened: 1 },
        { time: 0, end: 'event' },
      ],
      [{ began: 11 }, null],
    ];
    for (const [life, expected] of lives) expect(m.waits([life], 10)).toEqual(expected ? [expected] : []);
    expect(m.waits([{ began: 0, happened: 7_200_000 }], 1e9, 3_600_000)).toEqual([{ time: 2, end: 'event' }]);
  });

  test('silence is told once it lasted, at the last act before it', () => {
    expect(m.retention([[0, 10, 20, 200], [0, 70], [50, 30], [99], [5], [], [300]], 100, 60)).toEqual([
      { time: 20, end: 'event' },
      { time: 0, end: 'event' },
      { time: 70, end: 'censored' },
      { time: 1, end: 'censored' },
      { time: 0, end: 'event' },
    ]);
  });

  test('closures above one in twenty are rivals, below they are censored', () => {
    const of = (rivals: number) => [
      ...Array.from({ length: rivals }, (): m.Observation => ({ time: 1, end: 'rival' })),
      ...Array.from({ length: 40 - rivals }, (_, at): m.Observation => ({ time: 2 + at, end: 'event' })),
    ];
    expect(value(m.waitingTime(of(2), 50))).toMatchObject({ estimator: 'kaplan-meier', rivals: 2, events: 38 });
    expect(value(m.waitingTime(of(2), 50)).steps.at(-1)?.waiting).toBe(0);
    const informed = value(m.waitingTime(of(3), 50));
    expect(informed).toMatchObject({ estimator: 'aalen-johansen', restrictedMeanInterval: null });
    expect(informed.steps.at(-1)?.waiting).toBeCloseTo(3 / 40, 12);
  });

  test('the mean of those answered is too short: who waits longest is not among them', () => {
    const random = seeded(3);
    const lives = Array.from({ length: 500 }, () => {
      const began = random() * 72;
      return { began, happened: began - 24 * Math.log(1 - random()) };
    });
    const observations = m.waits(lives, 72);
    const answered = observations.filter(({ end }) => end === 'event').map(({ time }) => time);
    const naive = answered.reduce((sum, time) => sum + time, 0) / answered.length;
    // Hours are drawn from an exponential distribution of mean 24, whose mean within 48 hours is 24·(1 − e^{−2}).
    const expected = 24 * (1 - Math.exp(-2));
    const { restrictedMean, restrictedMeanInterval, median } = value(m.waitingTime(observations, 48));
    expect(naive).toBeLessThan(0.75 * expected);
    expect(restrictedMeanInterval?.[0]).toBeLessThan(expected);
    expect(restrictedMeanInterval?.[1]).toBeGreaterThan(expected);
    expect(Math.abs(restrictedMean / expected - 1)).toBeLessThan(0.1);
    expect(Math.abs((median ?? 0) / (24 * Math.LN2) - 1)).toBeLessThan(0.15);
  });

  test('answered within a day, the backlog, and newcomers beside others', () => {
    const observations = m.waits(
      [
        { began: 0, happened: 20 },
        { began: 0, happened: 30 },
        { began: 0, ruledOut: 3 },
        { began: 90 },
        { began: 95, happened: 96 },
      ],
      100,
    );
    expect(value(m.answeredWithin(observations, 24)).share).toBe(0.5);
    expect(m.backlog([0, 50, 90, 120], 100, 24)).toBe(2);
    const newcomers = [30, 40, 50, 60].map((time): m.Observation => ({ time, end: 'event' }));
    const established = [1, 2, 3, 40].map((time): m.Observation => ({ time, end: 'event' }));
    const found = value(m.newcomerGap(newcomers, established));
    expect(found.gap).toBe(-0.75);
    expect(found.high).toBeLessThan(0);
    expect(found.p).toBeLessThan(0.01);
    expect(found.logRank?.groups[0]?.observed).toBe(4);
  });

  test('help across units, routing and cover', () => {
    const answers = [
      ['X', 'Y'],
      ['X', 'X'],
      [null, 'Y'],
      ['Y', null],
    ].map(([asker = null, answerer = null]) => ({ asker, answerer }));
    expect(value(m.crossUnitHelp(answers)).share).toBe(0.5);
    expect(value(m.routingHitRate(3, 4)).share).toBe(0.75);
    expect(value(m.expertCoverage([0, 1, 2, 5])).share).toBe(0.5);
  });
});

test('reuse', () => {
  expect(value(m.adoptionBreadth(['X', 'X', 'elsewhere'], ['X', 'Y'])).share).toBe(0.5);
  const found = value(
    m.fidelity(
      [
        { adoptedAt: 0, mode: 'as-is', abandonedAt: null },
        { adoptedAt: 0, mode: 'adapted', abandonedAt: 30 },
        { adoptedAt: 150, mode: 'adapted', abandonedAt: null },
        { adoptedAt: 0, mode: 'as-is', abandonedAt: 180 },
        { adoptedAt: 300, mode: 'as-is', abandonedAt: null },
      ],
      200,
    ),
  );
  expect([found.asIs.share, found.adapted.share, found.abandoned.share]).toEqual([0.5, 0.5, 0.5]);
  expect(found.sustained?.share).toBeCloseTo(2 / 3, 12);
  expect(value(m.fidelity([{ adoptedAt: 190, mode: 'as-is', abandonedAt: null }], 200)).sustained).toBeNull();
  expect(value(m.reuseRatio(3, 1)).share).toBe(0.75);
  const claims = [true, true, false].map((corroborated) => ({ low: 1, mid: 2, high: 4, corroborated }));
  expect(value(m.hoursClaimed(claims))).toEqual({ low: 2, mid: 4, high: 8, claims: 2 });
  expect(value(m.freshness([10, 5, null, 7], 7)).share).toBe(0.5);
  expect(value(m.searchSuccess(1, 2)).share).toBe(0.5);
  expect(value(m.duplicateRate(1, 4)).share).toBe(0.25);
  expect(value(m.readingWithoutAsking(1, 4)).share).toBe(0.25);
});

describe('words', () => {
  test('terms are found as whole words in a row, whatever their case and form', () => {
    expect(m.wordsOf('Rotor-Dynamik, ＡＢＣ 3000!')).toEqual(['rotor', 'dynamik', 'abc', '3000']);
    const posts = ['The Blade  root cracked.', 'A blade, and its root', 'bladeroot', 'Überholung fällig', ''];
    expect(value(m.glossaryUptake(posts, ['blade root', 'überholung', '—'])).share).toBe(0.4);
  });

  const speaker = (words: readonly string[], seed: number) => {
    const random = seeded(seed);
    return Array.from({ length: 300 }, () => words[Math.floor(random() * words.length)] ?? '');
  };
  const common = ['rotor', 'blade', 'root', 'hum', 'seal', 'bearing'];

  test('strangers speak differently from the community, and members do not', () => {
    const community = [1, 2, 3, 4, 5].map((seed) => speaker(common, seed));
    const strangers = [6, 7].map((seed) => speaker([...common, 'widget', 'gizmo', 'gadget'], seed));
    const members = [8, 9].map((seed) => speaker(common, seed));
    const far = value(m.vocabularyDivergence(strangers, community));
    expect(far.words).toBe(600);
    expect(far.between.low).toBeGreaterThan(far.within.high);
    const near = value(m.vocabularyDivergence(members, community));
    expect(near.between.mean).toBeLessThan(near.within.high);
    expect(value(m.vocabularyDivergence(members, community))).toEqual(near);
  });

  test('the probabilities of what may come next add up to one', () => {
    const model = new m.BigramModel(3);
    model.learn(['a', 'b', 'a', 'c']);
    for (const before of [undefined, 'a', 'never'])
      expect(['a', 'b', 'c', 'unknown'].reduce((sum, word) => sum + model.probability(word, before), 0)).toBeCloseTo(
        1,
        12,
      );
  });

  test('newcomers surprise less as they come to speak like the others', () => {
    const month = (name: string, words: readonly string[], seed: number): m.DatedPost[] => [
      ...[1, 2, 3].map((each) => ({
        month: name,
        author: `old ${each}`,
        words: speaker(common, seed + each),
        newcomer: false,
      })),
      ...[4, 5].map((each) => ({
        month: name,
        author: `new ${each}`,
        words: speaker(words, seed + each),
        newcomer: true,
      })),
    ];
    const found = value(
      m.crossEntropyByMonth([...month('2025-02', common, 20), ...month('2025-01', [...common, 'widget', 'gizmo'], 10)]),
    );
    expect(found.map((each) => each.month)).toEqual(['2025-01', '2025-02']);
    expect(found[0]?.bits).toBeGreaterThan((found[1]?.bits ?? 0) + 1);
    expect(found[0]).toMatchObject({ posts: 2, authors: 2 });
    expect(found[1]?.interval?.[0]).toBeLessThanOrEqual(found[1]?.bits ?? 0);
  });
});

test('a bootstrap over people holds the index of all, is the same each time, and wants two people', () => {
  const people = [9, 1, 4, 4, 0, 7, 2, 30, 3, 5];
  const index = (drawn: readonly number[]) => {
    const found = m.gini(drawn);
    return found.status === 'ok' ? found.value.index : null;
  };
  const [low, high] = m.bootstrap(people, index) ?? [1, 0];
  const all = index(people) ?? Number.NaN;
  expect(low).toBeLessThan(all);
  expect(high).toBeGreaterThan(all);
  expect(m.bootstrap(people, index)).toEqual([low, high]);
  expect(m.bootstrap(people, index, { seed: 2 })).not.toEqual([low, high]);
  expect(m.bootstrap([1], index)).toBeNull();
  expect(m.bootstrap([1, 2], () => null)).toBeNull();
});

test('a change that holds under every prior', () => {
  const rows = value(m.priorSensitivity([2, 1, 3, 2, 2, 1, 2, 6, 7, 5, 8, 6]));
  expect(rows).toHaveLength(5);
  expect(new Set(rows.map(({ after }) => after))).toEqual(new Set([7]));
  expect(Math.min(...rows.map(({ log10BayesFactor }) => log10BayesFactor))).toBeGreaterThan(0.5);
  const found = value(m.poissonChangePoint([2, 1, 3, 2, 2, 1, 2, 6, 7, 5, 8, 6]));
  expect(m.changeNear(found, 7, 0)).toBeCloseTo(0.68119233, 8);
  expect(found.rates).toEqual([14 / 8, 33 / 6]);
});

test('who gives and who receives, as a distribution', () => {
  const found = value(m.giveReceiveBalance([4, 0, 3, 0, 1], [0, 4, 1, 0, 1]));
  expect(found).toEqual({ median: 0.25, lowerQuartile: -0.25, upperQuartile: 0.625, people: 4 });
  expect(value(m.thanksCoverage(3, 4)).share).toBe(0.75);
  const mix = value(m.channelMix({ text: 2, audio: 1, video: 0, faceToFace: 1 }));
  expect(mix).toEqual({ shares: { text: 0.5, audio: 0.25, video: 0, faceToFace: 0.25 }, richness: 2 });
});

test('a dimension of a survey is the mean of people, whoever left an item out', () => {
  const found = value(
    m.scaleMean([
      [7, 5, null],
      [3, 3, 3],
      [null, null, null],
    ]),
  );
  expect(found).toMatchObject({ mean: 4.5, respondents: 2, agreement: null });
  expect(
    value(
      m.scaleMean([
        [4, 4, 4],
        [4, 4, 4],
      ]),
    ),
  ).toEqual({ mean: 4, deviation: 0, respondents: 2, agreement: { index: 1, ratio: 0, items: 3 } });
});

test('knowledge that fades is told from knowledge that lasts, where output stopped for a while', () => {
  const output = [5, 8, 9, 9, 0, 0, 0, 0, 6, 9, 9, 1, 0, 7, 9];
  const costs = (retained: number, noise: number, seed = 4) => {
    const random = seeded(seed);
    let known = 0;
    return output.map((made) => {
      known = retained * known + made;
      return 80 * known ** -0.4 * Math.exp(noise * (random() - 0.5));
    });
  };
  const exact = value(m.depreciatingCurve(costs(0.8, 0), output));
  expect(exact.retained).toBe(0.8);
  expect(exact.curve.b).toBeCloseTo(0.4, 9);
  const faded = value(m.depreciatingCurve(costs(0.8, 0.04), output));
  expect(Math.abs(faded.retained - 0.8)).toBeLessThan(0.05);
  expect(faded.margin).toBeGreaterThan(10);
  const lasting = Array.from({ length: 40 }, (_, at) =>
    value(m.depreciatingCurve(costs(1, 0.04, 7919 * (at + 1)), output)),
  );
  expect(Math.min(...lasting.map(({ retained }) => retained))).toBeGreaterThan(0.95);
  expect(lasting.filter(({ margin }) => margin > 2).length).toBeLessThan(5);
});
