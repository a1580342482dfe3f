import * as z from 'zod';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { ANSWERABLE } from '../operations/policy.js';
import { communityId } from '../threads/schemas.js';
import type { RealistApi } from './api.js';
import * as schema from './schemas.js';

type In<K extends keyof RealistApi> = InputOf<RealistApi[K]>;
type Out<K extends keyof RealistApi> = OutputOf<RealistApi[K]>;

const handlers = () => import('./recording.js');

export const realistOperations: readonly Operation[] = [
  write<In<'record'>, Out<'record'>, string>({
    name: 'realist.record',
    summary: 'Records in which context which mechanism brought which outcome, and what it says of the theory.',
    input: z.strictObject({ communityId, ...schema.cmoText }),
    output: schema.cmoConfiguration,
    allow: ['facilitator'],
    community: (input) => input.communityId,
    run: async (context, input) => (await handlers()).record(context, input),
    answer: async (context, id) => (await handlers()).configurationView(context, id),
  }),

  write<In<'revise'>, Out<'revise'>, string>({
    name: 'realist.revise',
    summary: 'Changes such a record.',
    input: z.strictObject({ recordId: schema.recordId, ...schema.cmoText }),
    output: schema.cmoConfiguration,
    allow: ['facilitator'],
    community: (input) => input.recordId,
    run: async (context, input) => (await handlers()).revise(context, input),
    answer: async (context, id) => (await handlers()).configurationView(context, id),
  }),

  write<In<'remove'>, Out<'remove'>, string>({
    name: 'realist.remove',
    summary: 'Removes such a record.',
    input: z.strictObject({ recordId: schema.recordId }),
    output: z.strictObject({ recordId: z.string() }),
    allow: ['facilitator'],
    community: (input) => input.recordId,
    run: async (context, input) => (await handlers()).remove(context, input),
    answer: async (_context, recordId) => ({ recordId }),
  }),

  read<In<'getTable'>, Out<'getTable'>>({
    name: 'realist.getTable',
    summary: 'The table of contexts, mechanisms and outcomes, with what each record lacks.',
    input: z.strictObject({ communityId, theoryVersion: schema.theoryVersion.optional() }),
    output: schema.cmoTable,
    allow: ANSWERABLE,
    community: (input) => input.communityId,
    run: async (context, input) => (await handlers()).getTable(context, input),
  }),
];
