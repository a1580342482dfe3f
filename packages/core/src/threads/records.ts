import type { IndexEntry } from '@copkit/storage';
import * as z from 'zod';
import type { Origin } from '../activity/records.js';
import { collection } from '../store/collection.js';
import { countKey } from '../store/keys.js';
import { subjectId } from '../subjects/subject.js';

export const threadKinds = ['discussion', 'question', 'idea', 'announcement'] as const;
export const threadStates = ['open', 'answered', 'resolved', 'closed'] as const;
export const closeReasons = ['duplicate', 'obsolete', 'answered-elsewhere'] as const;
export const reactionKinds = ['like', 'insightful', 'celebrate', 'thanks'] as const;
export const threadSorts = ['activity', 'newest', 'unanswered', 'reactions'] as const;
export const flagReasons = ['spam', 'offensive', 'confidential', 'off-topic', 'other'] as const;
export const postVisibilities = ['visible', 'withdrawn', 'hidden', 'held'] as const;

const isHeld = ({ visibility }: { readonly visibility: (typeof postVisibilities)[number] }) => visibility === 'held';

const origin = z.enum(['live', 'imported', 'generated']) as z.ZodType<Origin>;

const postFields = {
  id: z.string(),
  authorId: z.string(),
  body: z.string(),
  createdAt: z.string(),
  editedAt: z.string().nullable(),
  /** Who edited it here last; `null` for what stands as it was written or imported. */
  editedBy: z.string().nullable(),
  visibility: z.enum(postVisibilities),
  origin,
};

const threadRecord = z.strictObject({
  ...postFields,
  kind: z.enum(threadKinds),
  title: z.string(),
  topics: z.array(z.string()),
  /** The key of the page, procedure or machine it is about. */
  subject: z.string().nullable(),
  state: z.enum(threadStates),
  acceptedReplyId: z.string().nullable(),
  pinned: z.boolean(),
  locked: z.boolean(),
  customerWaiting: z.boolean(),
  closed: z
    .strictObject({
      reason: z.enum(closeReasons),
      duplicateOf: z.string().nullable(),
      note: z.string().nullable(),
      at: z.string(),
    })
    .nullable(),
  ext: z.record(z.string(), z.unknown()),
});
export type ThreadRecord = z.infer<typeof threadRecord>;

/** The opening of a thread and its state. */
export const threads = collection<ThreadRecord>({
  name: 'threads',
  home: 'community',
  audience: 'readers',
  staffOnly: isHeld,
  schema: threadRecord,
});

const replyRecord = z.strictObject({
  ...postFields,
  threadId: z.string(),
  /** The thread's kind, which never changes: search filters by it. */
  kind: z.enum(threadKinds),
  role: z.enum(['answer', 'comment']),
  inReplyTo: z.string().nullable(),
});
export type ReplyRecord = z.infer<typeof replyRecord>;

export const replies = collection<ReplyRecord>({
  name: 'replies',
  home: 'community',
  audience: 'readers',
  staffOnly: isHeld,
  schema: replyRecord,
  keys: (body, id) => (isHeld(body) ? [] : [['replies', `${body.threadId}/${body.createdAt}/${id}`]]),
});

const listingRecord = z.strictObject({
  replyCount: z.number(),
  answerCount: z.number(),
  reactionCount: z.number(),
  lastActivityAt: z.string(),
  lastActivityBy: z.string().nullable(),
  /** How often something happened here: the opening is the first. Read marks count with it, since moments may tie. */
  activity: z.number(),
  /** What there was before `lastActivityBy` wrote what came last: the newest that they may not have read. */
  before: z.strictObject({ activity: z.number(), at: z.string() }),
  kind: z.enum(threadKinds),
  title: z.string(),
  topics: z.array(z.string()),
  subject: z.string().nullable(),
  authorId: z.string(),
  state: z.enum(threadStates),
  createdAt: z.string(),
  pinned: z.boolean(),
  locked: z.boolean(),
  visibility: z.enum(postVisibilities),
  /** Withdrawn threads that nobody replied to are in no list. */
  listed: z.boolean(),
});
export type ListingRecord = z.infer<typeof listingRecord>;

