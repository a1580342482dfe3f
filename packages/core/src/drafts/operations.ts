import * as z from 'zod';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { pageFields, pageOf } from '../operations/paging.js';
import { longText, shortText } from '../operations/text.js';
import { personPartition } from '../store/partitions.js';
import type { Draft, DraftsApi } from './api.js';
import { drafts, idOf } from './records.js';

type In<K extends keyof DraftsApi> = InputOf<DraftsApi[K]>;
type Out<K extends keyof DraftsApi> = OutputOf<DraftsApi[K]>;

const handlers = async () => (await import('../late/oversight.js')).drafts;

const own = (_input: unknown, actorId: string) => personPartition(actorId);
const key = shortText(120);

const draft: z.ZodType<Draft> = z.strictObject({
  key: z.string(),
  title: z.string().nullable(),
  body: z.string(),
  topics: z.array(z.string()),
  savedAt: z.string(),
});

export const draftOperations: readonly Operation[] = [
  write<In<'save'>, Out<'save'>, Draft>({
    name: 'drafts.save',
    summary: 'Keeps what somebody is writing.',
    input: z.strictObject({
      key,
      title: longText(200).nullable().optional(),
      body: longText(40_000),
      topics: z.array(shortText(60)).max(5).optional(),
    }),
    output: draft,
    allow: ['person'],
    home: own,
    repeatable: true,
    run: async (context, input) => (await handlers()).save(context, input),
    answer: async (_context, record) => record,
  }),

  read<In<'get'>, Out<'get'>>({
    name: 'drafts.get',
    summary: 'A draft, if there is one.',
    input: z.strictObject({ key }),
    output: z.strictObject({ draft: draft.nullable() }),
    allow: ['person'],
    home: own,
    async run(context, input) {
      return { draft: await context.get(drafts, idOf(input.key)) };
    },
  }),

  read<In<'list'>, Out<'list'>>({
    name: 'drafts.list',
    summary: 'All drafts of the actor, the newest first.',
    input: z.strictObject(pageFields),
    output: z.strictObject(pageOf(draft)),
    allow: ['person'],
    home: own,
    run: async (context, input) => (await handlers()).list(context, input),
  }),

  write<In<'discard'>, Out<'discard'>, Out<'discard'>>({
    name: 'drafts.discard',
    summary: 'Throws a draft away.',
    input: z.strictObject({ key }),
    output: z.strictObject({ key: z.string() }),
    allow: ['person'],
    home: own,
    repeatable: true,
    async run(context, input) {
      const id = idOf(input.key);
      if (await context.get(drafts, id)) context.remove(drafts, id);
      return { key: input.key };
    },
    async answer(_context, result) {
      return result;
    },
  }),
];
