import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Put, Scan, StorageAdapter } from '@copkit/storage';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { PACKED } from './read.js';
import { sqlite } from './sqlite.js';

const COUNT = 3 * PACKED - 1;

/** Names with all that has a meaning in JSON or SQL. */
const reply = (n: number): Put => ({
  collection: n % 2 ? 'replies' : `it's "quoted", \\escaped\\`,
  id: `"${String(n).padStart(4, '0')}\\`,
  body: { n, text: `${n}\n'"\\ü 💥\u0000` },
  keys: [['by "number"', `\\"${String(n).padStart(4, '0')}'`]],
});
const replies = Array.from({ length: COUNT }, (_, n) => reply(n));

describe('documents that are asked for several at a time', () => {
  let store: StorageAdapter;
  beforeEach(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'copkit-sqlite-'));
    store = sqlite(join(folder, 'store.db'));
    await store.open();
    await store.commit('p', { expect: [], puts: replies, deletes: [] });
    onTestFinished(async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    });
  });

  const scanned = async (part: Partial<Scan>) => {
    const numbers: unknown[] = [];
    const sizes: number[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const scan = { index: 'by "number"', from: '', to: '\x7f', limit: 1, ...part, ...(after && { after }) };
      const page: Awaited<ReturnType<StorageAdapter['scan']>> = await store.scan('p', scan);
      for (const { body, ...doc } of page.docs) {
        const { n } = body as { n: number };
        expect({ ...doc, body }).toMatchObject({
          collection: reply(n).collection,
          id: reply(n).id,
          body: reply(n).body,
        });
        numbers.push(n);
      }
      sizes.push(page.docs.length);
      after = page.after;
    }
    return { numbers, sizes };
  };

  it.each([PACKED - 1, PACKED, PACKED + 1, COUNT - 1, COUNT, 1000])('come in pages of %i', async (limit) => {
    const sizes = Array.from({ length: Math.ceil(COUNT / limit) }, (_, n) => Math.min(limit, COUNT - n * limit));
    const numbers = replies.map((_, n) => n);
    expect(await scanned({ limit })).toEqual({ sizes, numbers });
    expect(await scanned({ limit, reverse: true })).toEqual({ sizes, numbers: numbers.reverse() });
  });

  it('come in the order in which they are asked for, also twice, and missing ones as null', async () => {
    const asked = [...replies, ...replies.slice(0, 3)].reverse().map(({ collection, id }) => ({ collection, id }));
    asked.splice(PACKED, 0, { collection: 'replies', id: 'missing' });
    const found = await store.get('p', asked);
    expect(found.map((doc) => doc && { collection: doc.collection, id: doc.id })).toEqual(
      asked.map((key) => (key.id === 'missing' ? null : key)),
    );
    expect(found.slice(0, 3).map((doc) => doc?.body)).toEqual([2, 1, 0].map((n) => reply(n).body));
  });
});
