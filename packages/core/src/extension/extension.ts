import type { Subject } from '../inbox/subjects.js';
import type { StoreCheck } from '../integrity/api.js';
import type { Job } from '../jobs/job.js';
import type { Kit } from '../kit.js';
import type { MetricPart } from '../metrics/part.js';
import type { Effect } from '../operations/effects.js';
import type { Hook } from '../operations/hooks.js';
import type { Operation } from '../operations/operation.js';
import type { Collection } from '../store/collection.js';

/** What an app adds to copkit, in one object: it is reachable in process, over HTTP and in the client like the rest. */
export interface Extension {
  readonly name: string;
  readonly collections?: readonly Collection<unknown>[];
  readonly operations?: readonly Operation[];
  /** Figures that `metrics.list` and `metrics.get` know besides. */
  readonly metrics?: readonly MetricPart[];
  /** Those of its operations that speak of whatever is measured, made of all metrics that are registered. */
  readonly overMetrics?: (metrics: readonly MetricPart[]) => readonly Operation[];
  /** Or what makes them of all operations, so that those which come later are covered as well. */
  readonly hooks?: readonly Hook[] | ((operations: ReadonlyMap<string, Operation>) => readonly Hook[]);
  readonly effects?: readonly Effect[];
  /** What inbox entries of its own lead to. Entries about things of a community that nobody describes are not shown. */
  readonly subjects?: readonly Subject[];
  /** What happens later: scheduled by mutations, run by `cop.jobs.run`. */
  readonly jobs?: readonly Job[];
  /** A part of `cop.sweep`: what is done after a start and daily, by every process, and by several at once. */
  readonly sweep?: (kit: Kit) => Promise<void>;
  /** Before the store is closed: what it gathered to write later. */
  readonly close?: (kit: Kit) => Promise<void>;
  /** What `cop.check()` looks at besides: one for each partition. */
  readonly check?: (partition: string) => StoreCheck;
}
