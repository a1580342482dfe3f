import * as z from 'zod';
import { collection } from '../store/collection.js';

export const verdicts = ['supports', 'refutes', 'refines'] as const;

const cmoRecord = z.strictObject({
  id: z.string(),
  context: z.array(z.string()),
  mechanism: z.strictObject({ resource: z.string(), reasoning: z.string() }),
  outcome: z.string(),
  evidence: z.array(z.string()),
  verdict: z.enum(verdicts),
  theoryVersion: z.string(),
  by: z.string(),
  at: z.string(),
  revisedAt: z.string().nullable(),
});
export type CmoRecord = z.infer<typeof cmoRecord>;

/** Configurations of context, mechanism and outcome, for those who answer for a community. */
export const cmoConfigurations = collection<CmoRecord>({
  name: 'cmoConfigurations',
  home: 'community',
  audience: 'answerable',
  schema: cmoRecord,
  keys: (body, id) => [['cmo', `${body.at}/${id}`]],
});
