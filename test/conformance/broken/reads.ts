import type { Rev, StorageAdapter, StoredDoc } from '@copkit/storage';
import { type BrokenAdapter, broken, wholeFeed } from './fault.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Adapters that read wrongly. */
export const brokenReads: readonly BrokenAdapter[] = [
  broken('P3', 'reads through a cache that the commits of others do not clear', () => (honest) => {
    const cache = new Map<string, StoredDoc | null>();
    return {
      async get(partition, keys) {
        const docs = await honest.get(partition, keys);
        return keys.map((key, i) => {
          const name = JSON.stringify([partition, key.collection, key.id]);
          if (!cache.get(name)) cache.set(name, docs[i] ?? null);
          return cache.get(name) ?? null;
        });
      },
      async commit(partition, commit) {
        cache.clear();
        return honest.commit(partition, commit);
      },
      async purge(partition) {
        cache.clear();
        return honest.purge(partition);
      },
    };
  }),

  broken('P3', 'remembers heads', () => (honest) => {
    const remembered = new Map<string, Awaited<ReturnType<StorageAdapter['heads']>>>();
    return {
      async heads(partitions) {
        const heads = remembered.get(String(partitions)) ?? (await honest.heads(partitions));
        remembered.set(String(partitions), heads);
        return heads;
      },
    };
  }),

  broken('P5', 'leaves tombstones out of the feed', () => (honest) => ({
    async changes(partition, since, limit) {
      const page = await honest.changes(partition, since, limit);
      return page.kind === 'page' ? { ...page, docs: page.docs.filter(({ body }) => body !== null) } : page;
    },
  })),

  broken('P5', 'cuts a page of the feed at its limit, within a commit', () => (honest) => ({
    async changes(partition, since, limit) {
      const page = await honest.changes(partition, since, limit);
      return page.kind === 'page' ? { ...page, docs: page.docs.slice(0, limit) } : page;
    },
  })),

  broken('P5', 'takes a cursor of another store for its own', () => (honest) => ({
    async changes(partition, since, limit) {
      const page = await honest.changes(partition, since, limit);
      return page.kind === 'reset' && page.reason === 'other-store' ? honest.changes(partition, null, limit) : page;
    },
  })),

  broken('P5', 'lets a reader go on that missed a forgotten tombstone', () => (honest) => ({
    async changes(partition, since, limit) {
      const page = await honest.changes(partition, since, limit);
      if (page.kind !== 'reset' || page.reason !== 'expired') return page;
      return { kind: 'page', docs: [], cursor: (await wholeFeed(honest, partition)).cursor, more: false };
    },
  })),

  broken('P5', 'sends a new reader back to the beginning once tombstones were forgotten', () => (honest) => ({
    async changes(partition, since, limit) {
      const page = await honest.changes(partition, since, limit);
      if (page.kind === 'reset') return page;
      return { ...page, cursor: page.cursor.replace(/^([^.]+[.][^.]+)[.][0-9]+([.][0-9]+)$/, '$1$2') };
    },
  })),

  // Numbers are given when a commit begins, as by a sequence of a database, and seen when it ends.
  broken('concurrency', 'has a gap in the feed: a reader passes a number that is still being written', () => {
    let numbers = 0;
    const numberOf = new Map<Rev, number>();
    return (honest) => ({
      async commit(partition, commit) {
        numbers += 1;
        const number = numbers;
        if (number % 5 === 0) for (let n = 0; n < 10; n += 1) await turn();
        const done = await honest.commit(partition, commit);
        numberOf.set(done.rev, number);
        return done;
      },
      async changes(partition, since, limit) {
        // What the numbers cannot tell: cursors of others, expired ones and malformed ones.
        const [, before, number = '0'] = /^(.*)[.]([0-9]+)$/.exec(since ?? '') ?? [];
        const told = await honest.changes(partition, before === undefined ? since : before, limit);
        if (told.kind === 'reset') return told;
        const feed = await wholeFeed(honest, partition);
        const numbered = feed.docs.map((doc) => ({ doc, at: numberOf.get(doc.rev) ?? 0 }));
        const after = numbered.filter(({ at }) => at > Number(number)).sort((a, b) => a.at - b.at);
        const last = after[limit - 1]?.at ?? after.at(-1)?.at ?? Number(number);
        const docs = after.filter(({ at }) => at <= last).map(({ doc }) => doc);
        return { kind: 'page', docs, cursor: `${feed.cursor}.${last}`, more: docs.length < after.length };
      },
      async heads(partitions) {
        const heads = await honest.heads(partitions);
        return Promise.all(
          heads.map(async (head, i) => {
            const { docs } = await wholeFeed(honest, partitions[i] ?? '');
            return head && `${head}.${Math.max(0, ...docs.map(({ rev }) => numberOf.get(rev) ?? 0))}`;
          }),
        );
      },
    });
  }),

  broken('P6', 'orders as a dictionary does', () => (honest) => ({
    scan: (partition, scan) =>
      honest.scan(partition, { ...scan, from: scan.from.toLowerCase(), to: scan.to.toLowerCase() }),
    commit: (partition, commit) =>
      honest.commit(partition, {
        ...commit,
        puts: commit.puts.map((put) => ({
          ...put,
          ...(put.keys ? { keys: put.keys.map(([index, key]) => [index, String(key).toLowerCase()] as const) } : {}),
        })),
      }),
  })),

  broken('P6', 'includes the end of a range', () => (honest) => ({
    scan: (partition, scan) => honest.scan(partition, { ...scan, to: `${scan.to} ` }),
  })),

  broken('P6', 'pages by counting, so that a page repeats or skips what moved', () => (honest) => ({
    async scan(partition, { after, ...scan }) {
      const passed = Number(after ?? 0);
      const all = await honest.scan(partition, { ...scan, limit: 1000 });
      const docs = all.docs.slice(passed, passed + scan.limit);
      return { docs, after: passed + docs.length < all.docs.length ? `${passed + docs.length}` : null };
    },
  })),

  broken('P9', 'finds a document of another partition', () => (honest) => ({
    async get(partition, keys) {
      const [docs, others] = [await honest.get(partition, keys), await honest.get('left', keys)];
      return docs.map((doc, i) => doc ?? others[i] ?? null);
    },
  })),

  broken('P9', 'counts the commits of all partitions together', () => {
    let commits = 0;
    return (honest) => ({
      async commit(partition, commit) {
        commits += 1;
        return honest.commit(partition, commit);
      },
      heads: async (partitions) => (await honest.heads(partitions)).map((head) => head && `${head}-${commits}`),
    });
  }),
];
