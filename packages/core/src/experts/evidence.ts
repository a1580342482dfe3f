import type { StoredDoc } from '@copkit/storage';
import { type MembershipRecord, memberships } from '../membership/records.js';
import { type PracticeRecord, practices } from '../practices/records.js';
import { isPublished } from '../practices/standing.js';
import {
  type ReplyRecord,
  replies,
  type TallyRecord,
  type ThreadRecord,
  tallies,
  threads,
} from '../threads/records.js';
import type { EvidenceKind } from './formulas.js';
import { Standings } from './standings.js';
import { type Hits, type Indexed, TextIndex, type Words } from './text-index.js';
import { indexedWords } from './words.js';

/** A contribution that says something about what its author knows. */
export interface EvidenceItem {
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly personId: string;
  /** `null` where it stands in no thread. */
  readonly threadId: string | null;
  readonly title: string;
  readonly topics: readonly string[];
  /** Milliseconds since 1970. */
  readonly at: number;
  /** An accepted answer, a proven practice. */
  readonly accepted: boolean;
  /** Votes for an answer less those against it; units that use a practice. */
  readonly votes: number;
}

/** What the items of one source, such as the answers in a thread, have in common. */
interface Heading {
  readonly title: string;
  readonly topics: readonly string[];
  /** Of the title and the topics, which count twice. */
  readonly words: Words;
  readonly body: Words;
}

interface KnownThread {
  readonly answers: Set<string>;
  opened: { readonly authorId: string; readonly at: number } | null;
  /** `null` where it has none any more. */
  heading: Heading | null;
  acceptedReplyId: string | null;
}

interface KnownPractice {
  readonly record: PracticeRecord;
  readonly heading: Heading;
  readonly words: Words;
}

interface KnownReply {
  readonly threadId: string;
  readonly authorId: string;
  readonly at: number;
  readonly isAnswer: boolean;
  readonly words: Words;
}

/** Its text stays indexed while votes and acceptances change. */
interface KnownItem {
  readonly indexed: Indexed<EvidenceItem>;
  readonly heading: Heading;
  readonly words: Words;
}

/** The evidence of one community, kept up from its documents, which may come in any order and again. */
export class CommunityEvidence {
  readonly #index = new TextIndex<EvidenceItem>();
  readonly #items = new Map<string, KnownItem>();
  readonly #threads = new Map<string, KnownThread>();
  readonly #replies = new Map<string, KnownReply>();
  readonly #practices = new Map<string, KnownPractice>();
  readonly #votes = new Map<string, number>();
  readonly #standings = new Standings();

  get size(): number {
    return this.#items.size;
  }

  /** Who belongs to the community, and what they wrote in it. */
  get standings(): Pick<Standings, 'participants' | 'askable'> {
    return this.#standings;
  }

  take({ collection, id, body }: StoredDoc): void {
    switch (collection) {
      case threads.name:
        this.#takeThread(id, body as ThreadRecord | null);
        break;
      case replies.name:
        this.#takeReply(id, body as ReplyRecord | null);
        break;
      case tallies.name:
        this.#takeTally(id, body as TallyRecord | null);
        break;
      case practices.name:
        this.#takePractice(id, body as PracticeRecord | null);
        break;
      case memberships.name:
        this.#takeMembership(id, body as MembershipRecord | null);
        break;
    }
  }

  /** Items about any of the words. */
  search(words: ReadonlySet<string>): Hits<EvidenceItem> {
    return this.#index.search(words);
  }

  itemsOf(personId: string): EvidenceItem[] {
    return Array.from(this.#standings.of(personId).items, (id) => (this.#items.get(id) as KnownItem).indexed.item);
  }

  countOf(personId: string): number {
    return this.#standings.of(personId).items.size;
  }

  #takeThread(id: string, record: ThreadRecord | null): void {
    const thread = this.#thread(id);
    if (thread.opened) this.#standings.didNotWrite(thread.opened.authorId, 'others', thread.opened.at);
    thread.opened =
      record?.visibility === 'visible' ? { authorId: record.authorId, at: Date.parse(record.createdAt) } : null;
    if (thread.opened) this.#standings.wrote(thread.opened.authorId, 'others', thread.opened.at);
    // Answers to what was withdrawn or hidden say no more what they are about.
    thread.heading =
      record?.visibility === 'visible' ? this.#heading(thread.heading, record.title, record.topics, record.body) : null;
    thread.acceptedReplyId = record?.acceptedReplyId ?? null;
    for (const answer of thread.answers) this.#refresh(answer);
  }

