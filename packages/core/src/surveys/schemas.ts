import * as z from 'zod';
import { idText, longText, shortText } from '../operations/text.js';
import type { AcrossCommunities, Instrument, SurveyResult, SurveyWave } from './api.js';
import { instrumentKinds, waveStates } from './records.js';

export const waveId = idText(/^surveys-wave_[0-9a-z]{16}_[0-9a-z]{12}$/, 'survey');
export const instrumentId = idText(/^instrument_[0-9a-z]{16}$/, 'instrument');
export const kind = z.enum(instrumentKinds);
export const day = z.iso.date('must be a day such as 2026-01-31');

export const newItems = z
  .array(
    z.strictObject({
      text: longText(500).refine((text) => text.trim().length > 0, 'must not be empty'),
      dimension: shortText(60),
      reversed: z.boolean().optional(),
    }),
  )
  .min(1)
  .max(60);

const items = z.array(z.strictObject({ text: z.string(), dimension: z.string(), reversed: z.boolean() }));

export const instrument: z.ZodType<Instrument> = z.strictObject({
  id: z.string().nullable(),
  kind,
  title: z.string(),
  scale: z.number(),
  dimensions: z.array(z.string()),
  items,
  licence: z.string().nullable(),
  source: z.string(),
});

export const wave: z.ZodType<SurveyWave> = z.strictObject({
  id: z.string(),
  communityId: z.string(),
  instrumentId: z.string(),
  title: z.string(),
  state: z.enum(waveStates),
  scale: z.number(),
  items,
  until: z.string(),
  answered: z.boolean().nullable(),
});

const maybe = z.number().nullable();

export const result: z.ZodType<SurveyResult> = z.strictObject({
  waveId: z.string(),
  title: z.string(),
  status: z.enum(['ok', 'suppressed', 'insufficient']),
  why: z.enum(['not-out-yet', 'too-few-respondents', 'too-few-of-those-asked', 'differs-by-few']).nullable(),
  scale: z.number(),
  dimensions: z.array(
    z.strictObject({
      dimension: z.string(),
      status: z.enum(['ok', 'disagreement', 'suppressed']),
      mean: maybe,
      ci: z.tuple([z.number(), z.number()]).nullable(),
      agreement: maybe,
      respondents: maybe,
    }),
  ),
  responseRate: maybe,
  respondents: maybe,
  until: z.string(),
  caveats: z.array(z.strictObject({ code: z.string(), text: z.string() })),
});

export const across: z.ZodType<AcrossCommunities> = z.strictObject({
  dimension: z.string(),
  status: z.enum(['ok', 'insufficient']),
  communities: z.number(),
  icc1: maybe,
  p: maybe,
});
