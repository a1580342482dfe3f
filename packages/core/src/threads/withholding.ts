import * as z from 'zod';
import { CopkitError } from '../errors.js';
import { deriveLocalId } from '../identity/ids.js';
import { theCommunity, type WriteContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { page, pageFields, pageOf } from '../operations/paging.js';
import { longText } from '../operations/text.js';
import type { Found } from '../store/reader.js';
import type { PostVisibility, ThreadsApi } from './api.js';
import {
  authorOf,
  type FoundPost,
  findPost,
  openState,
  putPost,
  refuseUnlessVisible,
  repliesInSight,
  updateListing,
} from './post.js';
import {
  aboutPost,
  type FlagRecord,
  flagReasons,
  flags,
  histories,
  listings,
  type ThreadRecord,
  threads,
  withheld,
} from './records.js';
import * as schema from './schemas.js';
import { stranger } from './view.js';
import { countThread } from './writing.js';

type In<K extends keyof ThreadsApi> = InputOf<ThreadsApi[K]>;
type Out<K extends keyof ThreadsApi> = OutputOf<ThreadsApi[K]>;

/**
 * Takes the text of a post, its history included, out of sight of readers in one commit. What was hidden is kept for
 * the staff, who may restore it; what its author took back is kept by nobody.
 */
async function withhold(
  context: WriteContext,
  found: FoundPost,
  visibility: Exclude<PostVisibility, 'visible'>,
  reason: string | null,
): Promise<void> {
  refuseUnlessVisible(found);
  const { thread, post } = found;
  const about = aboutPost(thread.id, post.id);
  if (visibility === 'hidden') {
    const history = await context.get(histories, about);
    context.put(withheld, about, {
      title: found.type === 'thread' ? found.post.title : null,
      body: post.body,
      versions: history?.versions ?? [],
      by: context.actor.id,
      at: context.now,
      reason,
    });
  }
  context.remove(histories, about);
  if (found.type === 'thread') {
    const changed: ThreadRecord = { ...found.post, title: '', body: '', visibility };
    await relist(context, changed);
  } else {
    putPost(context, { ...found, post: { ...found.post, body: '', visibility } });
    await recount(context, found, -1);
  }
}

/** Puts an opening back into the lists or takes it out, and the community's count with it. */
async function relist(context: WriteContext, thread: ThreadRecord): Promise<void> {
  context.put(threads, thread.id, thread);
  const before = (await context.get(listings, thread.id))?.listed ?? true;
  const after = await updateListing(context, thread);
  if (before !== after.listed) await countThread(context, after.listed ? 1 : -1);
}

/** A reply that goes or comes back changes the thread's counts, and with the answers its state. */
async function recount(context: WriteContext, found: FoundPost & { type: 'reply' }, by: 1 | -1): Promise<void> {
  const { thread, post } = found;
  const counts = await context.get(listings, thread.id);
  const answers = (counts?.answerCount ?? 0) + (post.role === 'answer' ? by : 0);
  const acceptedReplyId = by < 0 && thread.acceptedReplyId === post.id ? null : thread.acceptedReplyId;
  const open = { ...thread, acceptedReplyId };
  const changed: ThreadRecord = { ...open, state: thread.state === 'closed' ? 'closed' : openState(open, answers) };
  context.put(threads, thread.id, changed);
  await updateListing(context, changed, (earlier) => ({
    replyCount: earlier.replyCount + by,
    answerCount: answers,
  }));
}

async function restore(context: WriteContext, found: FoundPost): Promise<void> {
  const { thread, post } = found;
  const about = aboutPost(thread.id, post.id);
  const kept = await context.get(withheld, about);
  if (post.visibility !== 'hidden' || !kept) throw new CopkitError('conflict', 'This post is not hidden.', 'postId');
  if (kept.versions.length > 0) context.put(histories, about, { versions: kept.versions });
  context.remove(withheld, about);
  if (found.type === 'thread') {
    await relist(context, { ...found.post, title: kept.title ?? '', body: kept.body, visibility: 'visible' });
  } else {
    putPost(context, { ...found, post: { ...found.post, body: kept.body, visibility: 'visible' } });
    await recount(context, found, 1);
  }
}

const done = z.strictObject({ postId: z.string() });

export const withholdingOperations: readonly Operation[] = [
  write<In<'withdraw'>, Out<'withdraw'>, string>({
    name: 'threads.withdraw',
    summary: "Takes back a post of one's own; its place in the thread stays.",
    input: z.strictObject({ postId: schema.postId }),
    output: done,
    allow: ['owner'],
    community: ({ postId }) => postId,
    owner: (context, { postId }) => authorOf(context, postId),
    async run(context, { postId }) {
      const found = await findPost(context, postId);
      await withhold(context, found, 'withdrawn', null);
      context.log({ verb: 'withdraw', object: postId, target: found.post.authorId, topics: found.thread.topics });
      return postId;
    },
    async answer(_context, postId) {
      return { postId };
    },
  }),

  write<In<'hide'>, Out<'hide'>, string>({
    name: 'threads.hide',
    summary: 'Takes the text of a post out of sight.',
    input: z.strictObject({ postId: schema.postId, reason: longText(1_000).optional() }),
    output: done,
    allow: ['facilitator'],
    community: ({ postId }) => postId,
    async run(context, { postId, reason }) {
      const found = await findPost(context, postId);
      await withhold(context, found, 'hidden', reason ?? null);
      context.log({ verb: 'hide', object: postId, target: found.post.authorId, topics: found.thread.topics });
      return postId;
    },
    async answer(_context, postId) {
      return { postId };
    },
  }),

  write<In<'restore'>, Out<'restore'>, string>({
    name: 'threads.restore',
    summary: 'Shows a hidden post again.',
    input: z.strictObject({ postId: schema.postId }),
    output: done,
    allow: ['facilitator'],
    community: ({ postId }) => postId,
    async run(context, { postId }) {
      const found = await findPost(context, postId);
      await restore(context, found);
      context.log({ verb: 'restore', object: postId, target: found.post.authorId, topics: found.thread.topics });
      return postId;
    },
    async answer(_context, postId) {
      return { postId };
    },
  }),

  read<In<'getHistory'>, Out<'getHistory'>>({
    name: 'threads.getHistory',
    summary: 'Earlier versions of a post, oldest first.',
    input: z.strictObject({ postId: schema.postId }),
    output: z.strictObject({ items: z.array(schema.postVersion) }),
    allow: ['reader'],
    community: ({ postId }) => postId,
    async run(context, { postId }) {
      const { thread } = await findPost(context, postId);
      const inSight = repliesInSight(context, thread);
      const history = inSight ? await context.get(histories, aboutPost(thread.id, postId)) : null;
      const people = await context.kit.people.cards((history?.versions ?? []).map(({ by }) => by));
      const versions = history?.versions ?? [];
      return { items: versions.map((version) => ({ ...version, by: people.get(version.by) ?? stranger(version.by) })) };
    },
  }),

  write<In<'flag'>, Out<'flag'>, string>({
    name: 'threads.flag',
    summary: 'Tells the facilitators that something is wrong with a post.',
    input: z.strictObject({ postId: schema.postId, reason: z.enum(flagReasons), note: longText(1_000).optional() }),
    output: z.strictObject({ flagId: z.string() }),
    allow: ['reader'],
    community: ({ postId }) => postId,
    async run(context, { postId, reason, note }) {
      const found = await findPost(context, postId);
      refuseUnlessVisible(found);
      const { id: communityId } = theCommunity(context);
      // One of each person for a post: it is said again, not piled up.
      const id = deriveLocalId('flag', communityId, `${postId} ${context.actor.id}`);
      const earlier = await context.get(flags, id);
      if (earlier?.resolved && earlier.resolved.at >= (found.post.editedAt ?? '')) {
        throw new CopkitError('conflict', 'You flagged this post before, and it was decided on.', 'postId');
      }
      const flag: FlagRecord = {
        id,
        postId,
        reason,
        note: note ?? null,
        by: context.actor.id,
        at: earlier && !earlier.resolved ? earlier.at : context.now,
        resolved: null,
      };
      context.put(flags, id, flag);
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
    },
    async answer(_context, flagId) {
      return { flagId };
    },
  }),

  read<In<'listFlags'>, Out<'listFlags'>>({
    name: 'threads.listFlags',
    summary: 'What was flagged, oldest first.',
    input: z.strictObject({ communityId: schema.communityId, resolved: z.boolean().optional(), ...pageFields }),
    output: z.strictObject(pageOf(schema.flag)),
    allow: ['facilitator'],
    community: ({ communityId }) => communityId,
    async run(context, input) {
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
    },
  }),

  write<In<'resolveFlag'>, Out<'resolveFlag'>, string>({
    name: 'threads.resolveFlag',
    summary: 'Decides on a flag: the post is kept or hidden.',
    input: z.strictObject({ flagId: schema.flagId, outcome: z.enum(['kept', 'hidden']) }),
    output: z.strictObject({ flagId: z.string() }),
    allow: ['facilitator'],
    community: ({ flagId }) => flagId,
    async run(context, { flagId, outcome }) {
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
    },
    async answer(_context, flagId) {
      return { flagId };
    },
  }),
];
