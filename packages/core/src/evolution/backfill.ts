import {
  type Commit,
  ConflictError,
  type Cursor,
  type Expectation,
  type Put,
  type StorageAdapter,
  type StoredDoc,
} from '@copkit/storage';
import { CopkitError } from '../errors.js';
import { BACKFILL, FIRST_FORMAT, FORMAT, type Format, formatPut, type Progress, raised } from './format.js';
import type { Shapes } from './shapes.js';

/** Documents of the feed that are looked at in one step, which is one commit. */
const PAGE = 100;
/** Conflicts one after the other. */
const MOST_OUTRUN = 25;

type Outcome = 'done' | 'moved' | 'outrun';

interface Standing {
  readonly format: Format;
  readonly rev: string | null;
  readonly progress: Progress | null;
}

/**
 * Rewrites, partition by partition, what is stored in an earlier version. Goes along the change feed: what is
 * written meanwhile is of the new version, since the collection was fenced off first, and what is rewritten comes
 * again at the end and is passed over. Several processes may do it at once, each with the help of the others' steps.
 */
export class Backfill {
  readonly #running = new Map<string, Promise<void>>();

  constructor(
    readonly storage: StorageAdapter,
    readonly shapes: Shapes,
  ) {}

  /** At most so many steps; fewer if it is done before. One run at a time for a partition. */
  async advance(partition: string, steps: number): Promise<void> {
    const before = this.#running.get(partition) ?? Promise.resolve();
    const running = before
      .catch(() => {})
      .then(async () => {
        let outrun = 0;
        for (let step = 0; step < steps && outrun < MOST_OUTRUN; step++) {
          const outcome = await this.#step(partition);
          if (outcome === 'done') return;
          outrun = outcome === 'outrun' ? outrun + 1 : 0;
        }
        if (outrun === MOST_OUTRUN)
          throw new CopkitError(
            'unavailable',
            `Others always came first when "${partition}" was to be brought up to date.`,
          );
      });
    this.#running.set(partition, running);
    try {
      await running;
    } finally {
      if (this.#running.get(partition) === running) this.#running.delete(partition);
    }
  }

  async #step(partition: string): Promise<Outcome> {
    const wanted = this.shapes.grownIn(partition);
    if (wanted.length === 0) return 'done';
    const standing = await this.#standing(partition);
    const next = raised(standing.format, wanted);
    if (next) {
      const [head] = await this.storage.heads([partition]);
      if (head === null) return 'done';
      return this.#tryTo(partition, standing, { puts: [formatPut(next)] });
    }
    // What a later version is building is not ours to rewrite.
    const ours = standing.format.building.filter(
      (name) => standing.format.versions[name] === this.shapes.grown.get(name),
    );
    if (ours.length === 0) return 'done';
    const changes = await this.storage.changes(partition, standing.progress?.cursor ?? null, PAGE);
    if (changes.kind === 'reset') return this.#rewrite(partition, standing, { expect: [], puts: [] }, null);
    const renewing = this.#renewing(changes.docs.filter(({ collection }) => ours.includes(collection)));
    if (changes.more) return this.#rewrite(partition, standing, renewing, changes.cursor);
    const building = standing.format.building.filter((name) => !ours.includes(name));
    return this.#tryTo(partition, standing, {
      expect: renewing.expect,
      puts: [...renewing.puts, formatPut({ ...standing.format, building })],
      deletes: [BACKFILL],
    });
  }

  async #rewrite(
    partition: string,
    standing: Standing,
    { expect, puts }: Pick<Commit, 'expect' | 'puts'>,
    cursor: Cursor | null,
  ): Promise<Outcome> {
    const progress = cursor === null ? null : { building: standing.format.building, cursor };
    return this.#tryTo(partition, standing, {
      expect,
      puts: [...puts, ...(progress ? [{ ...BACKFILL, body: progress }] : [])],
      deletes: progress ? [] : [BACKFILL],
    });
  }

  #renewing(docs: readonly StoredDoc[]): Pick<Commit, 'expect' | 'puts'> {
    const expect: Expectation[] = [];
    const puts: Put[] = [];
    for (const doc of docs) {
      const put = this.shapes.renewed(doc);
      if (!put) continue;
      expect.push({ collection: doc.collection, id: doc.id, rev: doc.rev });
      puts.push(put);
    }
    return { expect, puts };
  }

  async #standing(partition: string): Promise<Standing> {
    const [doc, backfill] = await this.storage.get(partition, [FORMAT, BACKFILL]);
    const format = (doc?.body ?? FIRST_FORMAT) as unknown as Format;
    const progress = (backfill?.body ?? null) as unknown as Progress | null;
    // A run for other collections has not seen the documents of those that came since.
    const goesOn = progress?.building.join() === format.building.join();
    return { format, rev: doc?.rev ?? null, progress: goesOn ? progress : null };
  }

  /** Who came between has changed what the step was decided on; the next one sees it. */
  async #tryTo(partition: string, { rev }: Standing, commit: Partial<Commit>): Promise<Outcome> {
    try {
      await this.storage.commit(partition, {
        puts: [],
        deletes: [],
        ...commit,
        expect: [{ ...FORMAT, rev }, ...(commit.expect ?? [])],
      });
      return 'moved';
    } catch (error) {
      if (error instanceof ConflictError) return 'outrun';
      throw error;
    }
  }
}
