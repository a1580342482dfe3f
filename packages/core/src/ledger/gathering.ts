import type { Kit } from '../kit.js';
import type { LedgerEntry } from './api.js';
import { entryId, ledger, ledgerPartition } from './records.js';

/** A crash loses no more than this. */
const FLUSH_MS = 2_000;
/** Entries that are written together: a store takes so many at least. */
const CHUNK = 500;

const sum = (a: LedgerEntry | null | undefined, b: LedgerEntry): LedgerEntry => ({
  ...b,
  count: (a?.count ?? 0) + b.count,
  given: (a?.given ?? 0) + b.given,
  suppressed: (a?.suppressed ?? 0) + b.suppressed,
  insufficient: (a?.insufficient ?? 0) + b.insufficient,
});

/** What is asked of the communities of one store: gathered, and written every few seconds, so that asking stays fast. */
export class Gathering {
  #pending = new Map<string, Map<string, LedgerEntry>>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(readonly kit: Kit) {}

  note(communityId: string, entry: LedgerEntry): void {
    const entries = this.#pending.get(communityId) ?? new Map<string, LedgerEntry>();
    this.#pending.set(communityId, entries);
    const id = entryId(entry);
    entries.set(id, sum(entries.get(id), entry));
    if (this.#timer) return;
    this.#timer = setTimeout(() => void this.flush(), FLUSH_MS);
    (this.#timer as { unref?: () => void }).unref?.();
  }

  /** Writes what was gathered. What the store does not take is told, and tried again with what comes next. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const pending = [...this.#pending];
    this.#pending = new Map();
    this.#writing = this.#writing.then(async () => {
      for (const [communityId, entries] of pending) {
        const all = [...entries];
        for (let from = 0; from < all.length; from += CHUNK) {
          const some = new Map(all.slice(from, from + CHUNK));
          await this.#write(communityId, some).catch((error: unknown) => {
            this.kit.onError(error);
            for (const entry of some.values()) this.note(communityId, entry);
          });
        }
      }
    });
    return this.#writing;
  }

  async #write(communityId: string, entries: ReadonlyMap<string, LedgerEntry>): Promise<void> {
    const ids = [...entries.keys()];
    let attempted: readonly number[] | null = null;
    await this.kit.writers.mutate(ledgerPartition(communityId), async (transaction) => {
      const stored = await transaction.getMany(ledger, ids);
      const counts = stored.map((each) => each?.count ?? 0);
      // The commit that nobody confirmed went through.
      if (transaction.inDoubt && attempted?.join() === counts.join()) return;
      const sums = [...entries.values()].map((entry, at) => sum(stored[at], entry));
      attempted = sums.map(({ count }) => count);
      sums.forEach((entry, at) => {
        transaction.put(ledger, ids[at] ?? '', entry);
      });
    });
  }
}

const gatherings = new WeakMap<Kit, Gathering>();

/** One for each running copkit, however many of them have the same extension. */
export function gatheringOf(kit: Kit): Gathering {
  const known = gatherings.get(kit) ?? new Gathering(kit);
  gatherings.set(kit, known);
  return known;
}
