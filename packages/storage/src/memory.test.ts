import { describe, expect, it } from 'vitest';
import { storageConformance } from './conformance/index.js';
import { memory } from './memory.js';
import { harness } from './testing/harness.js';

storageConformance({ describe, it: (name, body) => it(name, body, 60_000) }, harness());

describe('memory()', () => {
  it('is a store of its own by default and declares so', async () => {
    const [one, other] = [memory(), memory()];
    expect(one.capabilities).toMatchObject({ durability: 'none', sharing: 'instance' });
    expect(await one.open()).not.toEqual(await other.open());
  });

  it('takes a store id that can stand in a cursor', async () => {
    expect(await memory({ storeId: 'demo' }).open()).toEqual({ storeId: 'demo' });
    expect(() => memory({ storeId: 'a.b' })).toThrow('1 to 64 letters');
  });

  it('dates tombstones by the clock it was given', async () => {
    let now = new Date('2026-01-01T00:00:00Z');
    const store = memory({ now: () => now });
    await store.open();
    const note = { collection: 'notes', id: 'a' };
    await store.commit('p', { expect: [], puts: [{ ...note, body: 1 }], deletes: [] });
    now = new Date('2026-02-01T00:00:00Z');
    await store.commit('p', { expect: [], puts: [], deletes: [note] });
    await store.compact('p', new Date('2026-02-01T00:00:00Z'));
    expect(await store.changes('p', null, 10)).toMatchObject({ docs: [{ id: 'a', body: null }] });
    await store.compact('p', new Date('2026-02-01T00:00:01Z'));
    expect(await store.changes('p', null, 10)).toMatchObject({ docs: [] });
  });
});
