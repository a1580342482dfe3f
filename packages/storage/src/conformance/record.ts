import type { Capabilities, StorageAdapter } from '../contract.js';
import type { ConformanceOptions } from './kit.js';

/** A promise of the contract, or what shows several of them together. */
export type ChapterId =
  | 'P1'
  | 'P2'
  | 'P3'
  | 'P4'
  | 'P5'
  | 'P6'
  | 'P7'
  | 'P8'
  | 'P9'
  | 'P10'
  | 'input'
  | 'unknown'
  | 'concurrency'
  | 'feed'
  | 'histories'
  | 'crash'
  | 'soak';

export interface TestRecord {
  readonly chapter: ChapterId;
  readonly title: string;
  readonly test: string;
  /** `pending` until the runner has run it. */
  readonly outcome: 'pending' | 'passed' | 'failed' | 'skipped';
  /** Why it was skipped, or how it failed; `null` otherwise. */
  readonly reason: string | null;
}

/** What was run, what was skipped and why. It fills while the tests run and can be written as JSON at any time. */
export interface ConformanceRecord {
  readonly adapter: string;
  readonly capabilities: Capabilities;
  readonly options: Required<ConformanceOptions>;
  readonly tests: readonly TestRecord[];
}

interface Entry {
  skip(reason: string): void;
  /** Runs the test, takes down how it ended, and ends as it did. */
  run(body: () => Promise<void>): Promise<void>;
}

export function newRecord(
  { name, capabilities }: StorageAdapter,
  options: Required<ConformanceOptions>,
): {
  readonly value: ConformanceRecord;
  add(chapter: ChapterId, title: string, test: string): Entry;
} {
  const tests: TestRecord[] = [];
  return {
    value: { adapter: name, capabilities, options, tests },
    add(chapter, title, test) {
      const at = tests.length;
      const end = (outcome: TestRecord['outcome'], reason: string | null): void => {
        tests[at] = { chapter, title, test, outcome, reason };
      };
      end('pending', null);
      return {
        skip: (reason) => end('skipped', reason),
        async run(body) {
          try {
            await body();
            end('passed', null);
          } catch (error) {
            end('failed', error instanceof Error ? `${error.name}: ${error.message}` : String(error));
            throw error;
          }
        },
      };
    },
  };
}
