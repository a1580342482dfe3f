import type { Json, Put, StorageAdapter } from '@copkit/storage';
import { deriveLocalId } from '../../../packages/core/src/identity/ids.js';
import { type MembershipRecord, memberships } from '../../../packages/core/src/membership/records.js';
import type { Collection } from '../../../packages/core/src/store/collection.js';
import { communityPartition } from '../../../packages/core/src/store/partitions.js';
import {
  aboutPost,
  type ReplyRecord,
  replies,
  type TallyRecord,
  type ThreadRecord,
  tallies,
  threads,
} from '../../../packages/core/src/threads/records.js';
import type { Happening, Question } from './history.js';

const MOST_PUTS = 400;

/** Writes a history into the partition of a community as the documents an import makes of it. */
export class Replay {
  readonly #puts = new Map<string, Put>();
  readonly #threads = new Map<string, ThreadRecord>();
  /** The question each answer and comment stands under. */
  readonly #questions = new Map<string, string>();
  readonly #votes = new Map<string, TallyRecord['votes']>();
  readonly #members = new Set<string>();

  constructor(
    readonly storage: StorageAdapter,
    readonly communityId: string,
    readonly personIdOf: (sourceId: string) => string,
  ) {}

  async take(happening: Happening): Promise<void> {
    switch (happening.what) {
      case 'question': {
        this.#join(happening.personId, happening.at);
        const thread = threadOf(this.#id('thread', happening.id), this.personIdOf(happening.personId), happening);
        this.#threads.set(happening.id, thread);
        this.#put(threads, thread.id, thread);
        break;
      }
      case 'answer':
      case 'comment': {
        const question =
          happening.what === 'answer' ? happening.onId : (this.#questions.get(happening.onId) ?? happening.onId);
        if (happening.what === 'answer') this.#questions.set(happening.id, question);
        this.#join(happening.personId, happening.at);
        const reply = replyOf(
          this.#id('reply', `${happening.what} ${happening.id}`),
          this.#id('thread', question),
          this.personIdOf(happening.personId),
          happening,
        );
        this.#put(replies, reply.id, reply);
        break;
      }
      case 'acceptance': {
        const thread = this.#threads.get(happening.questionId);
        if (!thread) break;
        const acceptedReplyId = this.#id('reply', `answer ${happening.answerId}`);
        const resolved: ThreadRecord = { ...thread, acceptedReplyId, state: 'resolved' };
        this.#threads.set(happening.questionId, resolved);
        this.#put(threads, thread.id, resolved);
        break;
      }
      case 'votes': {
        const { postId, at, up, down } = happening;
        const votes = [...(this.#votes.get(postId) ?? []), { day: at.slice(0, 10), up, down }];
        this.#votes.set(postId, votes);
        const question = this.#questions.get(postId);
        const threadId = this.#id('thread', question ?? postId);
        const post = question === undefined ? threadId : this.#id('reply', `answer ${postId}`);
        this.#put(tallies, aboutPost(threadId, post), { reactions: {}, votes });
      }
    }
    if (this.#puts.size >= MOST_PUTS) await this.flush();
  }

  /** Commits what was taken. */
  async flush(): Promise<void> {
    if (this.#puts.size === 0) return;
    const puts = [...this.#puts.values()];
    this.#puts.clear();
    await this.storage.commit(communityPartition(this.communityId), { expect: [], puts, deletes: [] });
  }

  #id(kind: 'thread' | 'reply', sourceId: string): string {
    return deriveLocalId(kind, this.communityId, sourceId);
  }

  #join(sourceId: string, at: string): void {
    const personId = this.personIdOf(sourceId);
    if (this.#members.has(personId)) return;
    this.#members.add(personId);
    const record: MembershipRecord = {
      personId,
      state: 'active',
      roles: ['member'],
      since: at,
      joinedAt: at,
      changes: 1,
      origin: 'imported',
    };
    this.#put(memberships, personId, record);
  }

  #put<T>(collection: Collection<T>, id: string, body: T): void {
    // Evidence comes from the feed, so nothing stands in an index.
    this.#puts.set(`${collection.name} ${id}`, { collection: collection.name, id, body: body as Json });
  }
}

const imported = { editedAt: null, editedBy: null, visibility: 'visible', origin: 'imported' } as const;

function threadOf(id: string, authorId: string, { title, body, topics, at }: Question): ThreadRecord {
  return {
    ...imported,
    id,
    kind: 'question',
    title,
    body,
    topics: [...topics],
    authorId,
    createdAt: at,
    state: 'open',
    acceptedReplyId: null,
    pinned: false,
    locked: false,
    customerWaiting: false,
    closed: null,
    subject: null,
    ext: {},
  };
}

function replyOf(
  id: string,
  threadId: string,
  authorId: string,
  { what, body, at }: Extract<Happening, { what: 'answer' | 'comment' }>,
): ReplyRecord {
  return { ...imported, id, threadId, kind: 'question', role: what, inReplyTo: null, authorId, body, createdAt: at };
}
