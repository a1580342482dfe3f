import { type Json, MemoryStore, memory } from '@copkit/storage';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { intercepted } from '../testing/storage.js';
import { collection } from './collection.js';
import { EVERY_KEY } from './keys.js';
import { reader } from './reader.js';
import { SharedReads } from './shared-reads.js';

interface Note {
  readonly text: string;
  readonly tags: string[];
}

const notes = collection<Note>({
  name: 'notes',
  home: 'any',
  audience: 'readers',
  schema: z.strictObject({ text: z.string(), tags: z.array(z.string()) }),
  keys: (_body, id) => [['all', id]],
});

const COMMUNITY = 'community/c_1';

async function scene(most?: number) {
  const storage = memory({ store: new MemoryStore('tests') });
  await storage.open();
  const asked = { reads: 0, heads: 0 };
  const watched = intercepted(storage, {
    get(...args) {
      asked.reads++;
      return storage.get(...args);
    },
    scan(...args) {
      asked.reads++;
      return storage.scan(...args);
    },
    heads(...args) {
      asked.heads++;
      return storage.heads(...args);
    },
  });
  const shared = new SharedReads(watched, reader, most);
  const write = (text: string, partition = COMMUNITY) => {
    const body: Json = { text, tags: ['seal'] };
    const put = { collection: 'notes', id: 'n', body, keys: [['notes:all', 'n']] as const };
    return storage.commit(partition, { expect: [], puts: [put], deletes: [] });
  };
  const texts = async (readerOf = shared.forCall(), partition = COMMUNITY) => {
    const from = readerOf(partition);
    const [one, [, many], { items }] = await Promise.all([
      from.get(notes, 'n'),
      from.getMany(notes, ['none', 'n']),
      from.scan(notes, { index: 'all', ...EVERY_KEY, limit: 10 }),
    ]);
    return [one?.text, many?.text, items[0]?.body.text];
  };
  await write('old');
  return { asked, shared, write, texts };
}

test('what is asked again, by whomever, is read once while nothing changes', async () => {
  const { asked, texts } = await scene();
  expect(await texts()).toEqual(['old', 'old', 'old']);
  expect(asked).toEqual({ reads: 3, heads: 1 });
  expect(await texts()).toEqual(['old', 'old', 'old']);
  expect(asked).toEqual({ reads: 3, heads: 2 });
});

test('what was committed before a call is read by it', async () => {
  const { write, texts } = await scene();
  await texts();
  await write('new');
  expect(await texts()).toEqual(['new', 'new', 'new']);
});

test('what is committed while a call reads is not kept for those after it', async () => {
  const { shared, write, texts } = await scene();
  const call = shared.forCall();
  expect(await call(COMMUNITY).get(notes, 'none')).toBeNull();
  await write('new');
  expect(await texts(call)).toEqual(['new', 'new', 'new']);
  await write('newest');
  expect(await texts()).toEqual(['newest', 'newest', 'newest']);
});

test('what is one person’s own is read each time', async () => {
  const { asked, write, texts } = await scene();
  await write('mine', 'person/p_1');
  for (const reads of [3, 6]) {
    expect(await texts(undefined, 'person/p_1')).toEqual(['mine', 'mine', 'mine']);
    expect(asked).toEqual({ reads, heads: 0 });
  }
});

test('nobody changes what others are given', async () => {
  const { shared } = await scene();
  const note = await shared.forCall()(COMMUNITY).get(notes, 'n');
  expect(() => note?.tags.push('mine')).toThrow(TypeError);
});

test('when there is no room for more, all is read anew', async () => {
  const { asked, texts } = await scene(20);
  await texts();
  await texts();
  expect(asked.reads).toBe(6);
});

test('what could not be read is asked for again', async () => {
  const { shared } = await scene();
  const refusing = shared.forCall()(COMMUNITY);
  await expect(refusing.scan(notes, { index: 'all', ...EVERY_KEY, limit: -1 })).rejects.toThrow();
  await expect(refusing.scan(notes, { index: 'all', ...EVERY_KEY, limit: -1 })).rejects.toThrow();
  expect(await refusing.get(notes, 'n')).toMatchObject({ text: 'old' });
});
