import * as z from 'zod';
import { communityIdOf } from '../identity/ids.js';
import { markThreadRead } from '../inbox/reading.js';
import { withNames } from '../markdown/mentions.js';
import type { Page } from '../operations/call.js';
import type { ReadContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { cursorAt, type Listing, nameOf, page, pageFields, pageOf } from '../operations/paging.js';
import { allows, isParticipant } from '../operations/policy.js';
import { longText } from '../operations/text.js';
import { personCard } from '../people/schemas.js';
import { countKey, EVERY_KEY } from '../store/keys.js';
import { communityPartition, personPartition } from '../store/partitions.js';
import { scanAll } from '../store/reader.js';
import { subjectText } from '../subjects/schemas.js';
import { subjectId, subjectKey } from '../subjects/subject.js';
import type { Reply, ThreadSort, ThreadsApi } from './api.js';
import { refuseManyMentions } from './mentions.js';
import { findReply, findThread, repliesInSight, unknownPost } from './post.js';
import {
  type ListingRecord,
  listings,
  type ReplyRecord,
  readMarks,
  replies,
  type ThreadRecord,
  threadSorts,
  threadStates,
} from './records.js';
import * as schema from './schemas.js';
import { FORMER_MEMBER, replyViews, threadCards, threadView } from './view.js';

type In<K extends keyof ThreadsApi> = InputOf<ThreadsApi[K]>;
type Out<K extends keyof ThreadsApi> = OutputOf<ThreadsApi[K]>;

/** Longer than a commit takes, and than the clocks of two servers differ. */
const SETTLED_MS = 5_000;
const MOST_MARKS = 500;

/** What is held back is not there, but for its author and who may release it. */
async function shownThread(context: ReadContext, threadId: string): Promise<ThreadRecord> {
  const { actor, community, membership } = context;
  const thread = await findThread(context, threadId);
  const owner = thread.authorId === actor.id;
  const may = owner || allows(['facilitator'], { actor, community, membership, owner });
  if (thread.visibility === 'held' && !may) throw unknownPost('threadId');
  return thread;
}

const repliesOf = (threadId: string): Listing<ReplyRecord> => ({
  collection: replies,
  index: 'replies',
  prefix: `${threadId}/`,
  descending: false,
  keyOf: ({ id, body }) => `${threadId}/${body.createdAt}/${id}`,
});

async function replyPage(
  context: ReadContext,
  thread: ThreadRecord,
  input: { limit?: number; after?: string; before?: string; around?: string },
): Promise<Page<Reply>> {
  if (!repliesInSight(context, thread)) return { items: [], next: null, previous: null };
  const listing = repliesOf(thread.id);
  const { around, ...request } = input;
  const found = await page(
    context,
    listing,
    around === undefined ? request : await pageWith(context, listing, around, request),
  );
  return {
    ...found,
    items: await replyViews(
      context,
      thread,
      found.items.map(({ body }) => body),
    ),
  };
}

/** The page that begins a few replies before one of them, so that it is seen in its place. */
async function pageWith(
  context: ReadContext,
  listing: Listing<ReplyRecord>,
  replyId: string,
  request: { limit?: number },
) {
  const { post } = await findReply(context, replyId, 'around');
  const here = cursorAt(nameOf(context, listing), listing.keyOf({ id: post.id, body: post }));
  const earlier = await page(context, listing, { before: here, limit: 5 });
  return earlier.previous === null ? request : { ...request, after: earlier.previous };
}

/** The index that answers most of a request by itself; the rest is looked at thread by thread. */
function threadListing(
  input: In<'list'>,
  topic: readonly string[] | null,
  about: string | null,
): Listing<ListingRecord> {
  const sort: ThreadSort = input.sort ?? 'activity';
  const prefix = prefixFor(sort, input, topic, about);
  const at: Record<ThreadSort, (body: ListingRecord) => string> = {
    activity: (body) => body.lastActivityAt,
    newest: (body) => body.createdAt,
    unanswered: (body) => body.createdAt,
    reactions: (body) => `${countKey(body.reactionCount)}/${body.createdAt}`,
  };
  return {
    collection: listings,
    index: sort,
    prefix,
    descending: true,
    keyOf: ({ id, body }) => `${prefix}${at[sort](body)}/${id}`,
    filter: [input.kind, input.state, input.authorId, topic, about].join(),
    keep: (body) => !body.pinned && matches(body, input, topic, about),
  };
}

function prefixFor(sort: ThreadSort, input: In<'list'>, topic: readonly string[] | null, about: string | null): string {
  if (sort === 'activity' && about !== null) return `subject:${about}/`;
  // What was merged stands under several ids, so that all threads are looked at.
  if (sort === 'activity' && topic?.length === 1) return `topic:${topic[0]}/`;
  if (sort === 'newest' && input.authorId) return `author:${input.authorId}/`;
  if ((sort === 'activity' || sort === 'newest') && input.kind) return `kind:${input.kind}/`;
  return 'all/';
}

function matches(
  body: ListingRecord,
  input: In<'list'>,
  topic: readonly string[] | null,
  about: string | null,
): boolean {
  return (
    (!input.kind || body.kind === input.kind) &&
    (!input.state || body.state === input.state) &&
    (!input.authorId || body.authorId === input.authorId) &&
    (topic === null || body.topics.some((id) => topic.includes(id))) &&
    (about === null || (body.subject !== null && subjectId(body.subject) === about)) &&
    (input.sort !== 'unanswered' || (body.kind === 'question' && body.state === 'open'))
  );
}

async function list(context: ReadContext, input: In<'list'>): Promise<Out<'list'>> {
  const topic = input.topic === undefined ? null : await context.kit.topics.bornBy(input.topic);
  const about = input.subject === undefined ? null : subjectId(subjectKey(input.subject));
  const found = await page(context, threadListing(input, topic, about), input);
  const first = input.after === undefined && input.before === undefined;
  const pinned = first ? await scanAll(context, listings, { index: 'pinned', ...EVERY_KEY, reverse: true }) : [];
  const atTop = pinned.filter(({ body }) => matches(body, input, topic, about));
  const views = await threadCards(context, [...atTop, ...found.items]);
  return { ...found, items: views.filter((card) => !card.pinned), pinned: views.filter((card) => card.pinned) };
}

export const readingOperations: readonly Operation[] = [
  read<In<'get'>, Out<'get'>>({
    name: 'threads.get',
    summary: 'A thread with a page of its replies, oldest first, and its accepted answer.',
    input: z.strictObject({ threadId: schema.threadId, ...pageFields }),
    output: schema.threadPage,
    allow: ['reader'],
    community: (input) => input.threadId,
    steady: true,
    use: ({ threadId }) => ({ kind: 'read', communityId: communityIdOf(threadId), object: threadId }),
    async run(context, { threadId, ...request }) {
      const thread = await shownThread(context, threadId);
      const [view, found] = await Promise.all([threadView(context, thread), replyPage(context, thread, request)]);
      const here = found.items.find((each) => each.accepted);
      return { thread: view, acceptedReply: here ?? (await acceptedReply(context, thread)), replies: found };
    },
  }),

  read<In<'list'>, Out<'list'>>({
    name: 'threads.list',
    summary: 'The threads of a community.',
    input: z.strictObject({
      communityId: schema.communityId,
      sort: z.enum(threadSorts).optional(),
      kind: schema.kind.optional(),
      topic: z.string().max(80).optional(),
      subject: subjectText.optional(),
      state: z.enum(threadStates).optional(),
      authorId: schema.personId.optional(),
      ...pageFields,
    }),
    output: z.strictObject({ ...pageOf(schema.threadCard), pinned: z.array(schema.threadCard) }),
    allow: ['reader'],
    community: (input) => input.communityId,
    steady: true,
    // Only participants have something that they have not read yet.
    alike: ({ membership }) => !isParticipant(membership),
    run: list,
  }),

  read<In<'listReplies'>, Out<'listReplies'>>({
    name: 'threads.listReplies',
    summary: 'The replies of a thread, oldest first.',
    input: z.strictObject({ threadId: schema.threadId, around: schema.replyId.optional(), ...pageFields }),
    output: schema.replyPage,
    allow: ['reader'],
    community: (input) => input.threadId,
    steady: true,
    async run(context, { threadId, ...request }) {
      return replyPage(context, await shownThread(context, threadId), request);
    },
  }),

  write<In<'markRead'>, Out<'markRead'>, Out<'markRead'>>({
    name: 'threads.markRead',
    summary: 'Everything in the thread up to now counts as read.',
    input: z.strictObject({ threadId: schema.threadId }),
    output: z.strictObject({ threadId: z.string(), at: z.string() }),
    allow: ['reader'],
    community: (input) => input.threadId,
    home: (_input, actorId) => personPartition(actorId),
    whenArchived: true,
    repeatable: true,
    async run(context, { threadId }) {
      const listing = await context.in(communityPartition(threadId)).get(listings, threadId);
      if (!listing) throw unknownPost('threadId');
      await markThreadRead(context, threadId);
      const known = await context.get(readMarks, threadId);
      if (known && (known.activity ?? 0) >= listing.activity) return { threadId, at: known.at };
      context.put(readMarks, threadId, { at: context.now, activity: listing.activity });
      return { threadId, at: context.now };
    },
    async answer(_context, result) {
      return result;
    },
  }),

  write<In<'markAllRead'>, Out<'markAllRead'>, Out<'markAllRead'>>({
    name: 'threads.markAllRead',
    summary: 'Everything in the community up to now counts as read.',
    input: z.strictObject({ communityId: schema.communityId }),
    output: z.strictObject({ communityId: z.string(), at: z.string() }),
    allow: ['reader'],
    community: (input) => input.communityId,
    home: (_input, actorId) => personPartition(actorId),
    whenArchived: true,
    repeatable: true,
    async run(context, { communityId }) {
      // What others write at this very moment may stand under an earlier one when it is committed. So
      // the mark by time stays behind, and the threads since have marks of their own.
      const settled = new Date(Date.parse(context.now) - SETTLED_MS).toISOString();
      const home = context.in(communityPartition(communityId));
      const { items, after } = await home.scan(listings, {
        index: 'activity',
        from: `all/${settled}`,
        to: 'all0',
        reverse: true,
        limit: MOST_MARKS,
      });
      for (const { id, body } of items) context.put(readMarks, id, { at: context.now, activity: body.activity });
      const at = (after !== null && items.at(-1)?.body.lastActivityAt) || settled;
      context.put(readMarks, communityId, { at, activity: null });
      return { communityId, at: context.now };
    },
    async answer(_context, result) {
      return result;
    },
  }),

  read<In<'preview'>, Out<'preview'>>({
    name: 'threads.preview',
    summary: 'What a text will look like.',
    input: z.strictObject({ body: longText(40_000) }),
    output: z.strictObject({ html: z.string(), mentions: z.array(personCard) }),
    allow: ['person'],
    home: (_input, actorId) => personPartition(actorId),
    async run(context, input) {
      refuseManyMentions(input.body);
      const { html, mentions } = await context.kit.renderer.renderOnce(input.body);
      const people = await context.kit.people.cards(mentions);
      const names = new Map([...people].map(([id, person]) => [id, person.name]));
      return { html: withNames(html, names, FORMER_MEMBER), mentions: [...people.values()] };
    },
  }),
];

async function acceptedReply(context: ReadContext, thread: ThreadRecord): Promise<Reply | null> {
  if (thread.acceptedReplyId === null || !repliesInSight(context, thread)) return null;
  const { post } = await findReply(context, thread.acceptedReplyId);
  const [view] = await replyViews(context, thread, [post]);
  return view ?? null;
}
