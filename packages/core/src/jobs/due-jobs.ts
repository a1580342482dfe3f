import type { Activity } from '../activity/records.js';
import { communities, THE_ONE } from '../communities/records.js';
import { CopkitError } from '../errors.js';
import { systemActor } from '../identity/identity.js';
import { mint } from '../identity/ids.js';
import { partitions } from '../integrity/feed.js';
import type { Kit } from '../kit.js';
import { outbox } from '../operations/effects.js';
import { readContext, type Session, writeSession } from '../operations/session.js';
import { kindOf } from '../store/partitions.js';
import { reader } from '../store/reader.js';
import type { Job, JobsRun } from './job.js';
import { jobs } from './records.js';

const PAGE = 500;
/** A job that throws is tried again after this, then after twice as long, and so on up to a day. */
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 86_400_000;

/** What a commit owes to other partitions is delivered right after it. Where it is not, its process has died. */
const OVERDUE_MS = 60_000;

/** The first job of a partition, by the key under which it stands in the index; as of a place in its feed. */
interface Waiting {
  readonly head: string | null;
  /** Something is owed to other partitions, and has been for too short a time to do another process's work. */
  readonly owes: boolean;
  readonly first: { readonly key: string; readonly id: string } | null;
}

/** The jobs of a store that are due, and what is owed beside them. */
export class DueJobs {
  readonly #jobs: ReadonlyMap<string, Job>;
  readonly #waiting = new Map<string, Waiting>();

  constructor(
    known: readonly Job[],
    readonly kit: () => Kit,
    readonly onActivity: (activity: Activity) => void,
  ) {
    this.#jobs = new Map(known.map((job) => [job.type, job]));
  }

  /** Oldest first, until nothing is due; one after the other, so a run begins when the one before has ended. */
  async run(now: string): Promise<JobsRun> {
    const counts = { done: 0, failed: 0 };
    // A job may schedule others anywhere, through what it owes to other partitions.
    for (let before = -1; before !== counts.done + counts.failed; ) {
      before = counts.done + counts.failed;
      await this.#look(now);
      for (let oldest = this.#oldest(); oldest && isDue(oldest.key, now); oldest = this.#oldest()) {
        const outcome = await this.#settle(oldest.partition, oldest.id, now);
        if (outcome) counts[outcome]++;
        await this.#lookInto(oldest.partition);
      }
    }
    return { ...counts, next: this.#oldest()?.key.split('/', 1)[0] ?? null };
  }

  /** Looks at every partition that has moved on since it was looked at last. */
  async #look(now: string): Promise<void> {
    const names: string[] = [];
    for await (const partition of partitions(this.kit().storage)) {
      // Of these there are many; they come last and have no jobs.
      if (kindOf(partition) === 'usage') break;
      names.push(partition);
    }
    const present = new Set(names);
    for (const partition of this.#waiting.keys()) if (!present.has(partition)) this.#waiting.delete(partition);
    for (let from = 0; from < names.length; from += PAGE) {
      const some = names.slice(from, from + PAGE);
      const heads = await this.kit().storage.heads(some);
      for (const [at, partition] of some.entries()) {
        const known = this.#waiting.get(partition);
        if (known && known.head === heads[at] && !known.owes) continue;
        await this.#lookInto(partition, heads[at] ?? null, await this.#owes(partition, now));
      }
    }
  }

  /** Pays what a process that died left owing. Answers whether something is left. */
  async #owes(partition: string, now: string): Promise<boolean> {
    const range = { index: 'outbox', from: '', to: '\x7f', limit: 1 };
    const [oldest] = (await reader(this.kit().storage, partition).scan(outbox, range)).items;
    if (!oldest) return false;
    if (Date.parse(now) - Date.parse(oldest.body.at) >= OVERDUE_MS) await this.kit().outbox.deliverPending(partition);
    return true;
  }

  async #lookInto(partition: string, head: string | null = null, owes = false): Promise<void> {
    const home = reader(this.kit().storage, partition);
    let after: string | undefined;
    do {
      const page = await home.scan(jobs, {
        index: 'due',
        from: '',
        to: '\x7f',
        limit: 20,
        ...(after ? { after } : {}),
      });
      // Those of a newer version or of an extension that is not loaded here are left for who knows them.
      const found = page.items.find(({ body }) => this.#jobs.has(body.type));
      if (found) {
        const first = { key: `${found.body.due}/${found.id}`, id: found.id };
        // In an archived community nobody could do what jobs ask for: they wait until it is one again.
        const archived = (await home.get(communities, THE_ONE))?.archivedAt;
        this.#waiting.set(partition, { head, owes, first: archived ? null : first });
        return;
      }
      after = page.after ?? undefined;
    } while (after);
    this.#waiting.set(partition, { head, owes, first: null });
  }

  #oldest(): { readonly partition: string; readonly key: string; readonly id: string } | null {
    let oldest: { partition: string; key: string; id: string } | null = null;
    for (const [partition, { first }] of this.#waiting) {
      if (first && (!oldest || first.key < oldest.key)) oldest = { partition, ...first };
    }
    return oldest;
  }

  async #settle(partition: string, id: string, now: string): Promise<'done' | 'failed' | null> {
    try {
      return (await this.#runOne(partition, id, now)) ? 'done' : null;
    } catch (error) {
      // The store is away: the job is not to blame, and neither is the next.
      if (error instanceof CopkitError && error.code === 'unavailable') throw error;
      this.kit().onError(error);
      await this.#postpone(partition, id, now);
      return 'failed';
    }
  }

  /** Answers whether it was this process that did it. */
  async #runOne(partition: string, id: string, now: string): Promise<boolean> {
    const kit = this.kit();
    const reading = {
      kit,
      actor: systemActor('jobs'),
      now,
      signal: undefined,
      community: kindOf(partition) === 'community' ? partition : null,
      reach: { operation: id, allow: [], alsoReads: [] },
    };
    const call = mint(12, kit.random);
    let attempted: Session | null = null;
    const session = await kit.writers.mutate(partition, async (transaction): Promise<Session | null> => {
      const found = await transaction.get(jobs, id);
      const job = found && this.#jobs.get(found.type);
      // Moved or done in the meantime; by this very run, if nobody could say whether its commit went through.
      if (!job || found.due > now) return transaction.inDoubt ? attempted : null;
      const base = await readContext(reading, transaction);
      if (base.community?.archivedAt) return null;
      const seed = `job ${id} ${call}`;
      const session = writeSession(base, transaction, { seed, unit: null, call });
      transaction.remove(jobs, id);
      await job.run(session.context, found.key, found.payload);
      attempted = session;
      return session;
    });
    if (!session) return false;
    await kit.outbox.deliver(partition, session.effects);
    for (const activity of session.activities) this.onActivity(activity);
    return true;
  }

  async #postpone(partition: string, id: string, now: string): Promise<void> {
    await this.kit().writers.mutate(partition, async (transaction) => {
      const found = await transaction.get(jobs, id);
      if (!found || found.due > now) return;
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** found.failures, LONGEST_PAUSE_MS);
      const due = new Date(Date.parse(now) + pause).toISOString();
      transaction.put(jobs, id, { ...found, due, failures: found.failures + 1 });
    });
  }
}

const isDue = (key: string, now: string): boolean => key.slice(0, now.length) <= now;
