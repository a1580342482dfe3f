import { type Activity, activities as log, type Verb } from '../activity/records.js';
import { communities, THE_ONE } from '../communities/records.js';
import type { Actor } from '../identity/identity.js';
import { communityIdOf, derive, deriveLocalId, type LocalKind } from '../identity/ids.js';
import { jobId, jobs } from '../jobs/records.js';
import type { Kit } from '../kit.js';
import { memberships } from '../membership/records.js';
import { type PartitionReader, reader } from '../store/reader.js';
import type { Act, ReadContext, WriteContext } from './context.js';
import { outbox } from './effects.js';
import type { Transaction } from './overlay.js';
import { type Reach, withinReach } from './reach.js';

/** Who reads when, on whose behalf, and in which community, if any. */
export interface Reading {
  readonly kit: Kit;
  readonly actor: Actor;
  readonly now: string;
  readonly signal: AbortSignal | undefined;
  /** The partition of the community whose rules apply. */
  readonly community: string | null;
  /** What those on whose behalf may see. */
  readonly reach: Pick<Reach, 'operation' | 'allow' | 'alsoReads'>;
  /** Hears of each partition before it is read. */
  readonly onRead?: ((partition: string) => void) | undefined;
  /** Reads other partitions; from the store where absent. */
  readonly readerOf?: ((partition: string) => PartitionReader) | undefined;
}

export async function readContext(
  { kit, actor, now, signal, community: partition, reach, onRead, readerOf }: Reading,
  from: PartitionReader,
): Promise<ReadContext> {
  const other = readerOf ?? ((name: string) => reader(kit.storage, name));
  const limited = (some: PartitionReader) => withinReach(some, { ...reach, actor });
  const home = limited(from);
  onRead?.(home.partition);
  if (partition !== null) onRead?.(partition);
  const base = {
    kit,
    actor,
    now,
    signal,
    partition: home.partition,
    get: home.get.bind(home),
    getMany: home.getMany.bind(home),
    scan: home.scan.bind(home),
    in(name: string) {
      onRead?.(name);
      return limited(other(name));
    },
  } satisfies Omit<ReadContext, 'community' | 'membership'>;
  if (partition === null) return { ...base, community: null, membership: null };
  const theirs = partition === home.partition ? home : other(partition);
  const [community, membership] = await Promise.all([
    theirs.get(communities, THE_ONE),
    actor.kind === 'person' ? theirs.get(memberships, actor.id) : null,
  ]);
  return { ...base, community, membership };
}

/** The id of the nth thing of a kind that a mutation of a community makes. */
export function newId(kind: LocalKind, partition: string, seed: string, nth: number): string {
  return deriveLocalId(kind, communityIdOf(partition.slice('community/'.length)), `${seed} ${nth}`);
}

/** What one mutation writes besides documents of its own. */
export interface Session {
  readonly context: WriteContext;
  /** Ids of outbox documents, to be delivered after the commit. */
  readonly effects: readonly string[];
  readonly activities: readonly Activity[];
}

export function writeSession(
  base: ReadContext,
  transaction: Transaction,
  from: {
    /** New ids follow from it. */
    readonly seed: string;
    /** The actor's unit. */
    readonly unit: string | null;
    /** Names this run. */
    readonly call: string;
  },
): Session {
  const effects: string[] = [];
  const activities: Activity[] = [];
  const made: Record<string, number> = {};
  const communityId = () => communityIdOf(transaction.partition.slice('community/'.length));
  const count = (what: string) => {
    made[what] = (made[what] ?? 0) + 1;
    return made[what];
  };
  const effect: WriteContext['effect'] = (type, key, payload = {}) => {
    const id = `${type}:${key}`;
    if (!effects.includes(id)) effects.push(id);
    transaction.put(outbox, id, { type, payload, at: base.now, call: from.call });
  };
  const context: WriteContext = {
    ...base,
    put: transaction.put.bind(transaction),
    remove: transaction.remove.bind(transaction),
    newId: (kind: LocalKind) => newId(kind, transaction.partition, from.seed, count(kind)),
    log<V extends Verb>(act: Act<V>) {
      // The number last, so that the acts of one mutation keep their order in the log.
      const number = String(count('activity')).padStart(3, '0');
      const id = act.imported?.id ?? `${derive(`activity ${from.seed}`, 16)}-${number}`;
      const activity: Activity<V> = {
        id,
        actor: act.imported ? act.imported.actor : base.actor.id,
        verb: act.verb,
        object: act.object,
        inReplyTo: act.inReplyTo ?? null,
        target: act.target ?? null,
        community: communityId(),
        unitAtEvent: act.imported ? act.imported.unitAtEvent : from.unit,
        channel: 'text',
        topics: act.topics ?? [],
        at: act.imported?.at ?? base.now,
        recordedAt: base.now,
        origin: act.imported ? (act.imported.origin ?? 'imported') : 'live',
        detail: act.detail ?? null,
      };
      activities.push(activity as Activity);
      transaction.put(log, id, activity as Activity);
    },
    effect,
    notify(personId, key, notice) {
      if (notice.actor !== personId) effect('notify', `${personId}:${key}`, { personId, key, notice, at: base.now });
    },
    schedule(type, key, due, payload = {}) {
      transaction.put(jobs, jobId(type, key), { type, key, due: new Date(due).toISOString(), payload, failures: 0 });
    },
    unschedule(type, key) {
      transaction.remove(jobs, jobId(type, key));
    },
  };
  return { context, effects, activities };
}