  #takeReply(id: string, record: ReplyRecord | null): void {
    const before = this.#replies.get(id);
    if (before) {
      this.#replies.delete(id);
      this.#standings.didNotWrite(before.authorId, before.isAnswer ? 'answers' : 'others', before.at);
      this.#standings.of(before.authorId).posts.delete(id);
      this.#thread(before.threadId).answers.delete(id);
    }
    if (record?.visibility === 'visible') {
      const { threadId, authorId, role, createdAt } = record;
      const at = Date.parse(createdAt);
      const isAnswer = role === 'answer';
      this.#standings.wrote(authorId, isAnswer ? 'answers' : 'others', at);
      if (isAnswer) {
        this.#standings.of(authorId).posts.add(id);
        this.#thread(threadId).answers.add(id);
      }
      const words = isAnswer ? this.#index.numbersOf(indexedWords(record.body)) : [];
      this.#replies.set(id, { threadId, authorId, at, isAnswer, words });
    }
    this.#refresh(id);
  }

  #takeTally(id: string, record: TallyRecord | null): void {
    const postId = id.slice(id.indexOf(':') + 1);
    if (record) {
      const reactions = Object.values(record.reactions).reduce((sum, count) => sum + count, 0);
      const votes = record.votes.reduce((sum, { up, down }) => sum + up - down, 0);
      this.#votes.set(postId, reactions + votes);
    } else this.#votes.delete(postId);
    this.#refresh(postId);
  }

  #takePractice(id: string, record: PracticeRecord | null): void {
    const before = this.#practices.get(id);
    if (before) {
      this.#practices.delete(id);
      this.#standings.of(before.record.authorId).posts.delete(id);
    }
    if (record && isPublished(record)) {
      const { title, topics, authorId, steps, context, problem } = record;
      const heading = this.#heading(before?.heading ?? null, title, topics, '');
      const words = this.#index.numbersOf(indexedWords([problem, ...steps, context].join('\n')));
      const known = { record, heading, words: before && equal(before.words, words) ? before.words : words };
      this.#practices.set(id, known);
      this.#standings.of(authorId).posts.add(id);
    }
    this.#refresh(id);
  }

  #takeMembership(personId: string, record: MembershipRecord | null): void {
    if (!this.#standings.takeMembership(personId, record)) return;
    for (const id of this.#standings.of(personId).posts) this.#refresh(id);
  }

  #thread(id: string): KnownThread {
    let thread = this.#threads.get(id);
    if (!thread) {
      thread = { answers: new Set(), opened: null, heading: null, acceptedReplyId: null };
      this.#threads.set(id, thread);
    }
    return thread;
  }

  /** The same heading while it says the same, so that nothing is indexed again for an acceptance. */
  #heading(before: Heading | null, title: string, topics: readonly string[], body: string): Heading {
    const words = this.#index.numbersOf([title, ...topics].flatMap(indexedWords));
    const heading = { title, topics, words, body: this.#index.numbersOf(indexedWords(body)) };
    const same = before?.title === title && equal(before.words, words) && equal(before.body, heading.body);
    return same ? before : heading;
  }

  /** Makes the item again that a post comes to, if it comes to one. */
  #refresh(id: string): void {
    const reply = this.#replies.get(id);
    const thread = reply && this.#thread(reply.threadId);
    const practice = this.#practices.get(id);
    if (practice) {
      const { heading, words, record } = practice;
      this.#put(heading, words, {
        id,
        kind: 'practice',
        personId: record.authorId,
        threadId: null,
        title: heading.title,
        topics: heading.topics,
        at: Date.parse(record.updatedAt),
        accepted: record.state === 'proven',
        votes: record.adoptions.adopted + record.adoptions.sustained,
      });
    } else if (reply && thread?.heading && thread.answers.has(id)) {
      this.#put(thread.heading, reply.words, {
        id,
        kind: 'answer',
        personId: reply.authorId,
        threadId: reply.threadId,
        title: thread.heading.title,
        topics: thread.heading.topics,
        at: reply.at,
        accepted: thread.acceptedReplyId === id,
        votes: this.#votes.get(id) ?? 0,
      });
    } else this.#drop(id);
  }

  #put(heading: Heading, words: Words, item: EvidenceItem): void {
    if (!this.#standings.participants.has(item.personId)) {
      this.#drop(item.id);
      return;
    }
    const before = this.#items.get(item.id);
    if (before?.heading === heading && before.words === words) {
      before.indexed.item = item;
      return;
    }
    this.#drop(item.id);
    const indexed = this.#index.add(item, [
      [heading.words, 2],
      [heading.body, 1],
      [words, 1],
    ]);
    this.#items.set(item.id, { indexed, heading, words });
    this.#standings.addItem(item.personId, item.id);
  }

  #drop(id: string): void {
    const known = this.#items.get(id);
    if (!known) return;
    this.#index.remove(known.indexed);
    this.#items.delete(id);
    this.#standings.removeItem(known.indexed.item.personId, id);
  }
}

const equal = (a: Words, b: Words): boolean => a.length === b.length && a.every((word, at) => word === b[at]);
