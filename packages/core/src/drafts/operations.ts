import * as z from 'zod';
import { CopkitError } from '../errors.js';
import { derive } from '../identity/ids.js';
import type { WriteContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { type Listing, page, pageFields, pageOf } from '../operations/paging.js';
import { longText, shortText } from '../operations/text.js';
import { under } from '../store/keys.js';
import { personPartition } from '../store/partitions.js';
import type { Draft, DraftsApi } from './api.js';
import { type DraftRecord, drafts } from './records.js';

type In<K extends keyof DraftsApi> = InputOf<DraftsApi[K]>;
type Out<K extends keyof DraftsApi> = OutputOf<DraftsApi[K]>;

const own = (_input: unknown, actorId: string) => personPartition(actorId);
const idOf = (key: string) => derive(`draft ${key}`, 20);
const key = shortText(120);

const draft: z.ZodType<Draft> = z.strictObject({
  key: z.string(),
  title: z.string().nullable(),
  body: z.string(),
  topics: z.array(z.string()),
  savedAt: z.string(),
});

/** More than anybody is writing at a time, and still little to keep for each person. */
const MOST_DRAFTS = 100;

const newestFirst: Listing<DraftRecord> = {
  collection: drafts,
  index: 'drafts',
  prefix: 'all/',
  descending: true,
  keyOf: ({ id, body }) => `all/${body.savedAt}/${id}`,
};

async function refuseTooMany(context: WriteContext, id: string): Promise<void> {
  if (await context.get(drafts, id)) return;
  const { items } = await context.scan(drafts, { index: 'drafts', ...under('all/'), limit: MOST_DRAFTS });
  if (items.length < MOST_DRAFTS) return;
  throw new CopkitError('conflict', `You have ${MOST_DRAFTS} drafts. Send or discard one first.`);
}

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
    async run(context, input) {
      const record: Draft = {
        key: input.key,
        title: input.title ?? null,
        body: input.body,
        topics: input.topics ?? [],
        savedAt: context.now,
      };
      await refuseTooMany(context, idOf(input.key));
      context.put(drafts, idOf(input.key), { ...record, topics: [...record.topics] });
      return record;
    },
    async answer(_context, record) {
      return record;
    },
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
    async run(context, input) {
      const found = await page(context, newestFirst, input);
      return { ...found, items: found.items.map(({ body }) => body) };
    },
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
