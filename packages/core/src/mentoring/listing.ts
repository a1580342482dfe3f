import type { ReadContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { type Listing, page } from '../operations/paging.js';
import { under } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import type { MentoringApi } from './api.js';
import { offers, type RelationRecord, relations } from './records.js';
import { relationViews } from './views.js';

type In<K extends keyof MentoringApi> = InputOf<MentoringApi[K]>;
type Out<K extends keyof MentoringApi> = OutputOf<MentoringApi[K]>;

async function listed(
  context: ReadContext,
  prefix: string,
  descending: boolean,
  request: Pick<In<'list'>, 'limit' | 'after' | 'before'>,
): Promise<Out<'list'>> {
  const listing: Listing<RelationRecord> = {
    collection: relations,
    index: 'relations',
    prefix,
    descending,
    keyOf: ({ id, body }) => `${prefix}${body.requestedAt}/${id}`,
  };
  const found = await page(context, listing, request);
  const records = found.items.map(({ body }) => body);
  return { ...found, items: await relationViews(context, records) };
}

export const list = (context: ReadContext, { communityId: _of, state, ...request }: In<'list'>): Promise<Out<'list'>> =>
  listed(context, state === undefined ? 'all/' : `state:${state}/`, true, request);

/** Who waits longest first. For facilitators and who offers to mentor; others are shown none. */
export async function listOpen(
  context: ReadContext,
  { communityId: _of, ...request }: In<'listOpen'>,
): Promise<Out<'listOpen'>> {
  const facilitates = context.actor.kind === 'system' || context.membership?.roles.includes('facilitator');
  if (!facilitates && !(await context.get(offers, context.actor.id))) return { items: [], next: null, previous: null };
  return listed(context, 'open/', false, request);
}

export async function listMine(context: ReadContext): Promise<Out<'listMine'>> {
  const own = { index: 'relations', ...under(`of:${context.actor.id}/`), reverse: true };
  const found = await scanAll(context, relations, own);
  const records = found.map(({ body }) => body);
  return { items: await relationViews(context, records) };
}
