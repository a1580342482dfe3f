import type { StorageAdapter } from '../contract.js';
import { ConformanceError } from './assert.js';
import { type ChapterId, type ConformanceRecord, newRecord } from './record.js';

/** The two functions of vitest, mocha, node:test and the like that the suites use. */
export interface Runner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: (name: string, body: () => Promise<void>) => unknown;
}

/** Another process, or a worker, that has the place open and runs `writeUntilKilled` on it. */
export interface OtherProcess {
  /** What it prints, in pieces of any length. Ends when the process is gone. */
  readonly output: AsyncIterable<string>;
  /** Ends it without a chance to tidy up, as `kill -9` does. Resolves when it is gone. */
  kill(): Promise<void>;
}

/** A place where a store lies: a file, a database, a name. Empty when created. */
export interface Location {
  /** A new adapter on this place, opened. */
  open(): Promise<StorageAdapter>;
  /** Starts another process on this place. Needed of every adapter that declares to be durable. */
  reopenInNewProcess?(writer: string): Promise<OtherProcess>;
  /**
   * A new adapter on this place, opened, whose commits wait for `pause` after they have written and
   * before they commit. For databases whose driver gives a way in between the two.
   */
  openPausing?(pause: () => Promise<void>): Promise<StorageAdapter>;
  /** Removes the place. Every adapter on it is closed by then. */
  destroy(): Promise<void>;
}

export interface Harness {
  /** An adapter of the kind to test. Only what it declares is read; it is never opened. */
  readonly sample: StorageAdapter;
  create(): Promise<Location>;
}

/** How much is done where more can always be done. */
export interface ConformanceOptions {
  /** Where the random numbers begin; 1 by default. A failure names it. */
  readonly seed?: number;
  /** Random histories that are compared with the memory adapter; 40 by default. */
  readonly histories?: number;
  /** Processes that are killed while they write; 50 by default. */
  readonly kills?: number;
  /** Rounds of the soak chapter, each some 500 documents and 100 commits more; 2 by default. */
  readonly soak?: number;
  /** Milliseconds after which a test that has not ended has failed; 60,000 by default. */
  readonly patienceMs?: number;
}

export interface Place {
  /** The first adapter on the place. */
  readonly store: StorageAdapter;
  readonly location: Location;
  /** One more adapter on the same place; closed after the test. */
  another(): Promise<StorageAdapter>;
  /** One more adapter, whose commits pause where the harness has a way to make them. */
  pausing(pause: () => Promise<void>): Promise<StorageAdapter>;
  /** An adapter on a place of its own; closed and destroyed after the test. */
  elsewhere(): Promise<StorageAdapter>;
}

/** What a test needs of the adapter. What does not hold is why the test is skipped. */
export interface Need {
  readonly unmet: string;
  holds(sample: StorageAdapter): boolean;
}

/** Several adapters on one place at once. */
export const sharing: Need = {
  unmet: "`sharing` is 'instance': one adapter at a time has the place open",
  holds: ({ capabilities }) => capabilities.sharing !== 'instance',
};

/** One adapter on a place at a time. */
export const exclusive: Need = {
  unmet: "`sharing` is not 'instance': several adapters may have the place open",
  holds: (sample) => !sharing.holds(sample),
};

/** Several processes on one place at once. */
export const processes: Need = {
  unmet: "`sharing` is 'instance' or 'process': no other process may have the place open",
  holds: ({ capabilities }) => capabilities.sharing === 'host' || capabilities.sharing === 'network',
};

export const durable: Need = {
  unmet: "`durability` is 'none'",
  holds: ({ capabilities }) => capabilities.durability !== 'none',
};

export const hinting: Need = {
  unmet: 'the adapter has no `onHint`',
  holds: (sample) => sample.onHint !== undefined,
};

/** What a chapter is given. */
export interface Kit {
  readonly sample: StorageAdapter;
  readonly options: Required<ConformanceOptions>;
  chapter(id: ChapterId, title: string, body: () => void): void;
  /** A test on a place of its own. */
  test(name: string, body: (place: Place) => Promise<void>, ...needs: readonly Need[]): void;
}

/** A chapter of the suite. It leaves out what the sample declares not to do, and nothing else. */
export type Chapter = (kit: Kit) => void;

export function createKit(
  runner: Runner,
  harness: Harness,
  options: ConformanceOptions,
): { readonly kit: Kit; readonly record: ConformanceRecord } {
  const { sample } = harness;
  const all = { seed: 1, histories: 40, kills: 50, soak: 2, patienceMs: 60_000, ...options };
  const record = newRecord(sample, all);
  let chapter: { readonly id: ChapterId; readonly title: string; readonly tests: (() => void)[] } | null = null;
  const kit: Kit = {
    sample,
    options: all,
    chapter(id, title, body) {
      const tests: (() => void)[] = [];
      chapter = { id, title, tests };
      body();
      chapter = null;
      // Some runners refuse a group without a test.
      if (tests.length > 0)
        runner.describe(`${id} ${title}`, () => {
          for (const register of tests) register();
        });
    },
    test(name, body, ...needs) {
      if (!chapter) throw new Error('A test of the suite stands in a chapter.');
      const entry = record.add(chapter.id, chapter.title, name);
      const missing = needs.find((need) => !need.holds(sample));
      if (missing) entry.skip(missing.unmet);
      else
        chapter.tests.push(() =>
          runner.it(name, () => entry.run(() => inTime(onPlace(harness, body), all.patienceMs))),
        );
    },
  };
  return { kit, record: record.value };
}

async function onPlace(harness: Harness, body: (place: Place) => Promise<void>): Promise<void> {
  const locations: Location[] = [];
  const opened: StorageAdapter[] = [];
  const keep = async (opening: Promise<StorageAdapter>): Promise<StorageAdapter> => {
    const store = await opening;
    opened.push(store);
    return store;
  };
  const create = async (): Promise<Location> => {
    const location = await harness.create();
    locations.push(location);
    return location;
  };
  try {
    const location = await create();
    await body({
      location,
      store: await keep(location.open()),
      another: () => keep(location.open()),
      pausing: (pause) => keep(location.openPausing?.(pause) ?? location.open()),
      elsewhere: async () => keep((await create()).open()),
    });
  } finally {
    for (const store of opened) await store.close();
    for (const location of locations) await location.destroy();
  }
}

/** What never ends, such as the wait for a hint that does not come, is a failure too. */
async function inTime(test: Promise<void>, patienceMs: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ConformanceError(`it did not end within ${patienceMs} ms`)), patienceMs);
  });
  try {
    await Promise.race([test, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether several adapters may be open on one place at once. */
export function isShared(kit: Kit): boolean {
  return sharing.holds(kit.sample);
}
