import * as z from 'zod';
import { communityCounts, THE_ONE } from '../communities/records.js';
import { CopkitError } from '../errors.js';
import { announcePost } from '../inbox/posts.js';
import { jobs } from '../jobs/records.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, write } from '../operations/operation.js';
import { ext } from '../people/schemas.js';
import { invitations } from '../routing/records.js';
import { endRounds, lookForRounds, routeQuestion } from '../routing/rounds.js';
import { subjectInput } from '../subjects/schemas.js';
import { takeSubject } from '../subjects/subject.js';
import type { ThreadsApi } from './api.js';
import { refuseManyMentions } from './mentions.js';
import { activityBy, findReply, findThread, refuseUnlessVisible, updateListing, wake } from './post.js';
import {
  aboutPost,
  follows,
  listings,
  type ReplyRecord,
  replies,
  type ThreadRecord,
  tallies,
  threads,
} from './records.js';
import * as schema from './schemas.js';
import { replyViews, threadView } from './view.js';

type In<K extends keyof ThreadsApi> = InputOf<ThreadsApi[K]>;
type Out<K extends keyof ThreadsApi> = OutputOf<ThreadsApi[K]>;

const ANNOUNCERS = ['facilitator', 'steward', 'sponsor'] as const;

function refuseUnlessAnnouncer(context: WriteContext): void {
  const { roles = [] } = context.membership ?? {};
  if (context.actor.kind === 'person' && !ANNOUNCERS.some((role) => roles.includes(role))) {
    throw new CopkitError('forbidden', 'Only a facilitator, steward or sponsor may announce.', 'kind');
  }
}

function follow(context: WriteContext, threadId: string): void {
  context.put(follows, aboutPost(threadId, context.actor.id), { at: context.now });
}

export async function countThread(context: WriteContext, by: 1 | -1): Promise<void> {
  const counts = (await context.get(communityCounts, THE_ONE)) ?? { members: 0, threads: 0 };
  context.put(communityCounts, THE_ONE, { ...counts, threads: counts.threads + by });
}

/** `id`: of a thread that there can be only one of, such as a page's own. */
export async function openThread(
  context: WriteContext,
  input: In<'start'>,
  id: string = context.newId('thread'),
): Promise<string> {
  refuseManyMentions(input.body);
  if (input.kind === 'announcement') refuseUnlessAnnouncer(context);
  if (input.customerWaiting && input.kind !== 'question') {
    throw new CopkitError('invalid', 'Only in a question can a customer be waiting.', 'customerWaiting');
  }
  await wake(context);
  if (await context.get(threads, id)) throw new CopkitError('conflict', 'This thread was started before.');
  const thread: ThreadRecord = {
    id,
    kind: input.kind,
    title: input.title.trim(),
    body: input.body,
    topics: await context.kit.topics.take(context, input.topics ?? []),
    subject: input.subject === undefined ? null : await takeSubject(context, input.subject),
    authorId: context.actor.id,
    createdAt: context.now,
    editedAt: null,
    editedBy: null,
    visibility: 'visible',
    origin: 'live',
    state: 'open',
    acceptedReplyId: null,
    pinned: false,
    locked: false,
    customerWaiting: input.customerWaiting ?? false,
    closed: null,
    ext: context.kit.fields.merge('threads', {}, input.ext),
  };
  context.put(threads, id, thread);
  await updateListing(context, thread);
  await countThread(context, 1);
  follow(context, id);
  announcePost(context, thread);
  routeQuestion(context, thread, input.invite);
  if (thread.kind === 'question') {
    context.log({
      verb: 'ask',
      object: id,
      topics: thread.topics,
      detail: { customerWaiting: thread.customerWaiting },
    });
  } else {
    context.log({ verb: 'start', object: id, topics: thread.topics, detail: { kind: thread.kind } });
  }
  return id;
}

