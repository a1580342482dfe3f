import type { Put, Rev, StorageAdapter, StoredDoc } from '../contract.js';
import { ConformanceError, equal, ok } from './assert.js';
import { end, key, nextTask, readFeed, readScan } from './documents.js';
import type { Location } from './kit.js';

const DOCUMENTS = 3;
// So that a writer whose parent died ends some day, also where nobody closes its output.
const MOST_COMMITS = 100_000;

/**
 * What another process does until it is killed: commits to partition `p` without end, and prints a line for each
 * acknowledgement once it has it. Every commit puts three documents with a key each, moves a marker by
 * deleting the old one, and counts itself in a tally; so from the tally alone follows what must be there.
 *
 * @param store an adapter on the place, not yet opened.
 * @param writer the name that `reopenInNewProcess` was given.
 * @param print writes a piece of text so that it is not lost when the process is killed: `writeSync(1, text)`.
 */
export async function writeUntilKilled(
  store: StorageAdapter,
  writer: string,
  print: (text: string) => unknown,
): Promise<void> {
  await store.open();
  print('open\n');
  for (let n = 0; n < MOST_COMMITS; n += 1) {
    const notes = Array.from({ length: DOCUMENTS }, (_, i): Put => {
      const id = `${writer}-${n}-${i}`;
      return { ...key(id), body: n, keys: [['by', id]] };
    });
    const puts: Put[] = [...notes, { ...key(`${writer}-${n}`, 'markers'), body: n }, { ...tally(writer), body: n + 1 }];
    const deletes = n === 0 ? [] : [key(`${writer}-${n - 1}`, 'markers')];
    const { rev } = await store.commit('p', { expect: [], puts, deletes });
    print(`${rev}\n`);
  }
}

export interface Writer {
  /**
   * Kills the process after so many acknowledgements, and after that part of the time that it takes for a commit: at
   * once, it would always be struck at the beginning of one. The revs of all acknowledged commits, also those that
   * came before the end.
   */
  killAfter(acknowledgements: number, part?: number): Promise<Rev[]>;
}

export async function startWriter(location: Location, name: string): Promise<Writer> {
  if (!location.reopenInNewProcess)
    throw new ConformanceError(
      'What the adapter declares can only be shown with another process: give the location `reopenInNewProcess`.',
    );
  const { output, kill } = await location.reopenInNewProcess(name);
  return {
    async killAfter(acknowledgements, part = 0) {
      const lines: string[] = [];
      let rest = '';
      let opened = 0;
      let killed: Promise<void> | null = null;
      for await (const piece of output) {
        const parts = (rest + piece).split('\n');
        rest = parts.pop() ?? '';
        if (lines.length === 0) opened = performance.now();
        lines.push(...parts);
        // The first line says only that the place is open.
        if (lines.length <= acknowledgements || killed) continue;
        const now = performance.now();
        killed = until(now + (part * (now - opened)) / Math.max(1, lines.length - 1)).then(kill);
      }
      ok(killed !== null, `process ${name} ended by itself after ${lines.length} lines`);
      await killed;
      return lines.slice(1);
    },
  };
}

async function until(time: number): Promise<void> {
  while (performance.now() < time) await nextTask();
}

/** Fails unless all that a killed writer had acknowledged is there, and at most one commit more, whole. */
export async function checkWriter(store: StorageAdapter, writer: string, acknowledged: readonly Rev[]): Promise<void> {
  const [counted] = await store.get('p', [tally(writer)]);
  const commits = Number(counted?.body ?? 0);
  ok(commits >= acknowledged.length, `${acknowledged.length} commits were acknowledged, ${commits} are there`);
  ok(commits <= acknowledged.length + 1, `${acknowledged.length} commits were acknowledged, but ${commits} are there`);

  const names = Array.from({ length: commits }, (_, n) =>
    Array.from({ length: DOCUMENTS }, (_, i) => `${writer}-${n}-${i}`),
  );
  const markers = Array.from({ length: commits + 1 }, (_, n) => `${writer}-${n}`);
  const notes = await store.get(
    'p',
    [...names.flat(), `${writer}-${commits}-0`].map((id) => key(id)),
  );
  for (const [n, ids] of names.entries()) {
    const docs = notes.slice(n * DOCUMENTS, (n + 1) * DOCUMENTS);
    const rev = acknowledged[n] ?? counted?.rev;
    equal(
      docs,
      ids.map((id) => ({ ...key(id), rev, body: n })),
      `commit ${n} of ${writer}`,
    );
  }
  equal(notes.at(-1), null, 'a document of a commit that is not there');
  equal(
    (
      await store.get(
        'p',
        markers.map((id) => key(id, 'markers')),
      )
    ).map((doc) => doc?.body ?? null),
    markers.map((_, n) => (n === commits - 1 ? n : null)),
    'the markers',
  );
  const scanned = await readScan(store, 'p', { index: 'by', from: `${writer}-`, to: `${writer}-${end}`, limit: 500 });
  equal(
    scanned.map(({ id }) => id),
    names.flat().sort(),
    'the index',
  );
  checkFeed((await readFeed(store, 'p', null, 1000)).docs, writer, commits);
}

function checkFeed(docs: readonly StoredDoc[], writer: string, commits: number): void {
  const own = docs.filter(({ id }) => id === writer || id.startsWith(`${writer}-`));
  equal(
    own.length,
    new Set(own.map(({ collection, id }) => `${collection}/${id}`)).size,
    'documents in the feed, each once',
  );
  const living = own.filter(({ body }) => body !== null).length;
  equal(living, commits === 0 ? 0 : commits * DOCUMENTS + 2, 'living documents in the feed');
  equal(own.length - living, Math.max(0, commits - 1), 'tombstones in the feed');
}

function tally(writer: string) {
  return key(writer, 'tallies');
}
