import * as z from 'zod';
import type {
  Caveat,
  MetricInfo,
  MetricName,
  MetricResult,
  MetricValues,
  MetricWindow,
  NextStep,
  Waiting,
} from './api.js';
import type { MetricPart } from './part.js';

export const number = z.number();
export const maybe = number.nullable();
export const share = { share: number, low: number, high: number };
const grade = z.enum(['R', 'C', 'X']);
// As `NextStep` has them: browsers that never ask for figures load this too.
export const nextStep = z.string() as unknown as z.ZodType<NextStep>;
const caveat: z.ZodType<Caveat> = z.strictObject({ code: z.string(), text: z.string() });

export const verdict = z.enum(['ok', 'suppressed', 'insufficient']);

/** A result whose value has this shape. */
export const resultOf = <T>(value: z.ZodType<T>): z.ZodType<MetricResult<T>> =>
  z.strictObject({
    status: verdict,
    definition: z.strictObject({ id: z.string(), version: number }),
    value: value.optional(),
    ci: z.tuple([number, number]).optional(),
    nRecords: maybe,
    nPersons: maybe,
    window: z.tuple([z.string(), z.string()]),
    method: z.string(),
    grade,
    caveats: z.array(caveat),
    next: nextStep.nullable(),
  }) as unknown as z.ZodType<MetricResult<T>>;

const unitCells = z.array(
  z.strictObject({
    unitId: z.string(),
    unit: z.string(),
    status: z.enum(['ok', 'suppressed']),
    count: maybe,
    of: maybe,
  }),
);

export const waiting: z.ZodType<Waiting> = z.strictObject({
  unit: z.enum(['hours', 'days']),
  median: maybe,
  medianLow: maybe,
  medianHigh: maybe,
  restrictedMean: z.strictObject({ horizon: number, mean: number, low: maybe, high: maybe }).nullable(),
  points: z.array(z.strictObject({ at: number, ...share, atRisk: number })),
  happened: number,
  waiting: number,
  endedOtherwise: number,
});

export const firstValues = {
  'time-to-first-response': waiting,
  'answer-rate': z.strictObject({
    ...share,
    hours: number,
    answered: number,
    questions: number,
    horizons: z.array(z.strictObject({ ...share, hours: number, answered: number })),
  }),
  'cross-unit-help': z.strictObject({
    ...share,
    crossing: number,
    answers: number,
    chance: z.strictObject(share),
    byUnit: unitCells,
  }),
  'adoption-breadth': z.strictObject({
    ...share,
    adopted: number,
    eligible: number,
    practices: z.array(z.strictObject({ practiceId: z.string(), adopted: number, eligible: number })),
    byUnit: unitCells,
    byMonth: z.array(z.strictObject({ month: z.string(), adopted: number, eligible: number })),
  }),
  'time-to-adoption': waiting,
} satisfies Partial<{ readonly [N in MetricName]: z.ZodType<MetricValues[N]> }>;

/** Whatever is registered: metrics of one shape have one schema, which stands in it once. */
export const metricResult = (parts: readonly MetricPart[]) =>
  resultOf(
    z.union([...new Set(parts.flatMap(({ values }) => Object.values(values)))] as [z.ZodType, z.ZodType]) as z.ZodType<
      MetricValues[MetricName]
    >,
  );

export const metricInfo = (name: z.ZodType<MetricName>): z.ZodType<MetricInfo> =>
  z.strictObject({
    name,
    version: number,
    label: z.string(),
    says: z.string(),
    reading: z.string(),
    formula: z.string(),
    source: z.string(),
    floor: z.string(),
    grade,
    rung: z.enum(['inputs', 'activity', 'growth', 'outcome']),
    group: z.string(),
    // As `MetricShape` and `MetricUnit` have them: browsers that never ask for figures load this too.
    shape: z.string() as unknown as z.ZodType<MetricInfo['shape']>,
    unit: z.string() as unknown as z.ZodType<MetricInfo['unit']>,
    windows: z.enum(['any', 'quarters']),
    breakdowns: z.array(z.enum(['unit', 'topic', 'tenure'])),
    supply: z.string().nullable(),
  });

export const metricWindow: z.ZodType<MetricWindow> = z.strictObject({
  window: z.string(),
  from: z.string(),
  to: z.string(),
});
