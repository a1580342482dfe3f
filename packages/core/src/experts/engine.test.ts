import { type Json, memory, type StorageAdapter } from '@copkit/storage';
import { expect, test } from 'vitest';
import { everyDocument } from '../testing/documents.js';
import { ExpertEngine } from './engine.js';
import { Snapshots } from './snapshot.js';

const COMMUNITIES = [0, 1, 2, 3].map((number) => `c_${String(number).padStart(16, '0')}`);
const nobody = { record: async () => null };

/** Communities with so many answers each. */
async function written(answers: number): Promise<StorageAdapter> {
  const storage = memory();
  await storage.open();
  const doc = (collection: string, id: string, body: Json) => ({ collection, id, body });
  const posted = { visibility: 'visible', createdAt: '2026-01-01T00:00:00.000Z' };
  for (const communityId of COMMUNITIES) {
    const replies = Array.from({ length: answers }, (_, at) =>
      doc('replies', `r${at}`, { ...posted, threadId: 't', authorId: 'ann', body: `Bolt ${at}`, role: 'answer' }),
    );
    const puts = [
      doc('memberships', 'ann', { personId: 'ann', state: 'active', roles: ['member'], joinedAt: null }),
      doc('threads', 't', { ...posted, title: 'Pumps', body: '', topics: [], authorId: 'ben', acceptedReplyId: null }),
      ...replies,
    ];
    await storage.commit(`community/${communityId}`, { expect: [], puts, deletes: [] });
  }
  return storage;
}

const engineFor = (storage: StorageAdapter, items: number, snapshots: Snapshots | null = null) =>
  new ExpertEngine(
    storage,
    nobody,
    snapshots,
    (error) => {
      throw error;
    },
    items,
  );

const sizesAskedFor = async (engine: ExpertEngine, ids: readonly string[]) => {
  const sizes: number[] = [];
  for (const id of ids) sizes.push((await engine.evidenceOf(id)).size);
  return sizes;
};

test('what stays in memory is what was asked about last, within the limit', async () => {
  const engine = engineFor(await written(10), 25);
  expect(await sizesAskedFor(engine, COMMUNITIES)).toEqual([10, 10, 10, 10]);
  expect(engine.loaded).toBe(2);
  const [first = '', , , last = ''] = COMMUNITIES;
  const before = await engine.evidenceOf(last);
  expect(await engine.evidenceOf(first)).toMatchObject({ size: 10 });
  // The third went for the first, since it was asked about longest ago.
  expect(await engine.evidenceOf(last)).toBe(before);
  expect(engine.loaded).toBe(2);
});

test('a community that is larger than the limit stays while it is the last one', async () => {
  const engine = engineFor(await written(10), 5);
  const [first = ''] = COMMUNITIES;
  expect(await engine.evidenceOf(first)).toBe(await engine.evidenceOf(first));
  expect(engine.loaded).toBe(1);
});

test('many who ask at once, of more than may stay, are all told everything', async () => {
  const storage = await written(10);
  const engine = engineFor(storage, 15);
  const asked = Array.from({ length: 60 }, (_, at) => COMMUNITIES[(at * 7) % 4] as string);
  const sizes = await Promise.all(asked.map(async (id) => (await engine.evidenceOf(id)).size));
  expect(new Set(sizes)).toEqual(new Set([10]));
  await sizesAskedFor(engine, COMMUNITIES);
  expect(engine.loaded).toBe(1);
});

test('what goes is kept, and read from there when somebody asks again', async () => {
  const storage = await written(600);
  const engine = engineFor(storage, 700, new Snapshots(storage));
  expect(await sizesAskedFor(engine, COMMUNITIES)).toEqual([600, 600, 600, 600]);
  await engine.close();
  const kept = await everyDocument(storage);
  expect(kept.filter(({ collection }) => collection === 'evidenceSnapshots')).toHaveLength(4);
  const read: string[] = [];
  const counted: StorageAdapter = new Proxy(storage, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (name === 'changes' && args[2] !== 1) read.push(String(args[0]));
        return value.apply(target, args);
      };
    },
  });
  expect(await sizesAskedFor(engineFor(counted, 700, new Snapshots(counted)), COMMUNITIES)).toEqual([
    600, 600, 600, 600,
  ]);
  expect(read).toEqual([]);
});
