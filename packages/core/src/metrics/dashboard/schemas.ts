import * as z from 'zod';
import type { MetricName } from '../api.js';
import type { MetricPart } from '../part.js';
import { maybe, metricInfo, metricResult, nextStep, number, resultOf, share, verdict } from '../schemas.js';
import type { Breakdown, Dashboard, MyTies, Organisation } from './api.js';

const text = z.string();
export const view = z.enum(['facilitator', 'sponsor']);
export const dimension = z.enum(['unit', 'topic', 'tenure']);
const trend = z.strictObject({ window: text, status: verdict, value: maybe });

export const dashboard = (name: z.ZodType<MetricName>, parts: readonly MetricPart[]): z.ZodType<Dashboard> =>
  z.strictObject({
    communityId: text,
    view,
    window: text,
    tiles: z.array(
      z.strictObject({ metric: name, info: metricInfo(name), result: metricResult(parts), trend: z.array(trend) }),
    ),
    nextAt: text,
  });

const cell = z.strictObject({
  id: text,
  label: text,
  status: z.enum(['ok', 'suppressed']),
  share: z.strictObject(share).nullable(),
  count: maybe,
  of: maybe,
});
export const breakdown = resultOf<Breakdown>(
  z.strictObject({ by: dimension, cells: z.array(cell), suppressed: number }),
);

export const organisation: z.ZodType<Organisation> = z.strictObject({
  window: text,
  communities: z.array(
    z.strictObject({
      communityId: text,
      name: text,
      stage: text.nullable(),
      measures: z.strictObject({ ok: number, suppressed: number, insufficient: number, notMeasured: number }),
      next: z.array(nextStep),
    }),
  ),
  totals: z.array(
    z.strictObject({
      code: z.enum(['active-members', 'questions', 'adoptions']),
      label: text,
      value: maybe,
      communities: number,
      leftOut: number,
    }),
  ),
});

export const myTies: z.ZodType<MyTies> = z.strictObject({
  window: z.tuple([text, text]),
  people: z.array(
    z.strictObject({ personId: text, name: text.nullable(), unit: text.nullable(), given: number, received: number }),
  ),
});
