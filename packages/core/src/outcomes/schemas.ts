import * as z from 'zod';
import { INTERVENTION_ID, SERIES_ID } from '../identity/ids.js';
import { resultOf } from '../metrics/schemas.js';
import { idText } from '../operations/text.js';
import type { Intervention, OutcomeSeries, SeriesPoint } from './api.js';
import { measures, periods } from './records.js';

export const seriesId = idText(SERIES_ID, 'series');
export const interventionId = idText(INTERVENTION_ID, 'intervention');
export const better = z.enum(['lower', 'higher']);

const maybe = z.number().nullable();

export const outcomeSeries: z.ZodType<OutcomeSeries> = z.strictObject({
  id: z.string(),
  communityId: z.string(),
  name: z.string(),
  measure: z.enum(measures),
  every: z.enum(periods),
  numerator: z.string(),
  denominator: z.string().nullable(),
  better: better.nullable(),
  source: z.string(),
  rows: z.number(),
  updatedAt: z.string(),
});

export const intervention: z.ZodType<Intervention> = z.strictObject({
  id: z.string(),
  kind: z.enum(['practice', 'channelChange', 'other']),
  title: z.string(),
  at: z.string(),
  note: z.string().nullable(),
});

const point: z.ZodType<SeriesPoint> = z.strictObject({
  period: z.string(),
  from: z.string(),
  to: z.string(),
  status: z.enum(['ok', 'suppressed', 'empty']),
  value: maybe,
  low: maybe,
  high: maybe,
  numerator: maybe,
  denominator: maybe,
});

export const seriesResult = resultOf(
  z.strictObject({ series: outcomeSeries, points: z.array(point), interventions: z.array(intervention) }),
);
