import { describe, expect, it } from 'vitest';
import { type Commit, ConflictError, MemoryStore, memory, type Scan, type StorageAdapter } from '../index.js';
import { storageConformance } from './index.js';

/** What an adapter does instead of what it promised. */
type Fault = (honest: StorageAdapter) => Partial<StorageAdapter>;

const hastyListeners = new Set<(partition: string) => void>();

const faults: readonly (readonly [chapter: string, fault: string, build: Fault])[] = [
  [
    'P1',
    'writes the documents of a commit one after the other',
    (honest) => ({
      async commit(partition, commit) {
        let last = await honest.commit(partition, { ...commit, puts: [], deletes: [] });
        for (const put of commit.puts) last = await honest.commit(partition, { expect: [], puts: [put], deletes: [] });
        for (const key of commit.deletes)
          last = await honest.commit(partition, { expect: [], puts: [], deletes: [key] });
        return last;
      },
    }),
  ],
  ['P2', 'ignores expectations', (honest) => ({ commit: (p, commit) => honest.commit(p, { ...commit, expect: [] }) })],
  [
    'P2',
    'compares expectations before the write, not with it',
    (honest) => ({
      async commit(partition, commit) {
        const current = await honest.get(partition, commit.expect);
        if (commit.expect.some(({ rev }, i) => (current[i]?.rev ?? null) !== rev)) throw new ConflictError(current);
        return honest.commit(partition, { ...commit, expect: [] });
      },
    }),
  ],
  [
    'P3',
    'remembers heads',
    (honest) => {
      const remembered = new Map<string, Awaited<ReturnType<StorageAdapter['heads']>>>();
      return {
        async heads(partitions) {
          const heads = remembered.get(String(partitions)) ?? (await honest.heads(partitions));
          remembered.set(String(partitions), heads);
          return heads;
        },
      };
    },
  ],
  [
    'P4',
    'returns another rev than it writes',
    (honest) => ({ commit: async (p, commit) => ({ rev: `${(await honest.commit(p, commit)).rev}0` }) }),
  ],
  [
    'P5',
    'leaves tombstones out of the feed',
    (honest) => ({
      async changes(partition, since, limit) {
        const page = await honest.changes(partition, since, limit);
        return page.kind === 'page' ? { ...page, docs: page.docs.filter(({ body }) => body !== null) } : page;
      },
    }),
  ],
  [
    'P5',
    'cuts a page of the feed at its limit',
    (honest) => ({
      async changes(partition, since, limit) {
        const page = await honest.changes(partition, since, limit);
        return page.kind === 'page' ? { ...page, docs: page.docs.slice(0, limit) } : page;
      },
    }),
  ],
  [
    'P5',
    'takes a cursor of another store for its own',
    (honest) => ({
      async changes(partition, since, limit) {
        const page = await honest.changes(partition, since, limit);
        return page.kind === 'reset' ? honest.changes(partition, null, limit) : page;
      },
    }),
  ],
  ['P6', 'orders as a dictionary does', (honest) => lowerCased(honest)],
  [
    'P6',
    'includes the end of a range',
    (honest) => ({ scan: (p, scan) => honest.scan(p, { ...scan, to: `${scan.to} ` }) }),
  ],
  [
    'P7',
    'tells nothing about a conflict',
    (honest) => ({
      commit: (p, commit) =>
        honest.commit(p, commit).catch((error: unknown) => {
          throw error instanceof ConflictError ? new ConflictError([]) : error;
        }),
    }),
  ],
  ['P9', 'keeps everything in one partition', (honest) => ({ get: (_, keys) => honest.get('left', keys) })],
  ['P9', 'does not purge', () => ({ purge: async () => {} })],
  ['input', 'stores what is not JSON', (honest) => ({ commit: (p, commit) => honest.commit(p, asJson(commit)) })],
  ['P10', 'is never closed', () => ({ close: async () => {} })],
  [
    'P10',
    'wakes before the commit is visible',
    (honest) => ({
      onHint(listener) {
        hastyListeners.add(listener);
        return () => hastyListeners.delete(listener);
      },
      async commit(partition, commit) {
        for (const listener of hastyListeners) listener(partition);
        await new Promise((resolve) => setImmediate(resolve));
        return honest.commit(partition, commit);
      },
    }),
  ],
];

function lowerCased(honest: StorageAdapter): Partial<StorageAdapter> {
  return {
    scan: (partition: string, scan: Scan) =>
      honest.scan(partition, { ...scan, from: scan.from.toLowerCase(), to: scan.to.toLowerCase() }),
    commit: (partition: string, commit: Commit) =>
      honest.commit(partition, {
        ...commit,
        puts: commit.puts.map((put) => ({
          ...put,
          ...(put.keys ? { keys: put.keys.map(([index, key]) => [index, key.toLowerCase()] as const) } : {}),
        })),
      }),
  };
}

function asJson(commit: Commit): Commit {
  return {
    ...commit,
    puts: commit.puts.map((put) => ({ ...put, body: typeof put.body === 'number' ? Number(put.body) || 0 : put.body })),
  };
}

/** Runs the suite on adapters with a fault; the names of the chapters that failed. */
async function failedChapters(fault: Fault): Promise<Set<string>> {
  const tests: { chapter: string; body: () => Promise<void> }[] = [];
  let chapter = '';
  const runner = {
    describe(name: string, body: () => void) {
      chapter = name;
      body();
    },
    it: (_: string, body: () => Promise<void>) => tests.push({ chapter, body }),
  };
  storageConformance(runner, {
    sample: memory({ store: new MemoryStore() }),
    create: async () => {
      const store = new MemoryStore();
      const open = async () => {
        const honest = memory({ store });
        await honest.open();
        return withFault(honest, fault);
      };
      return { open, destroy: async () => {} };
    },
  });
  const failed = new Set<string>();
  for (const { chapter, body } of tests) await body().catch(() => failed.add(chapter.split(' ')[0] ?? ''));
  return failed;
}

function withFault(honest: StorageAdapter, fault: Fault): StorageAdapter {
  const faulty = fault(honest);
  return new Proxy(honest, {
    get(target, name: keyof StorageAdapter) {
      const value = faulty[name] ?? target[name];
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

describe('the conformance suite', () => {
  it('has nothing to say against an honest adapter', async () => {
    expect(await failedChapters(() => ({}))).toEqual(new Set());
  });

  it.each(faults)('sees in %s that an adapter %s', async (chapter, _, fault) => {
    expect(await failedChapters(fault)).toContain(chapter);
  });
});
