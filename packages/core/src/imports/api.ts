import type { CallOptions } from '../operations/call.js';
import type { CloseReason, ThreadKind } from '../threads/api.js';

export type Outcome = 'created' | 'updated' | 'unchanged';

/** Where an imported thing comes from. The same source and id give the same thing, however often it is imported. */
export interface Sourced {
  communityId: string;
  /** Such as `stackexchange:cardano`. */
  source: string;
  /** Unique in the source. */
  sourceId: string;
}

/** For importers, by the system actor: history with its own authors and times. Each call may be repeated. */
export interface ImportsApi {
  /**
   * Finds or creates by `source`; the existing one keeps its charter. `facilitators`, by their host ids, look after
   * it from now on, besides who does already; `not-found` where one of them is not known here.
   */
  community(
    input: { source: string; name: string; purpose: string; createdAt?: string; facilitators?: readonly string[] },
    options?: CallOptions,
  ): Promise<{ readonly communityId: string; readonly outcome: Outcome }>;
  /** Who is or was a member already stays as they are. */
  member(
    input: { communityId: string; personId: string; at: string },
    options?: CallOptions,
  ): Promise<{ readonly outcome: Outcome }>;
  /** A nameless author who stays present: the same person for the same source and label. */
  placeholder(
    input: { source: string; label: string },
    options?: CallOptions,
  ): Promise<{ readonly personId: string; readonly outcome: Outcome }>;
  /** Who edited it here since is not overwritten. */
  thread(
    input: Sourced & {
      authorId: string;
      at: string;
      kind: ThreadKind;
      title: string;
      body: string;
      topics: readonly string[];
      editedAt?: string | null;
    },
    options?: CallOptions,
  ): Promise<{ readonly threadId: string; readonly outcome: Outcome }>;
  /** `onSourceId`: the question, answer or comment it responds to. */
  reply(
    input: Sourced & {
      onSourceId: string;
      role: 'answer' | 'comment';
      authorId: string;
      at: string;
      body: string;
      editedAt?: string | null;
    },
    options?: CallOptions,
  ): Promise<{ readonly replyId: string; readonly threadId: string; readonly outcome: Outcome }>;
  /** `sourceId` of the answer. `at: null` where nobody knows when: the answer's own time stands in. */
  accept(input: Sourced & { at: string | null }, options?: CallOptions): Promise<{ readonly outcome: Outcome }>;
  close(
    input: Sourced & { at: string; reason: CloseReason; duplicateOfSourceId?: string },
    options?: CallOptions,
  ): Promise<{ readonly outcome: Outcome }>;
  /** Sets the totals of votes without voters on a post, replacing earlier ones. `day`: `YYYY-MM-DD`. */
  votes(
    input: Sourced & { days: readonly { readonly day: string; readonly up: number; readonly down: number }[] },
    options?: CallOptions,
  ): Promise<{ readonly outcome: Outcome }>;
}
