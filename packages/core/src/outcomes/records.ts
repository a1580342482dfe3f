import * as z from 'zod';
import { collection } from '../store/collection.js';

export const measures = ['count', 'share', 'mean'] as const;
export const periods = ['week', 'month', 'quarter'] as const;

const seriesRecord = z.strictObject({
  id: z.string(),
  name: z.string(),
  measure: z.enum(measures),
  every: z.enum(periods),
  numerator: z.string(),
  denominator: z.string().nullable(),
  better: z.enum(['lower', 'higher']).nullable(),
  source: z.string(),
  rows: z.number(),
  updatedAt: z.string(),
});
export type SeriesRecord = z.infer<typeof seriesRecord>;

/** Series from the host’s systems. */
export const series = collection<SeriesRecord>({
  name: 'series',
  home: 'community',
  audience: 'answerable',
  schema: seriesRecord,
  keys: (_body, id) => [['series', id]],
});

const row = z.strictObject({
  period: z.string(),
  unitId: z.string().nullable(),
  numerator: z.number(),
  denominator: z.number().nullable(),
});
export type Row = z.infer<typeof row>;

const rowsRecord = z.strictObject({ rows: z.array(row) });

/** All rows of a series, by period and unit, so that an import is one change. Id: the series. */
export const seriesRows = collection<z.infer<typeof rowsRecord>>({
  name: 'seriesRows',
  home: 'community',
  audience: 'answerable',
  schema: rowsRecord,
});

const interventionRecord = z.strictObject({
  id: z.string(),
  kind: z.enum(['channelChange', 'other']),
  title: z.string(),
  at: z.string(),
  note: z.string().nullable(),
  by: z.string(),
});
export type InterventionRecord = z.infer<typeof interventionRecord>;

export const interventions = collection<InterventionRecord>({
  name: 'interventions',
  home: 'community',
  audience: 'readers',
  schema: interventionRecord,
  keys: (body, id) => [['interventions', `${body.at}/${id}`]],
});
