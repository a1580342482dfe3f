import type { AdoptionRecord } from '../adoptions/records.js';
import type { ContributionRecord } from '../expertise/contributions.js';
import { isThreadId } from '../identity/ids.js';
import type { PracticeRecord } from '../practices/records.js';
import { isPublished } from '../practices/standing.js';
import type { ReplyRecord, TallyRecord, ThreadRecord } from '../threads/records.js';
import { Comments, type KeptComments } from './comments.js';
import type { EvidenceKind } from './formulas.js';
import {
  adopted,
  isReview,
  type KnownAdoption,
  type KnownPractice,
  practiceOf,
  reviewed,
  reviewOf,
  written,
} from './of-practices.js';
import type { Heading, Source } from './source.js';
import type { Standings } from './standings.js';
import type { TextIndex, Words } from './text-index.js';
import { indexedWords } from './words.js';

interface KnownThread {
  readonly answers: string[];
  opened: { readonly authorId: string; readonly at: number } | null;
  /** `null` where it has none any more. */
  heading: Heading | null;
  acceptedReplyId: string | null;
}

interface KnownAnswer {
  readonly threadId: string;
  readonly authorId: string;
  readonly at: number;
  readonly words: Words;
}

interface KnownContribution {
  readonly personId: string;
  readonly kind: EvidenceKind;
  readonly at: number;
  readonly heading: Heading;
  readonly words: Words;
}

/** Markdown, or of a text that was kept from an earlier run its words. */
export type Text = string | { readonly words: string };

/** What is known, by the ids of the documents that said it. */
export interface Known {
  readonly threads: ReadonlyMap<string, KnownThread>;
  readonly answers: ReadonlyMap<string, KnownAnswer>;
  readonly comments: Pick<Comments, 'byAuthor'>;
  readonly practices: ReadonlyMap<string, KnownPractice>;
  readonly adoptions: ReadonlyMap<string, KnownAdoption>;
  readonly contributions: ReadonlyMap<string, KnownContribution>;
  /** By post. */
  readonly votes: ReadonlyMap<string, number>;
}

const NO_WORDS: Words = [];

/** What the documents of a community say that may be evidence, whoever still belongs to it. */
export class Sources {
  readonly #threads = new Map<string, KnownThread>();
  readonly #answers = new Map<string, KnownAnswer>();
  readonly #comments = new Comments();
  readonly #practices = new Map<string, KnownPractice>();
  readonly #adoptions = new Map<string, KnownAdoption>();
  readonly #adoptionsOf = new Map<string, Set<string>>();
  readonly #contributions = new Map<string, KnownContribution>();
  readonly #votes = new Map<string, number>();
  /** How often something was taken back that had said something: what is kept of it elsewhere must go. */
  forgotten = 0;

  constructor(
    readonly index: Pick<TextIndex<unknown>, 'numbersOf'>,
    readonly standings: Standings,
    /** Hears of every item that may come to something else than before. */
    readonly changed: (id: string) => void,
  ) {}

  takeThread(id: string, record: ThreadRecord | null): void {
    const thread = this.#thread(id);
    const before = thread.heading;
    if (thread.opened) this.standings.didNotWrite(thread.opened.authorId, 'others', thread.opened.at);
    thread.opened =
      record?.visibility === 'visible' ? { authorId: record.authorId, at: Date.parse(record.createdAt) } : null;
    if (thread.opened) this.standings.wrote(thread.opened.authorId, 'others', thread.opened.at);
    // Answers to what was withdrawn or hidden say no more what they are about.
    thread.heading =
      record?.visibility === 'visible'
        ? this.heading(thread.heading, record.title, record.topics, this.#numbers(record.body))
        : null;
    if (before && thread.heading !== before) this.forgotten++;
    thread.acceptedReplyId = record?.acceptedReplyId ?? null;
    for (const answer of thread.answers) this.changed(answer);
  }

  takeReply(id: string, record: ReplyRecord | null): void {
    this.#forgetReply(id);
    if (record?.visibility !== 'visible') return;
    const { authorId, threadId } = record;
    const at = Date.parse(record.createdAt);
    if (record.role === 'answer') {
      this.standings.wrote(authorId, 'answers', at);
      this.standings.of(authorId).posts.add(id);
      this.#thread(threadId).answers.push(id);
      this.#answers.set(id, { threadId, authorId, at, words: this.#numbers(record.body) });
      this.changed(id);
    } else {
      this.standings.wrote(authorId, 'others', at);
      this.#comments.add(id, this.standings.of(authorId).number, at);
    }
  }

  #forgetReply(id: string): void {
    const comment = this.#comments.remove(id);
    if (comment) this.standings.didNotWrite(this.standings.ids[comment.author] as string, 'others', comment.at);
    const answer = this.#answers.get(id);
    if (!answer) return;
    this.forgotten++;
    const { authorId, threadId, at } = answer;
    this.#answers.delete(id);
    this.standings.didNotWrite(authorId, 'answers', at);
    this.standings.of(authorId).posts.delete(id);
    const thread = this.#thread(threadId);
    thread.answers.splice(thread.answers.indexOf(id), 1);
    this.changed(id);
  }

  takeTally(id: string, record: TallyRecord | null): void {
    const postId = id.slice(id.indexOf(':') + 1);
    // Votes for a question say nothing about its answers.
    if (isThreadId(postId)) return;
    let votes = 0;
    if (record) {
      for (const kind in record.reactions) votes += record.reactions[kind as keyof typeof record.reactions] ?? 0;
      for (const { up, down } of record.votes) votes += up - down;
    }
    if (votes === 0) this.#votes.delete(postId);
    else this.#votes.set(postId, votes);
    this.changed(postId);
  }

