import * as z from 'zod';
import type { Caveat, MetricInfo, MetricName, MetricResult, MetricValues, MetricWindow, NextStep } from './api.js';

export const metricNames = [
  'time-to-first-response',
  'answer-rate',
  'cross-unit-help',
  'adoption-breadth',
  'time-to-adoption',
] as const satisfies readonly MetricName[];

const number = z.number();
const maybe = number.nullable();
const share = { share: number, low: number, high: number };
const grade = z.enum(['R', 'C', 'X']);
const nextStep: z.ZodType<NextStep> = z.enum([
  'route-to-experts',
  'introduce-units',
  'tell-units',
  'ask-for-a-story',
  'invite-questions',
  'widen-window',
  'wait',
  'add-periods',
  'watch-series',
]);
const caveat: z.ZodType<Caveat> = z.strictObject({ code: z.string(), text: z.string() });

/** A result whose value has this shape. */
export const resultOf = <T>(value: z.ZodType<T>): z.ZodType<MetricResult<T>> =>
  z.strictObject({
    status: z.enum(['ok', 'suppressed', 'insufficient']),
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

const waiting = z.strictObject({
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

const values: z.ZodType<MetricValues[MetricName]> = z.union([
  waiting,
  z.strictObject({
    ...share,
    hours: number,
    answered: number,
    questions: number,
    horizons: z.array(z.strictObject({ ...share, hours: number, answered: number })),
  }),
  z.strictObject({ ...share, crossing: number, answers: number, chance: z.strictObject(share), byUnit: unitCells }),
  z.strictObject({
    ...share,
    adopted: number,
    eligible: number,
    practices: z.array(z.strictObject({ practiceId: z.string(), adopted: number, eligible: number })),
    byUnit: unitCells,
    byMonth: z.array(z.strictObject({ month: z.string(), adopted: number, eligible: number })),
  }),
]);
export const metricResult = resultOf(values);

export const metricInfo: z.ZodType<MetricInfo> = z.strictObject({
  name: z.enum(metricNames),
  label: z.string(),
  says: z.string(),
  formula: z.string(),
  source: z.string(),
  floor: z.string(),
  grade,
  rung: z.enum(['activity', 'growth', 'outcome']),
});

export const metricWindow: z.ZodType<MetricWindow> = z.strictObject({
  window: z.string(),
  from: z.string(),
  to: z.string(),
});