/** `evenWithdrawn`: a page's own discussion goes on, also when whoever opened it took their words back. */
export async function addReply(context: WriteContext, input: In<'reply'>, evenWithdrawn = false): Promise<string> {
  refuseManyMentions(input.body);
  const thread = await findThread(context, input.threadId);
  if (!(evenWithdrawn && thread.visibility === 'withdrawn')) {
    refuseUnlessVisible({ type: 'thread', thread, post: thread });
  }
  if (thread.locked) throw new CopkitError('conflict', 'This thread is locked and takes no replies.');
  if (thread.state === 'closed') throw new CopkitError('conflict', 'This thread is closed. Reopen it to reply.');
  const parent = input.inReplyTo === undefined ? null : await findReply(context, input.inReplyTo, 'inReplyTo');
  if (parent && parent.thread.id !== thread.id) {
    throw new CopkitError('invalid', 'The reply it responds to is in another thread.', 'inReplyTo');
  }
  if (parent) refuseUnlessVisible(parent);
  const role = thread.kind === 'question' ? (input.role ?? (parent ? 'comment' : 'answer')) : 'comment';
  if (role === 'answer' && parent)
    throw new CopkitError('invalid', 'An answer responds to the question itself.', 'role');
  await wake(context);
  const id = context.newId('reply');
  if (await context.get(replies, id)) throw new CopkitError('conflict', 'This reply was written before.');
  const record: ReplyRecord = {
    id,
    threadId: thread.id,
    kind: thread.kind,
    role,
    inReplyTo: parent?.post.id ?? null,
    authorId: context.actor.id,
    body: input.body,
    createdAt: context.now,
    editedAt: null,
    editedBy: null,
    visibility: 'visible',
    origin: 'live',
  };
  context.put(replies, id, record);
  follow(context, thread.id);
  announcePost(context, record);
  if (role === 'answer') await endRounds(context, thread.id, context.actor.id);
  const answered = role === 'answer' && thread.state === 'open' ? { ...thread, state: 'answered' as const } : thread;
  if (answered !== thread) context.put(threads, thread.id, answered);
  await updateListing(context, answered, (earlier) => ({
    replyCount: earlier.replyCount + 1,
    answerCount: earlier.answerCount + (role === 'answer' ? 1 : 0),
    ...activityBy(earlier, context.actor.id, context.now),
  }));
  context.log({
    verb: role === 'answer' ? 'answer' : 'reply',
    object: id,
    inReplyTo: parent?.post.id ?? thread.id,
    target: parent?.post.authorId ?? thread.authorId,
    topics: thread.topics,
  });
  return id;
}

export async function replyAnswer(context: ReadContext, replyId: string): Promise<Out<'reply'>> {
  const found = await findReply(context, replyId);
  const [view] = await replyViews(context, found.thread, [found.post]);
  if (!view) throw new Error(`Reply ${replyId} has no view.`);
  return view;
}

export const writingOperations: readonly Operation[] = [
  write<In<'start'>, Out<'start'>, string>({
    name: 'threads.start',
    summary: 'Starts a discussion, asks a question, brings an idea; facilitators, stewards and sponsors announce.',
    input: z.strictObject({
      communityId: schema.communityId,
      kind: schema.kind,
      title: schema.title,
      body: schema.body,
      topics: schema.topics.optional(),
      subject: subjectInput.optional(),
      customerWaiting: z.boolean().optional(),
      invite: z.boolean().optional(),
      ext: ext.optional(),
    }),
    output: schema.thread,
    allow: ['participant'],
    community: (input) => input.communityId,
    run: (context, input) => openThread(context, input),
    async answer(context, id) {
      return threadView(context, await findThread(context, id));
    },
  }),

  write<In<'reply'>, Out<'reply'>, string>({
    name: 'threads.reply',
    summary: 'Answers a question, or replies.',
    input: z.strictObject({
      threadId: schema.threadId,
      body: schema.body,
      inReplyTo: schema.replyId.optional(),
      role: z.enum(['answer', 'comment']).optional(),
    }),
    output: schema.reply,
    allow: ['participant'],
    alsoReads: [invitations.name, jobs.name],
    community: (input) => input.threadId,
    readAhead: (home, { threadId, role, inReplyTo }, newId) =>
      Promise.all([
        home.get(threads, threadId).then((thread) => {
          if (thread?.kind === 'question' && role !== 'comment') return lookForRounds(home, threadId);
        }),
        home.get(listings, threadId),
        home.getMany(replies, [newId('reply'), ...(inReplyTo === undefined ? [] : [inReplyTo])]),
        // For the answer: a reply that is new has none.
        home.get(tallies, aboutPost(threadId, newId('reply'))),
      ]),
    run: (context, input) => addReply(context, input),
    answer: replyAnswer,
  }),
];
