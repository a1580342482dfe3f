import * as z from 'zod';
import { idText, longText } from '../operations/text.js';
import { personCard } from '../people/schemas.js';
import type { CmoConfiguration, CmoTable } from './api.js';
import { verdicts } from './records.js';

export const recordId = idText(/^realist-record_[0-9a-z]{16}_[0-9a-z]{12}$/, 'realist record');
export const theoryVersion = longText(60);
const text = longText(4_000);
const lines = z.array(longText(1_000)).max(20);

/** A record may be begun before everything is known: what is missing is told. */
export const cmoText = {
  context: lines,
  mechanism: z.strictObject({ resource: text, reasoning: text }),
  outcome: text,
  evidence: lines,
  verdict: z.enum(verdicts),
  theoryVersion,
};

export const cmoConfiguration: z.ZodType<CmoConfiguration> = z.strictObject({
  ...cmoText,
  id: z.string(),
  communityId: z.string(),
  by: personCard,
  at: z.string(),
  revisedAt: z.string().nullable(),
  missing: z.array(z.enum(['context', 'resource', 'reasoning', 'outcome', 'evidence', 'theoryVersion'])),
});

export const cmoTable: z.ZodType<CmoTable> = z.strictObject({
  rows: z.array(cmoConfiguration),
  verdicts: z.array(
    z.strictObject({ theoryVersion: z.string(), supports: z.number(), refutes: z.number(), refines: z.number() }),
  ),
});
