import type { Observer } from '@copkit/server';
import { VERSION } from '@copkit/server';
import { ConflictError, LimitError, type StorageAdapter, UnavailableError } from '@copkit/storage';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { StorageObserver } from './observed-storage.js';
import { OwedEffects } from './owed.js';
import type { JobsState } from './repeated-jobs.js';

export interface Metrics {
  readonly requests: Observer;
  readonly storage: StorageObserver;
  /** Reads what is not counted along the way, once there is a store to read. */
  follow(storage: StorageAdapter, jobs: () => JobsState): void;
  /** As Prometheus reads them. */
  text(): Promise<string>;
  readonly contentType: string;
}

const REQUEST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const STORE_SECONDS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5, 10];
const COUNTS = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/**
 * Figures on this process for Prometheus. Labels come from fixed sets: operations, statuses, error codes, methods of the
 * store; never an id, a name or an address.
 */
export function createMetrics(now: () => number = Date.now): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  new Gauge({
    name: 'copkit_info',
    help: 'The version that runs.',
    labelNames: ['version'],
    registers,
  }).set({ version: VERSION }, 1);
  const requests = new Histogram({
    name: 'copkit_request_duration_seconds',
    help: 'From the arrival of a request to the beginning of its answer.',
    labelNames: ['operation', 'status'],
    buckets: REQUEST_SECONDS,
    registers,
  });
  const problems = new Counter({
    name: 'copkit_problems_total',
    help: 'Answers that were problems, by their code.',
    labelNames: ['code'],
    registers,
  });
  const streams = new Gauge({ name: 'copkit_live_streams', help: 'Live streams that are open.', registers });
  const calls = new Histogram({
    name: 'copkit_store_duration_seconds',
    help: 'Calls of the store, those that failed included.',
    labelNames: ['method'],
    buckets: STORE_SECONDS,
    registers,
  });
  const failures = new Counter({
    name: 'copkit_store_failures_total',
    help: 'Calls of the store that failed: a conflict is tried again and is no fault, until there are many.',
    labelNames: ['method', 'reason'],
    registers,
  });
  const mutations = new Histogram({
    name: 'copkit_commit_mutations',
    help: 'Mutations that one commit carries.',
    buckets: COUNTS,
    registers,
  });
  const documents = new Histogram({
    name: 'copkit_commit_documents',
    help: 'Documents that one commit writes or deletes.',
    buckets: COUNTS,
    registers,
  });

  const owed = new OwedEffects(now);
  // Bound once for each combination: a request costs a lookup and an addition.
  const boundRequests = bound((operation: string, status: number) => requests.labels(operation, String(status)));
  const boundCalls = bound((method: string, _: number) => calls.labels(method));

  return {
    requests: {
      answered({ operation, status, code, ms }) {
        boundRequests(operation, status).observe(ms / 1_000);
        if (code !== null) problems.labels(code).inc();
      },
      streamOpened: () => streams.inc(),
      streamClosed: () => streams.dec(),
    },
    storage: {
      called(method, ms, error) {
        boundCalls(method, 0).observe(ms / 1_000);
        if (error !== null) failures.labels(method, reasonOf(error)).inc();
      },
      committed(partition, commit) {
        owed.committed(partition, commit);
        documents.observe(commit.puts.length + commit.deletes.length);
        const merged = commit.puts.filter(({ collection }) => collection === 'receipts').length;
        if (merged > 0) mutations.observe(merged);
      },
    },
    follow(storage, jobs) {
      new Gauge({
        name: 'copkit_outbox_pending',
        help: 'Effects that commits of this process owe to other partitions.',
        registers,
        async collect() {
          this.set((await owed.count(storage)).pending);
        },
      });
      new Gauge({
        name: 'copkit_outbox_oldest_seconds',
        help: 'How long the oldest of them has been waiting.',
        registers,
        async collect() {
          this.set((await owed.count(storage)).oldest);
        },
      });
      new Counter({
        name: 'copkit_jobs_total',
        help: 'Jobs that this process has run, by their outcome. One that failed is tried again later.',
        labelNames: ['outcome'],
        registers,
        collect() {
          const { done, failed } = jobs();
          this.reset();
          this.labels('done').inc(done);
          this.labels('failed').inc(failed);
        },
      });
      new Gauge({
        name: 'copkit_jobs_lag_seconds',
        help: 'For how long the job that is due next has been due.',
        registers,
        collect() {
          this.set(jobs().lagSeconds);
        },
      });
    },
    text: () => register.metrics(),
    contentType: register.contentType,
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof ConflictError) return 'conflict';
  if (error instanceof UnavailableError) return 'unavailable';
  return error instanceof LimitError ? 'limit' : 'other';
}

function bound<T>(make: (name: string, number: number) => T): (name: string, number: number) => T {
  const made = new Map<string, Map<number, T>>();
  return (name, number) => {
    let byNumber = made.get(name);
    if (!byNumber) {
      byNumber = new Map();
      made.set(name, byNumber);
    }
    let found = byNumber.get(number);
    if (!found) {
      found = make(name, number);
      byNumber.set(number, found);
    }
    return found;
  };
}
