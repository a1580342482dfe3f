import type { SearchIndex, StorageAdapter } from '@copkit/storage';
import type * as z from 'zod';
import type { ActivityApi } from './activity/operations.js';
import type { Activity } from './activity/records.js';
import type { CopkitApi } from './api.js';
import { CardRefresher } from './communities/refresher.js';
import { CopkitError } from './errors.js';
import { evolving } from './evolution/evolving.js';
import { Experts } from './experts/service.js';
import type { Extension } from './extension/extension.js';
import { type FieldSchemas, fieldRegistry } from './extension/fields.js';
import { type Actor, type Identity, systemActor } from './identity/identity.js';
import type { RandomBytes } from './identity/ids.js';
import type { ImportsApi } from './imports/api.js';
import type { Finding, StoreStats } from './integrity/api.js';
import { partitions } from './integrity/feed.js';
import type { Jobs } from './jobs/job.js';
import { Scheduler } from './jobs/scheduler.js';
import type { Kit } from './kit.js';
import type { Follow } from './live/api.js';
import { Hub } from './live/hub.js';
import { followFor, watchFor } from './live/watch.js';
import type { TransportOptions } from './operations/call.js';
import { apiOf, type CallByName, callable, partsOf, problemOf, useCounter } from './operations/callable.js';
import { hookRegistry } from './operations/hooks.js';
import { type Deprecation, isExposed } from './operations/operation.js';
import { Outbox } from './operations/outbox.js';
import type { Grant } from './operations/policy.js';
import { expireReceipts } from './operations/receipts.js';
import { Writers } from './operations/writer.js';
import { PeopleDirectory } from './people/directory.js';
import { builtIn, register } from './registry.js';
import { SearchService } from './search/service.js';
import { Renderer } from './threads/renderer.js';
import { TopicScheme } from './topics/scheme.js';
import { UsageCounter } from './usage/counter.js';

export interface CopkitOptions {
  readonly storage: StorageAdapter;
  /** In memory where absent: made anew from the store at each start. */
  readonly search?: SearchIndex;
  readonly extensions?: readonly Extension[];
  /** The host's own fields on people, communities and threads. */
  readonly fields?: FieldSchemas;
  /**
   * The time zone of the organisation, by which the windows of its figures are cut: an IANA name such as
   * `Europe/Berlin`, `UTC` where absent. The same in every process on the store, and for good: figures that were cut
   * otherwise would tell what lies between.
   */
  readonly timeZone?: string;
  /** The present moment. */
  readonly clock?: () => Date;
  readonly random?: RandomBytes;
  /**
   * Origins whose images posts may show, such as `https://pictures.example`, besides the site of the page. Images of
   * others are shown as links: a browser that loaded them would tell their owners who reads what.
   */
  readonly imageOrigins?: readonly string[];
  /** How often to look for changes of other processes while somebody watches; 1,000 ms where absent. */
  readonly pollMs?: number;
  /**
   * How often to look for jobs that are due, in milliseconds; 0 leaves it to `cop.jobs.run`. Where absent 30,000, or 0
   * with a clock of the host's own.
   */
  readonly jobsMs?: number;
  /** Faults that no caller is waiting for; written to the console where absent. */
  readonly onError?: (error: unknown) => void;
}

/** An operation as documentation and transports see it. */
export interface OperationInfo {
  readonly name: string;
  readonly summary: string;
  readonly kind: 'read' | 'write';
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly allow: readonly Grant[];
  /** `false` for what only the system may call. */
  readonly exposed: boolean;
  /**
   * A read whose answer may be given again, to the same person, while {@link Copkit.stateOf} the partitions it was made
   * from says the same, for {@link STEADY_MS} at most.
   */
  readonly steady: boolean;
  readonly deprecated: Deprecation | undefined;
}

/** People and topics that another process changed may be seen as late as this, in milliseconds. */
export const STEADY_MS = 5_000;

export interface Caller {
  /** Calls an operation by its name, for transports. */
  call(name: string, input: unknown, options?: TransportOptions): Promise<unknown>;
  /** Counts the use of an answer that is given again without a call. `input` as it was called with. */
  countUse(name: string, input: unknown): Promise<void>;
  readonly follow: Follow;
}

