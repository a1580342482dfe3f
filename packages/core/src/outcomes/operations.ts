import * as z from 'zod';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { ANSWERABLE } from '../operations/policy.js';
import { longText, shortText } from '../operations/text.js';
import { communityId } from '../threads/schemas.js';
import type { OutcomesApi } from './api.js';
import { measures, periods } from './records.js';
import * as schema from './schemas.js';

type In<K extends keyof OutcomesApi> = InputOf<OutcomesApi[K]>;
type Out<K extends keyof OutcomesApi> = OutputOf<OutcomesApi[K]>;

const handlers = async () => (await import('../late/oversight.js')).outcomes;

/** Fits the body of a request, and 5,000 rows into itself. */
const MOST_TEXT = 200_000;

export const outcomesOperations: readonly Operation[] = [
  write<In<'define'>, Out<'define'>, string>({
    name: 'outcomes.define',
    summary: 'Says what a series from a system of the host counts.',
    input: z.strictObject({
      communityId,
      name: shortText(120),
      measure: z.enum(measures),
      every: z.enum(periods),
      numerator: shortText(120),
      denominator: shortText(120).optional(),
      better: schema.better.optional(),
      source: shortText(200),
      csv: longText(MOST_TEXT).optional(),
    }),
    output: schema.outcomeSeries,
    allow: ANSWERABLE,
    community: (input) => input.communityId,
    run: async (context, input) => (await handlers()).define(context, input),
    answer: async (context, seriesId) => (await handlers()).definition(context, seriesId),
  }),

  write<In<'importRows'>, Out<'importRows'>, Out<'importRows'>>({
    name: 'outcomes.importRows',
    summary: 'Takes in the rows of a series from a CSV text, all of them or none.',
    input: z.strictObject({ seriesId: schema.seriesId, csv: longText(MOST_TEXT) }),
    output: z.strictObject({ seriesId: z.string(), created: z.number(), updated: z.number(), unchanged: z.number() }),
    allow: ANSWERABLE,
    community: (input) => input.seriesId,
    run: async (context, input) => (await handlers()).importRows(context, input),
    answer: async (_context, outcome) => outcome,
  }),

  read<In<'list'>, Out<'list'>>({
    name: 'outcomes.list',
    summary: "The series from the host's systems, by name.",
    input: z.strictObject({ communityId }),
    output: z.strictObject({ items: z.array(schema.outcomeSeries) }),
    allow: ANSWERABLE,
    community: (input) => input.communityId,
    run: async (context) => (await handlers()).list(context),
  }),

  read<In<'get'>, Out<'get'>>({
    name: 'outcomes.get',
    summary: 'A series period by period, with what was changed meanwhile.',
    input: z.strictObject({ seriesId: schema.seriesId }),
    output: schema.seriesResult,
    allow: ANSWERABLE,
    community: (input) => input.seriesId,
    run: async (context, input) => (await handlers()).get(context, input),
  }),
];
