import type { Put, StorageAdapter, StoredDoc } from '../contract.js';
import { equal, ok } from './assert.js';
import { checkUnsplit, feedPage, key, nextTask, put, readFeed, turns, write } from './documents.js';
import { type Chapter, isShared, processes, sharing } from './kit.js';
import { randomFrom } from './random.js';
import { startWriter } from './writers.js';

const WRITERS = 16;

export const concurrency: Chapter = (kit) => {
  const random = randomFrom(kit.options.seed);

  kit.chapter('concurrency', 'many write and read at once', () => {
    kit.test('16 writers, some late: a polling reader reads what was acknowledged', async (place) => {
      const pause = (): Promise<void> => turns(1 + random(12));
      const adapters = [place.store];
      if (isShared(kit)) adapters.push(await place.another(), await place.pausing(pause), await place.pausing(pause));
      const reader = isShared(kit) ? await place.another() : place.store;
      const acknowledged = new Map<string, string>();
      const writer = async (n: number): Promise<void> => {
        const store = adapters[n % adapters.length] ?? place.store;
        for (let round = 0; round < 12; round += 1) {
          const puts: Put[] = Array.from({ length: 1 + ((n + round) % 3) }, (_, i) => put(`${n}-${round}-${i}`, round));
          const rev = await write(store, 'p', { puts });
          for (const { id } of puts) acknowledged.set(id, rev);
          await nextTask();
        }
      };
      const writers = Promise.all(Array.from({ length: WRITERS }, (_, n) => writer(n)));
      const pages = await pollWhile(reader, writers);
      checkUnsplit(pages);
      const seen = pages.flat();
      equal(seen.length, acknowledged.size, 'documents read');
      for (const { id, rev } of seen) equal(rev, acknowledged.get(id), `the rev of ${id}`);
    });

    kit.test('16 writers that replace and delete one another: a polling reader ends with the truth', async (place) => {
      const others = isShared(kit) ? [await place.another(), await place.another()] : [];
      const adapters = [place.store, ...others];
      const writer = async (n: number): Promise<void> => {
        const store = adapters[n % adapters.length] ?? place.store;
        for (let round = 0; round < 10; round += 1) {
          const [replaced, deleted] = [random(12), 12 + random(12)];
          const puts = [put(`d${replaced}`, `${n}-${round}`), ...(round % 2 ? [put(`d${deleted}`, n)] : [])];
          await write(store, 'p', { puts, deletes: round % 2 ? [] : [key(`d${deleted}`)] });
          await nextTask();
        }
      };
      const writers = Promise.all(Array.from({ length: WRITERS }, (_, n) => writer(n)));
      const pages = await pollWhile(others[0] ?? place.store, writers);
      const known = new Map(pages.flat().map((doc) => [doc.id, doc]));
      const truth = new Map((await readFeed(place.store, 'p')).docs.map((doc) => [doc.id, doc]));
      equal(known.size, truth.size, 'documents known');
      for (const [id, doc] of truth) equal(known.get(id), doc, id);
    });

    kit.test('writers of different partitions do not fail one another', async ({ store, another }) => {
      const other = isShared(kit) ? await another() : store;
      const writer = async (n: number): Promise<void> => {
        let rev: string | null = null;
        for (let round = 0; round < 8; round += 1)
          rev = await write(n % 2 ? store : other, `p${n}`, {
            expect: [{ ...key('a'), rev }],
            puts: [put('a', round)],
          });
      };
      await Promise.all(Array.from({ length: WRITERS }, (_, n) => writer(n)));
      for (let n = 0; n < WRITERS; n += 1) equal((await other.get(`p${n}`, [key('a')]))[0]?.body, 7, `partition ${n}`);
    });

    kit.test(
      'adapters that open a new place at once agree on one store',
      async ({ location }) => {
        const stores = await Promise.all(Array.from({ length: 6 }, () => location.open()));
        try {
          const storeIds = new Set(
            (await Promise.all(stores.map((store) => store.open()))).map(({ storeId }) => storeId),
          );
          equal(storeIds.size, 1, 'store ids');
        } finally {
          for (const store of stores) await store.close();
        }
      },
      sharing,
    );

    kit.test(
      'what other processes write is read here while they write',
      async ({ store, location }) => {
        const names = ['a', 'b', 'c'];
        const writers = await Promise.all(names.map((name) => startWriter(location, name)));
        const killed = Promise.all(writers.map((writer) => writer.killAfter(25)));
        const pages = await pollWhile(store, killed);
        checkUnsplit(pages);
        const seen = new Set(pages.flat().map(({ rev, id }) => `${id} ${rev}`));
        for (const [n, revs] of (await killed).entries()) {
          ok(revs.length >= 25, `process ${names[n]} acknowledged ${revs.length} commits`);
          for (const [commit, rev] of revs.entries())
            ok(seen.has(`${names[n]}-${commit}-0 ${rev}`), `the feed skipped commit ${commit} of process ${names[n]}`);
        }
      },
      processes,
    );
  });
};

/** Reads the feed again and again until the writers have ended, and once more. */
async function pollWhile(reader: StorageAdapter, writers: Promise<unknown>): Promise<(readonly StoredDoc[])[]> {
  let writing = true;
  const ended = writers.finally(() => {
    writing = false;
  });
  const pages: (readonly StoredDoc[])[] = [];
  const read = async (): Promise<void> => {
    let cursor: string | null = null;
    for (let last = false; ; ) {
      const page: Awaited<ReturnType<typeof feedPage>> = await feedPage(reader, 'p', cursor, 7);
      pages.push(page.docs);
      cursor = page.cursor;
      if (last && !page.more) return;
      last = !writing;
      await nextTask();
    }
  };
  await Promise.all([ended, read()]);
  return pages;
}
