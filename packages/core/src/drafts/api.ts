import type { CallOptions } from '../operations/call.js';

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
  save(
    input: { key: string; title?: string | null; body: string; topics?: readonly string[] },
    options?: CallOptions,
  ): Promise<Draft>;
  get(input: { key: string }, options?: CallOptions): Promise<{ readonly draft: Draft | null }>;
  list(input?: Record<string, never>, options?: CallOptions): Promise<{ readonly items: readonly Draft[] }>;
  discard(input: { key: string }, options?: CallOptions): Promise<{ readonly key: string }>;
}