/** How a thread stands in lists: its counts, and copies of what lists show, sort and filter by. Id: the thread. */
export const listings = collection<ListingRecord>({
  name: 'listings',
  home: 'community',
  audience: 'readers',
  staffOnly: isHeld,
  schema: listingRecord,
  keys: (body, id) => {
    if (!body.listed) return [];
    const recent = `${body.lastActivityAt}/${id}`;
    const entries: IndexEntry[] = [
      ['activity', `all/${recent}`],
      ['activity', `kind:${body.kind}/${recent}`],
      ...body.topics.map((topic): IndexEntry => ['activity', `topic:${topic}/${recent}`]),
      ...(body.subject === null ? [] : [['activity', `subject:${subjectId(body.subject)}/${recent}`] as const]),
      ['newest', `all/${body.createdAt}/${id}`],
      ['newest', `kind:${body.kind}/${body.createdAt}/${id}`],
      ['newest', `author:${body.authorId}/${body.createdAt}/${id}`],
      ['reactions', `all/${countKey(body.reactionCount)}/${body.createdAt}/${id}`],
    ];
    if (body.kind === 'question' && body.state === 'open') entries.push(['unanswered', `all/${body.createdAt}/${id}`]);
    if (body.pinned) entries.push(['pinned', `${body.createdAt}/${id}`]);
    return entries;
  },
});

/** Documents about a post bear its thread's id too, so that a watcher of the thread sees that it is concerned. */
export const aboutPost = (threadId: string, postId: string): string => `${threadId}:${postId}`;

const tally = z.strictObject({
  reactions: z.partialRecord(z.enum(reactionKinds), z.number()),
  /** Votes without voters, from an import: totals by day (`YYYY-MM-DD`). */
  votes: z.array(z.strictObject({ day: z.string(), up: z.number(), down: z.number() })),
});
export type TallyRecord = z.infer<typeof tally>;

/** How often a post was reacted to. Id: `aboutPost`. */
export const tallies = collection<TallyRecord>({
  name: 'tallies',
  home: 'community',
  audience: 'readers',
  schema: tally,
});

const reactionRecord = z.strictObject({ kinds: z.array(z.enum(reactionKinds)) });

/** One person's reactions to a post. Id: `aboutPost` and the person. */
export const reactions = collection<z.infer<typeof reactionRecord>>({
  name: 'reactions',
  home: 'community',
  audience: 'readers',
  schema: reactionRecord,
});

const versions = z.array(
  z.strictObject({ title: z.string().nullable(), body: z.string(), at: z.string(), by: z.string() }),
);
export type Version = z.infer<typeof versions>[number];
const historyRecord = z.strictObject({ versions });

/** Earlier versions of a post, oldest first. Id: `aboutPost`. */
export const histories = collection<z.infer<typeof historyRecord>>({
  name: 'histories',
  home: 'community',
  audience: 'readers',
  schema: historyRecord,
});

const withheldRecord = z.strictObject({
  title: z.string().nullable(),
  body: z.string(),
  versions,
  by: z.string(),
  at: z.string(),
  reason: z.string().nullable(),
});

/** The text of hidden posts, moved here in the commit that took it away. Id: `aboutPost`. */
export const withheld = collection<z.infer<typeof withheldRecord>>({
  name: 'withheld',
  home: 'community',
  audience: 'staff',
  schema: withheldRecord,
});

const flagRecord = z.strictObject({
  id: z.string(),
  postId: z.string(),
  reason: z.enum(flagReasons),
  note: z.string().nullable(),
  by: z.string(),
  at: z.string(),
  resolved: z.strictObject({ outcome: z.enum(['kept', 'hidden']), by: z.string(), at: z.string() }).nullable(),
});
export type FlagRecord = z.infer<typeof flagRecord>;

export const flags = collection<FlagRecord>({
  name: 'flags',
  home: 'community',
  audience: 'staff',
  schema: flagRecord,
  keys: (body, id) => [['flags', `${body.resolved ? 'resolved' : 'open'}/${body.at}/${id}`]],
});

const followRecord = z.strictObject({ at: z.string() });

/**
 * Who follows a thread. With the thread and not with the person, because a reply must find everybody
 * who follows. Id: `aboutPost` of thread and person.
 */
export const follows = collection<z.infer<typeof followRecord>>({
  name: 'follows',
  home: 'community',
  audience: 'owner',
  schema: followRecord,
  keys: (_body, id) => [['follows', id]],
});

const readMark = z.strictObject({ at: z.string(), activity: z.number().nullable() });

/**
 * What a person has read. Id: a thread, up to the activity of its listing; or a community, whatever
 * was last active by the moment, and `activity` is `null`.
 */
export const readMarks = collection<z.infer<typeof readMark>>({
  name: 'readMarks',
  home: 'person',
  audience: 'owner',
  schema: readMark,
});
