import type { Readiness } from '@copkit/server';
import type { StorageAdapter } from '@copkit/storage';
import type { JobsState } from './repeated-jobs.js';

/** Slower than that a store is of no use to anybody who waits. */
const ANSWER_WITHIN_MS = 2_000;
/** So often it is asked at most, however many ask: the address is open to everybody. */
const ASK_EVERY_MS = 500;
/** Jobs run every 30 seconds; who is that far behind is stuck. */
const LATE_SECONDS = 300;

export interface ReadinessOptions {
  readonly storage: Pick<StorageAdapter, 'heads'>;
  readonly jobs: () => JobsState;
  /** Whether documents of earlier versions are being brought up to date. */
  readonly upgrading: () => boolean;
  readonly now?: () => number;
  readonly withinMs?: number;
}

/** Ready is who has a store that answers in time. Late jobs and an upgrade under way are told, and keep nobody away. */
export function readinessOf(options: ReadinessOptions): () => Promise<Readiness> {
  const { storage, jobs, upgrading, now = Date.now, withinMs = ANSWER_WITHIN_MS } = options;
  let asked: { readonly at: number; readonly answers: Promise<boolean> } | null = null;
  const ask = async (): Promise<boolean> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, withinMs, false);
    });
    const answer = storage.heads(['catalog']).then(
      () => true,
      () => false,
    );
    const answers = await Promise.race([answer, late]);
    clearTimeout(timer);
    return answers;
  };
  return async () => {
    if (!asked || now() - asked.at >= ASK_EVERY_MS) asked = { at: now(), answers: ask() };
    const answers = await asked.answers;
    const because = [
      ...(answers ? [] : ['store']),
      ...(upgrading() ? ['upgrading'] : []),
      ...(jobs().lagSeconds > LATE_SECONDS ? ['jobs-late'] : []),
    ];
    return { ready: answers, because };
  };
}
