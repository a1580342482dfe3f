import { ConflictError, MemoryStore, memory, type Put, type StorageAdapter } from '@copkit/storage';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { type Collection, collection, createCopkit, type Extension, read, write } from '../index.js';
import { type Counted, counted, intercepted } from '../testing/storage.js';

/** Notes, as the first version of an extension has them. */
const oldNotes = collection<{ readonly text: string }>({
  name: 'notes',
  home: 'community',
  audience: 'readers',
  schema: z.strictObject({ text: z.string() }),
  keys: (_body, id) => [['all', id]],
});

/** Notes, as the second has them: text became words, and they can be found by the first of them. */
const newNotes = collection<{ readonly words: readonly string[] }>({
  name: 'notes',
  home: 'community',
  audience: 'readers',
  schema: z.strictObject({ words: z.array(z.string()) }),
  keys: ({ words }, id) => [
    ['all', id],
    ['words', `${words[0]}/${id}`],
  ],
  upgrades: [({ text }) => ({ words: String(text).split(' ') })],
  indexesSince: { words: 2 },
});

const home = { communityId: z.string() };
const inCommunity = {
  allow: ['participant'] as const,
  community: (input: { communityId: string }) => input.communityId,
};

const take = <T>(notes: Collection<T>, body: (text: string) => T) =>
  write<{ communityId: string; id: string; text: string }, null, null>({
    name: 'notes.take',
    summary: 'Takes a note.',
    input: z.strictObject({ ...home, id: z.string(), text: z.string() }),
    output: z.null(),
    ...inCommunity,
    async run(context, { id, text }) {
      context.put(notes, id, body(text));
      return null;
    },
    answer: async () => null,
  });

const notesOfOld: Extension = {
  name: 'notes',
  collections: [oldNotes],
  operations: [take(oldNotes, (text) => ({ text }))],
};

const notesOfNew: Extension = {
  name: 'notes',
  collections: [newNotes],
  operations: [
    take(newNotes, (text) => ({ words: text.split(' ') })),
    read<{ communityId: string; id: string }, readonly string[]>({
      name: 'notes.get',
      summary: 'The words of a note.',
      input: z.strictObject({ ...home, id: z.string() }),
      output: z.array(z.string()),
      ...inCommunity,
      run: async (context, { id }) => (await context.get(newNotes, id))?.words ?? [],
    }),
    read<{ communityId: string; word: string }, readonly string[]>({
      name: 'notes.listByWord',
      summary: 'The notes that start with a word.',
      input: z.strictObject({ ...home, word: z.string() }),
      output: z.array(z.string()),
      ...inCommunity,
      async run(context, { word }) {
        const range = { index: 'words', from: `${word}/`, to: `${word}/\x7f`, limit: 1_000 };
        return (await context.scan(newNotes, range)).items.map(({ id }) => id);
      },
    }),
  ],
};

const many = Array.from({ length: 250 }, (_, at) => `n${String(at).padStart(3, '0')}`);

/** A process of a version on a store. */
async function started(store: MemoryStore, extension: Extension, wrap = (storage: StorageAdapter) => storage) {
  const faults: unknown[] = [];
  const cop = await createCopkit({
    storage: wrap(memory({ store })),
    extensions: [extension],
    onError: (error) => faults.push(error),
  });
  onTestFinished(() => cop.close());
  return { cop, faults, ada: cop.as({ hostId: 'ada', name: 'Ada' }) };
}

type Process = Awaited<ReturnType<typeof started>>;

/** A store in which the old version, which goes on running, took these notes. */
async function written(ids: readonly string[]) {
  const store = new MemoryStore('evolving');
  const old = await started(store, notesOfOld);
  const { id: communityId } = await old.ada.communities.create({ name: 'Rotors', purpose: 'Quiet ones' });
  const note = ({ ada }: Process, id: string) => ada.call('notes.take', { communityId, id, text: `hum ${id}` });
  for (const id of ids) await note(old, id);
  const humming = ({ ada }: Process) => ada.call('notes.listByWord', { communityId, word: 'hum' });
  return { store, old, communityId, note, humming };
}

const isNote = (put: Put) => put.collection === 'notes';

const rewritten = ({ commits }: Counted) => commits.flatMap(({ commit }) => commit.puts).filter(isNote).length;

