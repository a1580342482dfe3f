import type { CallOptions, Page, PageRequest } from '../operations/call.js';

export interface Draft {
  /** What the draft is for, such as `reply:THREAD_ID` or `start:COMMUNITY_ID`; 1 to 120 characters. */
  readonly key: string;
  readonly title: string | null;
  readonly body: string;
  readonly topics: readonly string[];
  readonly savedAt: string;
}

/** Seen by their owner only. */
export interface DraftsApi {
  /** Of everybody at most 100 are kept. */
  save(
    input: { key: string; title?: string | null; body: string; topics?: readonly string[] },
    options?: CallOptions,
  ): Promise<Draft>;
  get(input: { key: string }, options?: CallOptions): Promise<{ readonly draft: Draft | null }>;
  /** The newest first. */
  list(input?: PageRequest, options?: CallOptions): Promise<Page<Draft>>;
  discard(input: { key: string }, options?: CallOptions): Promise<{ readonly key: string }>;
}
