import { describe, expect, it } from 'vitest';
import type { StorageAdapter } from './contract.js';
import { type Call, type Fault, type FaultPlan, faulty } from './faulty.js';
import { MemoryStore, memory } from './memory.js';

const note = { collection: 'notes', id: 'a' };
const commit = { expect: [], puts: [{ ...note, body: 1, keys: [['by', 'a']] as const }], deletes: [] };

async function opened(plan: FaultPlan): Promise<{ store: StorageAdapter; honest: StorageAdapter }> {
  const honest = memory({ store: new MemoryStore() });
  const store = faulty(honest, plan);
  await store.open();
  return { store, honest };
}

const on =
  (method: Call['method'], fault: Fault): FaultPlan =>
  (call) =>
    call.method === method ? fault : null;

describe('faulty()', () => {
  it('declares and does what the adapter does while nothing is planned', async () => {
    const { store, honest } = await opened(() => null);
    expect(store).toMatchObject({ name: 'faulty memory', capabilities: honest.capabilities });
    const { rev } = await store.commit('p', commit);
    const doc = { ...note, rev, body: 1 };
    expect(await store.get('p', [note])).toEqual([doc]);
    expect(await store.scan('p', { index: 'by', from: '', to: '\x7f', limit: 9 })).toEqual({
      docs: [doc],
      after: null,
    });
    expect(await store.heads(['p'])).toEqual(await honest.heads(['p']));
    expect(await store.listPartitions(null, 9)).toEqual(['p']);
    await store.compact('p', new Date(0));
    await store.purge('p');
    expect(await store.changes('p', null, 9)).toMatchObject({ docs: [] });
    await store.close();
    await expect(honest.get('p', [note])).rejects.toMatchObject({ name: 'ClosedError' });
  });

  it.each([
    ['fail', 'not-applied', null],
    ['lose-request', 'unknown', null],
    ['lose-reply', 'unknown', 1],
  ] as const)('a commit that meets "%s" ends %s', async (outcome, known, body) => {
    const { store, honest } = await opened(on('commit', { outcome }));
    await expect(store.commit('p', commit)).rejects.toMatchObject({ name: 'UnavailableError', outcome: known });
    expect((await honest.get('p', [note]))[0]?.body ?? null).toBe(body);
  });

  it('a read whose reply is lost leaves nothing in doubt', async () => {
    const { store } = await opened(on('get', { outcome: 'lose-reply' }));
    await expect(store.get('p', [note])).rejects.toMatchObject({ name: 'UnavailableError', outcome: 'not-applied' });
  });

  it('passes on what the adapter refuses, also when the reply were to be lost', async () => {
    const { store } = await opened(on('commit', { outcome: 'lose-reply' }));
    const stale = { ...commit, expect: [{ ...note, rev: 'stale' }] };
    await expect(store.commit('p', stale)).rejects.toMatchObject({ name: 'ConflictError' });
  });

  it('lets what began later go first', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { store } = await opened(({ number }) => (number === 0 ? { delay: () => held } : null));
    const late = store.commit('p', { ...commit, puts: [{ ...note, body: 'late' }] });
    await store.commit('p', { ...commit, puts: [{ ...note, body: 'early' }] });
    expect((await store.get('p', [note]))[0]?.body).toBe('early');
    release();
    await late;
    expect((await store.get('p', [note]))[0]?.body).toBe('late');
  });

  it('splits pages, and never within a commit', async () => {
    const { store } = await opened(({ method }) => (method === 'commit' ? null : { outcome: 'split' }));
    const ids = ['a', 'b', 'c'];
    const puts = ids.map((id) => ({ collection: 'notes', id, body: 1, keys: [['by', id]] as const }));
    await store.commit('p', { expect: [], puts: puts.slice(0, 2), deletes: [] });
    await store.commit('q', { expect: [], puts: puts.slice(2), deletes: [] });
    await store.commit('p', { expect: [], puts: puts.slice(2), deletes: [] });
    const scanned = await store.scan('p', { index: 'by', from: '', to: '\x7f', limit: 10 });
    expect(scanned).toMatchObject({ docs: [{ id: 'a' }], after: expect.any(String) });
    expect(await store.changes('p', null, 10)).toMatchObject({ docs: [{ id: 'a' }, { id: 'b' }], more: true });
    expect(await store.listPartitions(null, 10)).toEqual(['p']);
    await expect(store.listPartitions(null, 0)).rejects.toMatchObject({ name: 'LimitError' });
  });

  it('loses, repeats and delays hints until they are stopped', async () => {
    const faults: (Fault | null)[] = [null, { outcome: 'fail' }, { outcome: 'split' }, { delay: async () => {} }, null];
    let hints = 0;
    const { store } = await opened(({ method }) => {
      if (method !== 'hint') return null;
      hints += 1;
      return faults[hints - 1] ?? null;
    });
    const heard: string[] = [];
    const stop = store.onHint?.((partition) => heard.push(partition));
    for (const partition of ['plain', 'lost', 'twice', 'late']) await store.commit(partition, commit);
    await expect.poll(() => heard).toEqual(['plain', 'twice', 'twice', 'late']);
    stop?.();
    await store.commit('stopped', commit);
    await store.get('p', [note]);
    expect(heard).toHaveLength(4);
  });

  it('tells the plan what is called, and how many calls came before', async () => {
    const calls: Call[] = [];
    const { store } = await opened((call) => {
      calls.push(call);
      return null;
    });
    await store.get('p', [note]);
    await store.heads(['p']);
    expect(calls).toEqual([
      { method: 'get', partition: 'p', number: 0 },
      { method: 'heads', partition: null, number: 1 },
    ]);
  });
});
