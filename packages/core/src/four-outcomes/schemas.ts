import * as z from 'zod';
import { maybe, number, resultOf } from '../metrics/schemas.js';
import { intervention, outcomeSeries, seriesResult } from '../outcomes/schemas.js';
import type { Estimate, OutcomeMatrix, SeriesAnalysis } from './api.js';
import { organisationOutcomes } from './records.js';

const text = z.string();
export const outcome = z.enum(organisationOutcomes);

const figure = z.strictObject({
  metric: text,
  label: text,
  grade: z.enum(['R', 'C', 'X']),
  rung: z.enum(['inputs', 'activity', 'growth', 'outcome']),
  result: resultOf(z.unknown()),
});

const survey = z.strictObject({
  waveId: text,
  title: text,
  until: text,
  dimensions: z.array(
    z.strictObject({
      dimension: text,
      status: z.enum(['ok', 'disagreement', 'suppressed']),
      mean: maybe,
      respondents: maybe,
    }),
  ),
});

const cell = z.strictObject({
  column: z.enum(['outcome', 'structural', 'relational', 'cognitive']),
  label: text,
  hypothesis: z.boolean(),
  status: z.enum(['measured', 'not-measured']),
  figures: z.array(figure),
  series: z.array(z.strictObject({ series: outcomeSeries, result: seriesResult })),
  surveys: z.array(survey),
  supply: z.array(
    z.strictObject({
      text,
      link: z.enum([
        'milestones',
        'mentoring',
        'questions',
        'practices',
        'ideas',
        'surveys',
        'series',
        'glossary',
        'experts',
        'people',
      ]),
    }),
  ),
});

export const matrix: z.ZodType<OutcomeMatrix> = z.strictObject({
  communityId: text,
  window: text,
  from: text,
  to: text,
  rows: z.array(z.strictObject({ outcome, label: text, cells: z.array(cell) })),
  changes: z.array(intervention),
});

const estimate: z.ZodType<Estimate> = z.strictObject({ value: number, low: maybe, high: maybe });
const sides = { from: text, before: number, after: number };

const analysis: z.ZodType<SeriesAnalysis> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('chow'), f: number, degrees: z.tuple([number, number]), p: number, ...sides }),
  z.strictObject({
    kind: z.literal('segmented'),
    level: estimate,
    slopeBefore: estimate,
    slopeChange: estimate,
    ...sides,
  }),
  z.strictObject({
    kind: z.literal('learning'),
    a: number,
    b: number,
    progress: number,
    points: number,
    better: z.enum(['power', 'exponential']).nullable(),
  }),
]);

export const analysisResult = resultOf(analysis);
