import * as z from 'zod';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { ANSWERABLE } from '../operations/policy.js';
import { shortText } from '../operations/text.js';
import type { OutcomesApi } from '../outcomes/api.js';
import { seriesId } from '../outcomes/schemas.js';
import { communityId } from '../threads/schemas.js';
import * as schema from './schemas.js';

type In<K extends keyof OutcomesApi> = InputOf<OutcomesApi[K]>;
type Out<K extends keyof OutcomesApi> = OutputOf<OutcomesApi[K]>;

const handlers = () => import('./handlers.js');

export const fourOutcomesOperations: readonly Operation[] = [
  read<In<'getMatrix'>, Out<'getMatrix'>>({
    name: 'outcomes.getMatrix',
    summary: 'What the community does for its organisation: four outcomes beside what may lead to them.',
    input: z.strictObject({ communityId, window: shortText(10) }),
    output: schema.matrix,
    allow: ANSWERABLE,
    community: (input) => input.communityId,
    run: async (context, input) => (await handlers()).getMatrix(context, input),
  }),

  read<In<'getAnalysis'>, Out<'getAnalysis'>>({
    name: 'outcomes.getAnalysis',
    summary: 'Whether a series broke at a date, or follows a learning curve; without saying why.',
    input: z.strictObject({
      seriesId,
      kind: z.enum(['chow', 'segmented', 'learning']),
      at: z.iso.date('must be a day such as 2026-01-31').optional(),
    }),
    output: schema.analysisResult,
    allow: ANSWERABLE,
    community: (input) => input.seriesId,
    run: async (context, input) => (await handlers()).getAnalysis(context, input),
  }),

  write<In<'assign'>, Out<'assign'>, In<'assign'>>({
    name: 'outcomes.assign',
    summary: 'Says which of the four outcomes a series of the host is of.',
    input: z.strictObject({ seriesId, outcome: schema.outcome.nullable() }),
    output: z.strictObject({ seriesId: z.string(), outcome: schema.outcome.nullable() }),
    allow: ANSWERABLE,
    community: (input) => input.seriesId,
    run: async (context, input) => (await handlers()).assign(context, input),
    answer: async (_context, assigned) => assigned,
  }),
];
