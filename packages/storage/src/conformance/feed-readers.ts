import type { Cursor, StorageAdapter, StoredDoc } from '../contract.js';
import { equal, ok } from './assert.js';
import { checkUnsplit, feedPage, key, put, readFeed, write } from './documents.js';
import { type Chapter, isShared } from './kit.js';
import { type Random, randomFrom } from './random.js';

export const feedReaders: Chapter = (kit) => {
  kit.chapter('feed', 'readers come to the truth from wherever they stopped', () => {
    kit.test('from every cursor that was ever given, with pages of any size', async ({ store, another }) => {
      const random = randomFrom(kit.options.seed);
      const reader = isShared(kit) ? await another() : store;
      // What a reader knew when it stopped, and where that was.
      const stops: { readonly cursor: Cursor | null; readonly known: Map<string, StoredDoc> }[] = [
        { cursor: null, known: new Map() },
      ];
      for (let round = 0; round < 30; round += 1) {
        await change(store, random, round);
        const from = stops[random(stops.length)];
        const page = await feedPage(reader, 'p', from?.cursor ?? null, 1 + random(6));
        stops.push({ cursor: page.cursor, known: afterwards(from?.known ?? new Map(), page.docs) });
      }
      const truth = afterwards(new Map(), (await readFeed(store, 'p')).docs);
      const head = (await store.heads(['p']))[0];
      for (const [n, { cursor, known }] of stops.entries()) {
        const limit = 1 + (n % 9);
        const rest = await readFeed(reader, 'p', cursor, limit);
        checkUnsplit(rest.pages);
        equal(rest.cursor, head, `the cursor at the end, from stop ${n}`);
        const reached = afterwards(known, rest.docs);
        equal([...reached.keys()].sort(), [...truth.keys()].sort(), `the documents, from stop ${n}`);
        for (const [id, doc] of truth) equal(reached.get(id), doc, `${id}, from stop ${n}`);
      }
    });

    kit.test('a page holds what its limit asks for, or a whole commit', async ({ store }) => {
      for (let n = 0; n < 40; n += 1)
        await write(store, 'p', { puts: Array.from({ length: 1 + (n % 4) }, (_, i) => put(`d${n}-${i}`, n)) });
      for (const limit of [1, 3, 10, 1000]) {
        const { pages } = await readFeed(store, 'p', null, limit);
        for (const docs of pages) {
          const lastCommit = docs.filter(({ rev }) => rev === docs.at(-1)?.rev).length;
          ok(docs.length - lastCommit < limit, `a page of ${docs.length} documents where ${limit} were asked for`);
        }
      }
    });

    kit.test('reading changes nothing: two readers do not see one another', async ({ store }) => {
      for (let n = 0; n < 9; n += 1) await write(store, 'p', { puts: [put(`d${n}`, n)] });
      const [fast, slow]: [string[], string[]] = [[], []];
      let [at, behind]: [Cursor | null, Cursor | null] = [null, null];
      for (let n = 0; n < 9; n += 1) {
        const page = await feedPage(store, 'p', at, 3);
        const one = await feedPage(store, 'p', behind, 1);
        [at, behind] = [page.cursor, one.cursor];
        fast.push(...page.docs.map(({ id }) => id));
        slow.push(...one.docs.map(({ id }) => id));
      }
      const all = Array.from({ length: 9 }, (_, n) => `d${n}`);
      equal([fast, slow], [all, all], 'what the two have read');
    });

    kit.test('heads are given in the order asked for, with repeats', async ({ store }) => {
      for (const partition of ['a', 'b']) await write(store, partition, { puts: [put('d', partition)] });
      const [a, b] = [(await readFeed(store, 'a')).cursor, (await readFeed(store, 'b')).cursor];
      equal(await store.heads(['b', 'never', 'a', 'b']), [b, null, a, b], 'heads');
      equal(await store.heads([]), [], 'heads of nothing');
    });
  });
};

/** Puts some documents and, every now and then, deletes one in the same commit. */
async function change(store: StorageAdapter, random: Random, round: number): Promise<void> {
  const [first, ...others] = [...new Set(Array.from({ length: 1 + random(4) }, () => `d${random(15)}`))];
  if (first === undefined) return;
  const deletes = random(3) === 0;
  const puts = (deletes ? others : [first, ...others]).map((id) => put(id, round));
  await write(store, 'p', { puts, deletes: deletes ? [key(first)] : [] });
}

function afterwards(known: ReadonlyMap<string, StoredDoc>, docs: readonly StoredDoc[]): Map<string, StoredDoc> {
  return new Map([...known, ...docs.map((doc) => [doc.id, doc] as const)]);
}