/** What jobs and importers may call besides everything else. */
export interface SystemApi extends CopkitApi {
  readonly imports: ImportsApi;
  readonly activity: ActivityApi;
}

export interface Copkit {
  /** Of the store: the same in every process on it, and after a restart. Tell it nobody outside of the service. */
  readonly storeId: string;
  /** The API for whoever the host's sign-on says is there. Who is not known yet becomes a person with the first call. */
  as(identity: Identity): CopkitApi & Caller;
  /** The API for jobs and importers, for which every operation is allowed. Never reachable over HTTP. */
  system(job: { readonly name: string }): SystemApi & Caller;
  /** Hears of every act of this process after it is committed. Returns how to stop. */
  on(listener: (activity: Activity) => void): () => void;
  readonly operations: readonly OperationInfo[];
  /** Says something else when one of the partitions changed, or people or topics did, as far as this process knows. */
  stateOf(partitions: readonly string[]): Promise<string>;
  /** What happens later. Runs by itself, see `jobsMs`. */
  readonly jobs: Jobs;
  /** Counts over the whole store. */
  stats(): Promise<StoreStats>;
  /** Looks at every document of the store. */
  check(): Promise<{ readonly documents: number; readonly findings: readonly Finding[] }>;
  /** Every document of the store as JSON lines, for {@link restore}: the whole of it, private notes included. */
  dump(): AsyncIterable<string>;
  /**
   * Writes a dump into this store, which must be empty and may be on another database.
   * @throws CopkitError `conflict` where it holds something, `invalid` with the number of a wrong line; then it is empty again.
   */
  restore(lines: AsyncIterable<string>): Promise<{ readonly documents: number }>;
  /**
   * Carries out what a crash left undone, brings documents of earlier versions up to date, forgets old receipts and brings the catalogue up to date.
   * Runs by itself after the start; call it daily in a process that runs for months.
   */
  sweep(): Promise<void>;
  /** The sweep after the start. */
  readonly firstSweep: Promise<void>;
  /** Finishes what is under way and closes the store. */
  close(): Promise<void>;
}

/** Where faults are told must not make more of them. */
function guarded(onError: (error: unknown) => void): (error: unknown) => void {
  return (error) => {
    try {
      onError(error);
    } catch {
      // Nobody is left to tell.
    }
  };
}

