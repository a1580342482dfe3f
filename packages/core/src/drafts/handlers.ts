import { CopkitError } from '../errors.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { type Listing, page } from '../operations/paging.js';
import { under } from '../store/keys.js';
import type { Draft, DraftsApi } from './api.js';
import { type DraftRecord, drafts, idOf } from './records.js';

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

export async function save(context: WriteContext, input: InputOf<DraftsApi['save']>): Promise<Draft> {
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
}

export async function list(
  context: ReadContext,
  input: InputOf<DraftsApi['list']>,
): Promise<OutputOf<DraftsApi['list']>> {
  const found = await page(context, newestFirst, input);
  return { ...found, items: found.items.map(({ body }) => body) };
}
