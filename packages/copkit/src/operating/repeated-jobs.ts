import type { Copkit, JobsRun } from '@copkit/core';
import type { Repeat } from '../daily.js';

const EVERY_MS = 30_000;

export interface JobsState {
  /** For how long the job that is due next has been due; 0 where none is. */
  readonly lagSeconds: number;
  readonly done: number;
  readonly failed: number;
}

export interface RepeatedJobs {
  state(): JobsState;
  stop(): void;
}

/** Runs what is due again and again, and knows how far behind that is. */
export function repeatedJobs(
  { jobs }: Pick<Copkit, 'jobs'>,
  onError: (error: unknown) => void,
  every: Repeat,
  now: () => number = Date.now,
): RepeatedJobs {
  const counts = { done: 0, failed: 0 };
  let next: JobsRun['next'] = null;
  const run = async () => {
    const result = await jobs.run();
    counts.done += result.done;
    counts.failed += result.failed;
    next = result.next;
  };
  const stop = every(() => void run().catch(onError), EVERY_MS);
  return {
    state: () => ({ ...counts, lagSeconds: next === null ? 0 : Math.max(0, (now() - Date.parse(next)) / 1_000) }),
    stop,
  };
}
