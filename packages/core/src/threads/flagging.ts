import { CopkitError } from '../errors.js';
import { deriveLocalId } from '../identity/ids.js';
import { type ReadContext, theCommunity, type WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { page } from '../operations/paging.js';
import type { Found } from '../store/reader.js';
import type { ThreadsApi } from './api.js';
import { withhold } from './hiding.js';
import { findPost, refuseUnlessVisible } from './post.js';
import { type FlagRecord, flags } from './records.js';
import { stranger } from './view.js';

type In<K extends keyof ThreadsApi> = InputOf<ThreadsApi[K]>;
type Out<K extends keyof ThreadsApi> = OutputOf<ThreadsApi[K]>;

export async function flag(context: WriteContext, { postId, reason, note }: In<'flag'>): Promise<string> {
  const found = await findPost(context, postId);
  refuseUnlessVisible(found);
  const { id: communityId } = theCommunity(context);
  // One of each person for a post: it is said again, not piled up.
  const id = deriveLocalId('flag', communityId, `${postId} ${context.actor.id}`);
  const earlier = await context.get(flags, id);
  if (earlier?.resolved && earlier.resolved.at >= (found.post.editedAt ?? '')) {
    throw new CopkitError('conflict', 'You flagged this post before, and it was decided on.', 'postId');
  }
  const record: FlagRecord = {
    id,
    postId,
    reason,
    note: note ?? null,
    by: context.actor.id,
    at: earlier && !earlier.resolved ? earlier.at : context.now,
    resolved: null,
  };
  context.put(flags, id, record);
  for (const facilitatorId of theCommunity(context).facilitatorIds) {
    context.notify(facilitatorId, `flag ${id}`, {
      type: 'review',
      object: postId,
      actor: context.actor.id,
      detail: { threadId: found.thread.id, flagId: id, reason },
      forStaff: true,
    });
  }
  if (!earlier || earlier.resolved)
    context.log({ verb: 'flag', object: postId, target: found.post.authorId, detail: { reason } });
  return id;
}

export async function listFlags(context: ReadContext, input: In<'listFlags'>): Promise<Out<'listFlags'>> {
  const prefix = input.resolved ? 'resolved/' : 'open/';
  const keyOf = ({ id, body }: Found<FlagRecord>) => `${prefix}${body.at}/${id}`;
  const listing = { collection: flags, index: 'flags', prefix, descending: false, keyOf };
  const { items: found, next, previous } = await page(context, listing, input);
  const people = await context.kit.people.cards(
    found.flatMap(({ body }) => [body.by, ...(body.resolved ? [body.resolved.by] : [])]),
  );
  const person = (id: string) => people.get(id) ?? stranger(id);
  return {
    items: found.map(({ body }) => ({
      ...body,
      by: person(body.by),
      resolved: body.resolved && { ...body.resolved, by: person(body.resolved.by) },
    })),
    next,
    previous,
  };
}

export async function resolveFlag(context: WriteContext, { flagId, outcome }: In<'resolveFlag'>): Promise<string> {
  const flag = await context.get(flags, flagId);
  if (!flag) throw new CopkitError('not-found', 'There is no such flag.', 'flagId');
  if (flag.resolved) throw new CopkitError('conflict', 'This flag was decided on already.', 'flagId');
  const found = await findPost(context, flag.postId);
  if (outcome === 'hidden' && found.post.visibility === 'visible') {
    await withhold(context, found, 'hidden', flag.reason);
    context.log({ verb: 'hide', object: flag.postId, target: found.post.authorId, topics: found.thread.topics });
  }
  context.put(flags, flagId, { ...flag, resolved: { outcome, by: context.actor.id, at: context.now } });
  context.log({ verb: 'review', object: flag.postId, target: found.post.authorId, detail: { outcome } });
  return flagId;
}
