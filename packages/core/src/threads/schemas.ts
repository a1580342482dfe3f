import * as z from 'zod';
import { COMMUNITY_ID, FLAG_ID, PERSON_ID, POST_ID, REPLY_ID, THREAD_ID } from '../identity/ids.js';
import { pageOf } from '../operations/paging.js';
import { idText, longText, shortText } from '../operations/text.js';
import { ext, personCard } from '../people/schemas.js';
import { subject } from '../subjects/schemas.js';
import { topicRef } from '../topics/schemas.js';
import type { Flag, PostVersion, ReactionCount, Reply, Thread, ThreadCard, ThreadPage } from './api.js';
import { closeReasons, flagReasons, postVisibilities, reactionKinds, threadKinds, threadStates } from './records.js';

export const communityId = idText(COMMUNITY_ID, 'community');
export const threadId = idText(THREAD_ID, 'thread');
export const replyId = idText(REPLY_ID, 'reply');
export const postId = idText(POST_ID, 'post');
export const flagId = idText(FLAG_ID, 'flag');
export const personId = idText(PERSON_ID, 'person');
export const title = shortText(200);
export const body = longText(40_000).refine((text) => text.trim().length > 0, 'must not be empty');
export const topics = z.array(shortText(200)).max(5, 'must have at most 5 topics');
export const kind = z.enum(threadKinds);

export const reactionCount: z.ZodType<ReactionCount> = z.strictObject({
  kind: z.enum(reactionKinds),
  count: z.number(),
  mine: z.boolean(),
});
export const reactionCounts = z.strictObject({ reactions: z.array(reactionCount) });

const cardFields = {
  id: z.string(),
  communityId: z.string(),
  kind,
  title: z.string(),
  topics: z.array(topicRef),
  subject: z.string().nullable(),
  author: personCard,
  createdAt: z.string(),
  lastActivityAt: z.string(),
  state: z.enum(threadStates),
  replyCount: z.number(),
  answerCount: z.number(),
  reactionCount: z.number(),
  pinned: z.boolean(),
  locked: z.boolean(),
  unread: z.boolean(),
  visibility: z.enum(postVisibilities),
};

const postFields = {
  id: z.string(),
  author: personCard,
  body: z.string(),
  html: z.string(),
  mentions: z.array(personCard),
  createdAt: z.string(),
  editedAt: z.string().nullable(),
  visibility: z.enum(postVisibilities),
  reactions: z.array(reactionCount),
  importedVotes: z.strictObject({ up: z.number(), down: z.number() }),
  may: z.array(z.string()),
};

export const threadCard: z.ZodType<ThreadCard> = z.strictObject(cardFields);

export const thread: z.ZodType<Thread> = z.strictObject({
  ...cardFields,
  ...postFields,
  about: subject.nullable(),
  acceptedReplyId: z.string().nullable(),
  customerWaiting: z.boolean(),
  closed: z
    .strictObject({
      reason: z.enum(closeReasons),
      duplicateOf: z.string().nullable(),
      note: z.string().nullable(),
      at: z.string(),
    })
    .nullable(),
  following: z.boolean(),
  practiceId: z.string().nullable(),
  ext,
});

export const reply: z.ZodType<Reply> = z.strictObject({
  ...postFields,
  threadId: z.string(),
  role: z.enum(['answer', 'comment']),
  inReplyTo: z.string().nullable(),
  accepted: z.boolean(),
});

export const replyPage = z.strictObject(pageOf(reply));

export const threadPage: z.ZodType<ThreadPage> = z.strictObject({
  thread,
  acceptedReply: reply.nullable(),
  replies: replyPage,
});

export const postVersion: z.ZodType<PostVersion> = z.strictObject({
  title: z.string().nullable(),
  body: z.string(),
  at: z.string(),
  by: personCard,
});

export const flag: z.ZodType<Flag> = z.strictObject({
  id: z.string(),
  postId: z.string(),
  reason: z.enum(flagReasons),
  note: z.string().nullable(),
  by: personCard,
  at: z.string(),
  resolved: z.strictObject({ outcome: z.enum(['kept', 'hidden']), by: personCard, at: z.string() }).nullable(),
});
