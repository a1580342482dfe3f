import type { WriteContext } from '../operations/context.js';

export type JobPayload = Readonly<Record<string, unknown>>;

/**
 * Something that happens later, in a community not while it is archived. Running one is a single mutation of the partition that scheduled it: what the job
 * writes and that it is done are one commit, so it is done once whatever dies, by whichever process comes first.
 */
export interface Job {
  readonly type: string;
  /**
   * Acts as the system. May run several times before it succeeds, so it has no effects but through the context; it may
   * schedule the next one. When it throws, nothing of it is written, and it is tried again after a pause.
   */
  run(context: WriteContext, key: string, payload: JobPayload): Promise<void>;
}

export interface JobsRun {
  readonly done: number;
  /** Threw, and will be tried again later; why was told to `onError`. */
  readonly failed: number;
  /** When the next one is due, ISO 8601; `null` when nothing is waiting. */
  readonly next: string | null;
}

export interface Jobs {
  /** Runs what is due at the moment, oldest first, until nothing is. The present moment where absent. */
  run(now?: Date): Promise<JobsRun>;
}
