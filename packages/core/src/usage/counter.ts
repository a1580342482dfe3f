import type { Kit } from '../kit.js';
import type { ReadContext } from '../operations/context.js';
import { unitKey } from '../people/records.js';
import { reachPartition, usageDay, usagePartition } from '../store/partitions.js';
import { reader } from '../store/reader.js';
import { reach, type UsageKind, type UsageRecord, usage } from './records.js';

/** A crash loses no more than this. */
const FLUSH_MS = 10_000;
const MOST_PENDING = 1_000;
/** Days are forgotten after so many, and with them what was read in a unit only before. */
const KEPT_DAYS = 400;

const daysAgo = (now: string, days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString().slice(0, 10);

interface Pending {
  readonly communityId: string;
  readonly day: string;
  readonly counts: Map<string, UsageRecord>;
}

/**
 * Counts what is read and searched by day and unit. The person is forgotten at once: what is kept, in memory as in the
 * store, says which unit and not who. Gathered and written every few seconds.
 */
export class UsageCounter {
  #pending = new Map<string, Pending>();
  #size = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(readonly kit: () => Kit) {}

  /** For reads by people; what the system does is no use. */
  async note(
    { actor, now }: Pick<ReadContext, 'actor' | 'now'>,
    kind: UsageKind,
    communityId: string,
    object: string,
  ): Promise<void> {
    if (actor.kind !== 'person') return;
    const unit = await this.kit().people.unitOf(actor.id);
    const day = now.slice(0, 10);
    const partition = usagePartition(communityId, day);
    const pending = this.#pending.get(partition) ?? { communityId, day, counts: new Map<string, UsageRecord>() };
    this.#pending.set(partition, pending);
    const id = `${kind}:${object}:${unit === null ? '' : unitKey(unit)}`;
    const count = (pending.counts.get(id)?.count ?? 0) + 1;
    if (count === 1) this.#size++;
    pending.counts.set(id, { kind, object, unit, count });
    if (this.#size >= MOST_PENDING) this.#flushSoon(0);
    else this.#flushSoon(FLUSH_MS);
  }

  /** The units in which something was read, as of now. */
  async unitsOf(communityId: string, object: string, now: string): Promise<number> {
    const stored = await reader(this.kit().storage, reachPartition(communityId)).get(reach, object);
    const since = daysAgo(now, KEPT_DAYS);
    const units = new Set(Object.entries(stored?.units ?? {}).flatMap(([unit, day]) => (day >= since ? [unit] : [])));
    for (const pending of this.#pending.values()) {
      for (const each of pending.counts.values()) {
        if (each.kind === 'read' && each.object === object && each.unit !== null) units.add(unitKey(each.unit));
      }
    }
    return units.size;
  }

  /** Writes what was gathered. What the store does not take is lost and told: it is a count. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const pending = [...this.#pending.values()];
    this.#pending = new Map();
    this.#size = 0;
    this.#writing = this.#writing.then(async () => {
      for (const each of pending) await this.#write(each).catch(this.kit().onError);
    });
    return this.#writing;
  }

  /** Forgets a day that is long past. Answers whether the partition was one. */
  async expire(partition: string): Promise<boolean> {
    const day = usageDay(partition);
    if (day === null || day >= daysAgo(this.kit().now(), KEPT_DAYS)) return false;
    await this.kit().storage.purge(partition);
    return true;
  }

  #flushSoon(ms: number): void {
    if (this.#timer && ms > 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), ms);
    (this.#timer as { unref?: () => void }).unref?.();
  }

  async #write({ communityId, day, counts }: Pending): Promise<void> {
    const { writers } = this.kit();
    const ids = [...counts.keys()];
    let attempted: readonly number[] | null = null;
    await writers.mutate(usagePartition(communityId, day), async (transaction) => {
      const stored = (await transaction.getMany(usage, ids)).map((each) => each?.count ?? 0);
      // The commit that nobody confirmed went through.
      if (transaction.inDoubt && attempted?.join() === stored.join()) return;
      attempted = ids.map((id, at) => (stored[at] ?? 0) + (counts.get(id)?.count ?? 0));
      ids.forEach((id, at) => {
        const each = counts.get(id);
        if (each) transaction.put(usage, id, { ...each, count: attempted?.[at] ?? each.count });
      });
    });
    const unitsOf = new Map<string, string[]>();
    for (const { kind, object, unit } of counts.values()) {
      if (kind === 'read' && unit !== null) unitsOf.set(object, [...(unitsOf.get(object) ?? []), unitKey(unit)]);
    }
    if (unitsOf.size === 0) return;
    await writers.mutate(reachPartition(communityId), async (transaction) => {
      const objects = [...unitsOf.keys()];
      const stored = await transaction.getMany(reach, objects);
      objects.forEach((object, at) => {
        const units = { ...stored[at]?.units };
        const newer = (unitsOf.get(object) ?? []).filter((unit) => (units[unit] ?? '') < day);
        for (const unit of newer) units[unit] = day;
        if (newer.length > 0) transaction.put(reach, object, { units });
      });
    });
  }
}
