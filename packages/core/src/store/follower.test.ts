import { MemoryStore, memory } from '@copkit/storage';
import { expect, test, vi } from 'vitest';
import { intercepted } from '../testing/storage.js';
import { Follower } from './follower.js';

async function scene() {
  const storage = memory({ store: new MemoryStore('tests') });
  await storage.open();
  const taken: string[] = [];
  let cursor: string | null = null;
  let runs = 0;
  let gate = Promise.resolve();
  const watched = intercepted(storage, {
    async heads(partitions) {
      runs++;
      const heads = await storage.heads(partitions);
      await gate;
      return heads;
    },
  });
  const follower = new Follower(watched, {
    cursor: () => cursor,
    apply(_partition, docs, next) {
      taken.push(...docs.map(({ id }) => id));
      cursor = next;
    },
    drop() {
      taken.length = 0;
      cursor = null;
    },
  });
  const put = (id: string) =>
    storage.commit('p', { expect: [], puts: [{ collection: 'notes', id, body: {} }], deletes: [] });
  const hold = () => {
    let letGo = () => {};
    gate = new Promise((resolve) => {
      letGo = resolve;
    });
    return letGo;
  };
  return { follower, taken, put, hold, runs: () => runs };
}

test('who comes while a run is under way waits for the one after it, which all of them share', async () => {
  const { follower, taken, put, hold, runs } = await scene();
  await put('before');
  const letGo = hold();
  const first = follower.catchUp('p');
  await vi.waitFor(() => expect(runs()).toBe(1));
  await put('meanwhile');
  const others = Array.from({ length: 5 }, () => follower.catchUp('p'));
  letGo();
  await Promise.all([first, ...others]);
  expect(taken).toContain('meanwhile');
  expect(runs()).toBe(2);
});

test('what was committed before the call is there, whoever else asks at the same time', async () => {
  const { follower, taken, put } = await scene();
  for (const id of ['a', 'b', 'c', 'd']) {
    await put(id);
    const asked = [follower.catchUp('p'), follower.catchUp('p')];
    await asked[1];
    expect(taken).toContain(id);
    await asked[0];
  }
});

test('what is made anew begins without the old, and serves who waits for it', async () => {
  const { follower, taken, put, runs } = await scene();
  await put('a');
  await follower.catchUp('p');
  taken.push('stale');
  await Promise.all([follower.catchUp('p', true), follower.catchUp('p')]);
  expect(taken).toEqual(['a']);
  expect(runs()).toBe(2);
});
