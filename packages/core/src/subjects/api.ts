import type { CallOptions } from '../operations/call.js';
import type { PracticeCard } from '../practices/api.js';
import type { ThreadCard } from '../threads/api.js';

/** A page, procedure, machine …: what people work at while they ask. Linked, never changed. */
export interface Subject {
  /** Stays when the page is renamed: `procedure:OP-114`, `machine:M7`, or the page's address. */
  readonly key: string;
  readonly title: string | null;
  readonly url: string | null;
}

/** A key alone, or with what the page is called now and where it is. At most 300 characters each. */
export type SubjectInput = string | { key: string; title?: string; url?: string };

export interface AtWork {
  /** As it was last written about; `title` and `url` are `null` where nothing was. */
  readonly subject: Subject;
  /** For this subject first, then by topics and text; proven before good. At most 5. */
  readonly practices: readonly (PracticeCard & { readonly match: 'subject' | 'topic' | 'text' })[];
  /** Questions with an answer that are like the text, or the subject's title. At most 5, without those of `discussion`. */
  readonly answers: readonly ThreadCard[];
  /** What is discussed about the subject, the newest activity first. At most 20; `threads.list` has all. */
  readonly discussion: readonly ThreadCard[];
  /** The page's own discussion that `discuss` adds to; `null` before the first word, also after one that was hidden. */
  readonly pageThreadId: string | null;
}

export interface SubjectsApi {
  /** What a community knows about the page somebody works at. `text`: a question that is being written. */
  get(
    input: { communityId: string; subject: string; topics?: readonly string[]; text?: string },
    options?: CallOptions,
  ): Promise<AtWork>;
  /** A comment in the page's own discussion, which the first one opens; two first visitors open one. After one that was hidden, the next. */
  discuss(
    input: { communityId: string; subject: SubjectInput; body: string },
    options?: CallOptions,
  ): Promise<{ readonly threadId: string; readonly postId: string }>;
}
