import { CopkitError, type ImportsApi } from '@copkit/core';
import type { ImportedKind, Outcome, Tally } from '../report.js';
import type { Authors } from './authors.js';
import type { Dump } from './dump.js';
import type { PostFacts } from './post-facts.js';
import type { Survey } from './survey.js';
import type { createWindow } from './window.js';

/** What the steps of one import share. */
export interface Run {
  readonly imports: ImportsApi;
  readonly dump: Dump;
  readonly tally: Tally;
  readonly window: ReturnType<typeof createWindow>;
  readonly communityId: string;
  readonly source: string;
  readonly survey: Survey;
  readonly authors: Authors;
  readonly facts: PostFacts;
  readonly signal?: AbortSignal | undefined;
}

/** The core's word that this one thing cannot be, as opposed to a failure of the whole import. */
const REFUSALS: ReadonlySet<string> = new Set(['invalid', 'not-found', 'conflict', 'too-large']);

interface Attempt {
  readonly kind: ImportedKind;
  /** How many things the call stands for. */
  readonly count?: number;
  /** Where it counts as skipped when the core refuses it. */
  readonly table: string;
  readonly call: () => Promise<{ readonly outcome: Outcome }>;
  readonly onRefused?: () => void;
}

/** Makes the call when there is room for one more, and counts what comes of it. */
export function attempt(run: Run, { kind, count = 1, table, call, onRefused }: Attempt): Promise<void> {
  run.signal?.throwIfAborted();
  return run.window.run(async () => {
    try {
      const { outcome } = await call();
      run.tally.imported(kind, outcome, count);
    } catch (error) {
      if (!(error instanceof CopkitError) || !REFUSALS.has(error.code)) throw error;
      onRefused?.();
      run.tally.skipped(table, `is refused: ${error.message}`, count);
    }
  });
}