  takePractice(id: string, record: PracticeRecord | null): void {
    const before = this.#practices.get(id);
    if (before) {
      this.forgotten++;
      this.#practices.delete(id);
      this.standings.of(before.authorId).posts.delete(id);
      if (before.stewardId) this.standings.of(before.stewardId).posts.delete(reviewOf(id));
    }
    if (record && isPublished(record)) {
      const { title, topics, authorId, stewardId, steps, context, problem, reviewed } = record;
      const words = this.#numbers(typeof problem === 'string' ? [problem, ...steps, context].join('\n') : problem);
      this.#practices.set(id, {
        authorId,
        stewardId,
        unit: record.unit,
        proven: record.state === 'proven',
        at: Date.parse(record.updatedAt),
        reviewedAt: reviewed ? Date.parse(reviewed.at) : null,
        heading: this.heading(before?.heading ?? null, title, topics, NO_WORDS),
        words: before && equal(before.words, words) ? before.words : words,
      });
      this.standings.of(authorId).posts.add(id);
      if (stewardId) this.standings.of(stewardId).posts.add(reviewOf(id));
      for (const adoption of this.adoptionsOf(id)) this.standings.of(authorId).posts.add(adoption);
    }
    for (const each of [id, reviewOf(id), ...this.adoptionsOf(id)]) this.changed(each);
  }

  takeAdoption(id: string, record: AdoptionRecord | null): void {
    const before = this.#adoptions.get(id);
    if (before) {
      this.#adoptions.delete(id);
      this.#adoptionsOf.get(before.practiceId)?.delete(id);
    }
    if (record && (record.state === 'adopted' || record.state === 'sustained')) {
      const { practiceId, unit, state, sustainedAt, adoptedAt, updatedAt } = record;
      const at = Date.parse(sustainedAt ?? adoptedAt ?? updatedAt);
      this.#adoptions.set(id, { practiceId, unit, sustained: state === 'sustained', at });
      const others = this.#adoptionsOf.get(practiceId);
      if (others) others.add(id);
      else this.#adoptionsOf.set(practiceId, new Set([id]));
      const practice = this.#practices.get(practiceId);
      if (practice) this.standings.of(practice.authorId).posts.add(id);
    }
    this.changed(id);
  }

  takeContribution(id: string, record: ContributionRecord | null): void {
    const before = this.#contributions.get(id);
    if (before) {
      this.forgotten++;
      this.#contributions.delete(id);
      this.standings.of(before.personId).posts.delete(id);
    }
    if (record) {
      const { personId, kind, title, topics, text, at } = record;
      const heading = this.heading(null, title, topics, NO_WORDS);
      this.#contributions.set(id, { personId, kind, at: Date.parse(at), heading, words: this.#numbers(text) });
      this.standings.of(personId).posts.add(id);
    }
    this.changed(id);
  }

  takeComments(authorId: string, { comments }: KeptComments): void {
    const { number } = this.standings.of(authorId);
    for (const [id, at] of comments) {
      this.standings.wrote(authorId, 'others', at);
      this.#comments.add(id, number, at);
    }
  }

  get known(): Known {
    return {
      threads: this.#threads,
      answers: this.#answers,
      comments: this.#comments,
      practices: this.#practices,
      adoptions: this.#adoptions,
      contributions: this.#contributions,
      votes: this.#votes,
    };
  }

  adoptionsOf(practiceId: string): Iterable<string> {
    return this.#adoptionsOf.get(practiceId) ?? [];
  }

  /** What an item is made of, if it is one whoever wrote it. */
  of(id: string): Source | null {
    const answer = this.#answers.get(id);
    if (answer) return this.#answer(id, answer);
    const practice = this.#practices.get(practiceOf(id));
    if (practice) return isReview(id) ? reviewed(id, practice) : written(id, practice);
    const adoption = this.#adoptions.get(id);
    if (adoption) return adopted(adoption, this.#practices.get(adoption.practiceId));
    const fed = this.#contributions.get(id);
    return fed ? { itemId: id, threadId: null, accepted: false, votes: 0, ...fed } : null;
  }

  /** The same heading while it says the same, so that nothing is indexed again for an acceptance. */
  heading(before: Heading | null, title: string, topics: readonly string[], body: Words): Heading {
    const words = this.index.numbersOf([title, ...topics].flatMap(indexedWords));
    const same = before?.title === title && equal(before.words, words) && equal(before.body, body);
    return same ? before : { title, topics, words, body };
  }

  #answer(id: string, { threadId, authorId, at, words }: KnownAnswer): Source | null {
    const thread = this.#threads.get(threadId);
    if (!thread?.heading) return null;
    return {
      itemId: id,
      kind: 'answer',
      personId: authorId,
      threadId,
      at,
      accepted: thread.acceptedReplyId === id,
      votes: this.#votes.get(id) ?? 0,
      heading: thread.heading,
      words,
    };
  }

  #numbers(text: Text): Words {
    if (typeof text !== 'string') return text.words === '' ? NO_WORDS : this.index.numbersOf(text.words.split(' '));
    return text === '' ? NO_WORDS : this.index.numbersOf(indexedWords(text));
  }

  #thread(id: string): KnownThread {
    let thread = this.#threads.get(id);
    if (!thread) {
      thread = { answers: [], opened: null, heading: null, acceptedReplyId: null };
      this.#threads.set(id, thread);
    }
    return thread;
  }
}

const equal = (a: Words, b: Words): boolean => a.length === b.length && a.every((word, at) => word === b[at]);
