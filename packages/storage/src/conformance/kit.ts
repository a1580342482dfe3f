import type { StorageAdapter } from '../contract.js';

/** The two functions of vitest, mocha, node:test and the like that the suites use. */
export interface Runner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: (name: string, body: () => Promise<void>) => unknown;
}

/** A place where a store lies: a file, a database, a name. Empty when created. */
export interface Location {
  /** A new adapter on this place, opened. */
  open(): Promise<StorageAdapter>;
  /** Removes the place. Every adapter on it is closed by then. */
  destroy(): Promise<void>;
}

export interface Harness {
  /** An adapter of the kind to test. Only what it declares is read; it is never opened. */
  readonly sample: StorageAdapter;
  create(): Promise<Location>;
}

export interface Place {
  /** The first adapter on the place. */
  readonly store: StorageAdapter;
  /** One more adapter on the same place; closed after the test. */
  another(): Promise<StorageAdapter>;
  /** An adapter on a place of its own; closed and destroyed after the test. */
  elsewhere(): Promise<StorageAdapter>;
}

/** What a chapter is given. */
export interface Kit {
  readonly sample: StorageAdapter;
  readonly describe: Runner['describe'];
  /** A test on a place of its own. */
  test(name: string, body: (place: Place) => Promise<void>): void;
}

/** A chapter of the suite. It leaves out what the sample's capabilities rule out, and nothing else. */
export type Chapter = (kit: Kit) => void;

export function createKit(runner: Runner, harness: Harness): Kit {
  return {
    sample: harness.sample,
    describe: runner.describe,
    test(name, body) {
      runner.it(name, async () => {
        const places: Location[] = [];
        const opened: StorageAdapter[] = [];
        const open = async (place: Location): Promise<StorageAdapter> => {
          const store = await place.open();
          opened.push(store);
          return store;
        };
        const create = async (): Promise<Location> => {
          const place = await harness.create();
          places.push(place);
          return place;
        };
        try {
          const place = await create();
          const store = await open(place);
          await body({ store, another: () => open(place), elsewhere: async () => open(await create()) });
        } finally {
          for (const store of opened) await store.close();
          for (const place of places) await place.destroy();
        }
      });
    },
  };
}

/** Whether several adapters may be open on one place at once. */
export function isShared(kit: Kit): boolean {
  return kit.sample.capabilities.sharing !== 'instance';
}