/** Fails from then on when notes were written so many times. */
const dyingAfter = (times: number) => (storage: StorageAdapter) => {
  let left = times;
  return intercepted(storage, {
    async commit(partition, commit) {
      if (commit.puts.some(isNote) && left-- <= 0) throw new Error('killed');
      return storage.commit(partition, commit);
    },
  });
};

/** Never gets to rewrite a note: somebody else is always before it. */
const outrun = (storage: StorageAdapter) =>
  intercepted(storage, {
    async commit(partition, commit) {
      if (commit.puts.some(isNote)) throw new ConflictError(commit.expect.map(() => null));
      return storage.commit(partition, commit);
    },
  });

describe('a store of the previous version', () => {
  test('is read in the shape of this one, at once', async () => {
    const { store, communityId } = await written(['a', 'b']);
    const { ada } = await started(store, notesOfNew);
    expect(await ada.call('notes.get', { communityId, id: 'b' })).toEqual(['hum', 'b']);
  });

  test('is brought up to date by the sweep after the start, and stays as good', async () => {
    const { store, humming } = await written(many);
    const process = await started(store, notesOfNew);
    await process.cop.sweep();
    expect(await humming(process)).toEqual(many);
    expect((await process.cop.check()).findings).toEqual([]);
  });

  test('answers that an index is not ready, rather than with a part of it', async () => {
    const { store, humming } = await written(many);
    const dead = await started(store, notesOfNew, dyingAfter(1));
    await expect(dead.cop.sweep()).rejects.toThrow('killed');
    await expect(humming(await started(store, notesOfNew, outrun))).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('a backfill', () => {
  test('goes on where it was broken off', async () => {
    const { store, humming } = await written(many);
    const some = counted(memory({ store }));
    const dead = await started(store, notesOfNew, () => dyingAfter(2)(some.storage));
    await expect(dead.cop.sweep()).rejects.toThrow('killed');
    const rest = counted(memory({ store }));
    const process = await started(store, notesOfNew, () => rest.storage);
    await process.cop.sweep();
    expect(await humming(process)).toEqual(many);
    expect(rewritten(some)).toBeGreaterThan(0);
    expect(rewritten(some) + rewritten(rest)).toBe(many.length);
  });

  test('leaves no hole though an old process goes on: it is told to be updated, and does the rest of its work', async () => {
    const { store, old, communityId, note, humming } = await written(['a']);
    const process = await started(store, notesOfNew);
    await process.cop.sweep();
    await expect(note(old, 'late')).rejects.toMatchObject({ message: expect.stringContaining('Update this process') });
    expect(await humming(process)).toEqual(['a']);
    const question = { communityId, kind: 'question', title: 'Why the hum?', body: 'Since Monday.' } as const;
    await expect(old.ada.threads.start(question)).resolves.toMatchObject({ title: 'Why the hum?' });
  });

  test('and old and new writers side by side: what was acknowledged is found', async () => {
    const { store, old, note, humming } = await written(many.slice(0, 120));
    const acknowledged = new Set(many.slice(0, 120));
    const writing = async (process: Process, ids: readonly string[]) => {
      for (const id of ids) {
        await note(process, id).then(
          () => acknowledged.add(id),
          (error) => expect(error).toMatchObject({ code: 'unavailable' }),
        );
      }
    };
    const byOld = writing(old, many.slice(120, 200));
    const process = await started(store, notesOfNew);
    await Promise.all([byOld, process.cop.sweep(), writing(process, many.slice(200))]);
    await process.cop.sweep();
    expect(await humming(process)).toEqual([...acknowledged].sort());
    expect((await process.cop.check()).findings).toEqual([]);
  });
});

test('what a later version wrote is not taken for what this one writes', async () => {
  const { store, communityId, note } = await written([]);
  await note(await started(store, notesOfNew), 'a');
  const text = read<{ communityId: string }, string>({
    name: 'notes.getText',
    summary: 'The text of a note.',
    input: z.strictObject(home),
    output: z.string(),
    ...inCommunity,
    run: async (context) => (await context.get(oldNotes, 'a'))?.text ?? '',
  });
  const { ada } = await started(store, { name: 'notes', collections: [oldNotes], operations: [text] });
  await expect(ada.call('notes.getText', { communityId })).rejects.toMatchObject({ code: 'unavailable' });
});