/** Opens a store as one organisation's communities of practice. */
export async function createCopkit(options: CopkitOptions): Promise<Copkit> {
  const extensions = [builtIn, ...(options.extensions ?? [])];
  const { operations, collections, metrics, hooks: given } = register(extensions);
  const storage = evolving(options.storage, collections);
  const parts = partsOf(operations.keys());
  const { storeId } = await storage.open();
  const onError = guarded(options.onError ?? ((error: unknown) => console.error(error)));
  const clock = options.clock ?? (() => new Date());
  const now = () => clock().toISOString();
  const refresher = new CardRefresher(() => kit);
  const writers = new Writers(storage, {
    onCommit(committed) {
      onForeign(committed.partition);
      hub.committed(committed);
      refresher.committed(committed);
      scheduler.committed(committed);
    },
    onDoubt(partition) {
      onForeign(partition);
      hub.mayHaveChanged(partition);
      refresher.mayHaveChanged(partition);
    },
    onError,
  });
  const people = new PeopleDirectory(storage, writers, now, options.random);
  const topics = new TopicScheme(storage);
  const onForeign = (partition: string) => {
    people.changed(partition);
    topics.changed(partition);
  };
  const hub = new Hub(storage, collections, { pollMs: options.pollMs ?? 1_000, onForeign, onError });
  const kit: Kit = {
    storage,
    now,
    timeZone: new Intl.DateTimeFormat('en', { timeZone: options.timeZone ?? 'UTC' }).resolvedOptions().timeZone,
    random: options.random,
    operations,
    collections,
    metrics,
    writers,
    outbox: new Outbox(
      extensions.flatMap((extension) => extension.effects ?? []),
      () => kit,
    ),
    hub,
    people,
    topics,
    search: new SearchService(storage, options.search),
    experts: new Experts(() => kit),
    usage: new UsageCounter(() => kit),
    renderer: new Renderer(options.imageOrigins),
    subjects: extensions.flatMap((extension) => extension.subjects ?? []),
    fields: fieldRegistry(options.fields ?? {}),
    callAsSystem: (...args) => callable({ kit, hooks, onActivity }, async () => systemActor('copkit'))(...args),
    checks: extensions.flatMap(({ check }) => check ?? []),
    onError,
  };
  const hooks = hookRegistry(given);
  const listeners = new Set<(activity: Activity) => void>();
  const onActivity = (activity: Activity) => {
    for (const listener of listeners) {
      try {
        listener(activity);
      } catch (error) {
        onError(error);
      }
    }
  };
  const scheduler = new Scheduler(
    extensions.flatMap((extension) => extension.jobs ?? []),
    () => kit,
    onActivity,
  );
  let closed = false;
  const underWay = new Set<Promise<unknown>>();
  const caller = (actor: () => Promise<Actor>): CallByName => {
    const call = callable({ kit, hooks, onActivity }, actor);
    return async (...args) => {
      if (closed) throw new CopkitError('unavailable', 'copkit was closed.');
      const calling = call(...args).finally(() => underWay.delete(calling));
      underWay.add(calling);
      return calling;
    };
  };
  const apiFor = (actor: () => Promise<Actor>) => {
    const call = caller(actor);
    const own = {
      call,
      countUse: useCounter(kit, actor),
      watch: watchFor(kit, actor),
      offers: async (name: string) => isExposed(operations.get(name)),
      follow: followFor(kit, actor),
    };
    return Object.assign(apiOf(parts, call), own) as SystemApi & Caller;
  };
  const sweepOnce = async () => {
    await kit.usage.flush();
    for await (const partition of partitions(storage)) {
      if (await kit.usage.expire(partition)) continue;
      await storage.upgrade(partition);
      await kit.outbox.deliverPending(partition);
      await expireReceipts(kit, partition);
    }
    await refresher.refreshAll();
    for (const { sweep } of extensions) await sweep?.(kit);
  };
  let sweeping = Promise.resolve();
  const sweep = () => {
    sweeping = sweeping.catch(() => {}).then(sweepOnce);
    return sweeping;
  };
  sweep().catch((error) => {
    if (!closed) onError(error);
  });
  const jobsMs = options.jobsMs ?? (options.clock ? 0 : 30_000);
  if (jobsMs > 0) scheduler.start(jobsMs);

  return {
    storeId,
    as: (identity) => apiFor(() => people.resolve(identity)),
    system: ({ name }) => apiFor(async () => systemActor(name)),
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    operations: [...operations.values()].map((operation) => ({
      name: operation.name,
      summary: operation.summary,
      kind: operation.kind === 'read' ? 'read' : 'write',
      input: operation.input,
      output: operation.output,
      allow: operation.allow,
      exposed: isExposed(operation),
      steady: operation.kind === 'read' && operation.steady === true && !hooks.has(operation.name),
      deprecated: operation.deprecated,
    })),
    async stateOf(partitions) {
      const known = `${people.version} ${topics.version}`;
      try {
        return [known, ...(await storage.heads(partitions))].join();
      } catch (error) {
        throw problemOf(error, undefined);
      }
    },
    jobs: scheduler,
    stats: async () => (await import('./late/oversight.js')).integrity.storeStats(kit),
    check: async () => (await import('./late/oversight.js')).integrity.checkStore(kit),
    async *dump() {
      yield* (await import('./late/oversight.js')).dumps.dumpStore(kit);
    },
    restore: async (lines) => (await import('./late/oversight.js')).dumps.restoreStore(kit, lines),
    sweep,
    firstSweep: sweeping,
    async close() {
      if (closed) return;
      closed = true;
      await Promise.allSettled([sweeping, scheduler.close(), ...underWay]);
      await kit.outbox.close();
      await kit.usage.flush();
      for (const { close } of extensions) await close?.(kit);
      await writers.settled();
      await refresher.close();
      hub.close();
      await kit.experts.close();
      await kit.search.close();
      await storage.close();
    },
  };
}
