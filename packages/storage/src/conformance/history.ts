import type { Commit, Cursor, DocKey, IndexEntry, Json, Rev, StorageAdapter, StoredDoc } from '../contract.js';
import type { ConflictError } from '../errors.js';
import { memory } from '../memory.js';
import { equal, ok } from './assert.js';
import { end, key, readFeed, readScan } from './documents.js';

const FAR_AHEAD = new Date(8_640_000_000_000_000);

/** One thing that is done in a history. */
export type Step =
  | {
      readonly step: 'commit';
      readonly partition: string;
      readonly changes: readonly {
        readonly id: string;
        readonly body: unknown;
        readonly isDeleted: boolean;
        readonly keys: readonly IndexEntry[];
      }[];
      /** `rev` as a number: that of some earlier commit. */
      readonly expect: readonly { readonly id: string; readonly rev: 'current' | 'absent' | number }[];
    }
  | {
      readonly step: 'scan';
      readonly partition: string;
      readonly index: string;
      readonly from: string;
      readonly to: string;
      readonly reverse: boolean;
      readonly limit: number;
    }
  | { readonly step: 'read'; readonly partition: string; readonly reader: number; readonly limit: number }
  | { readonly step: 'compact' | 'purge' | 'reopen'; readonly partition: string };

/** The store and its model, with the names that the two have for the same things. */
interface Sides {
  real: StorageAdapter;
  readonly model: StorageAdapter;
  /** The revs of the same commit in the model and in the store. */
  readonly commits: [model: Rev, real: Rev][];
  readonly readers: Map<string, { cursor: Cursor | null; known: Map<string, StoredDoc> }>;
  readonly partitions: Set<string>;
}

/**
 * Does the steps on the store and on a memory adapter and compares all answers, and in the end all that is there.
 * Partitions get names of their own, so that one store takes many histories.
 */
export async function runHistory(
  real: StorageAdapter,
  name: string,
  steps: readonly Step[],
  reopen?: (store: StorageAdapter) => Promise<StorageAdapter>,
): Promise<void> {
  const model = memory();
  await model.open();
  const sides: Sides = { real, model, commits: [], readers: new Map(), partitions: new Set() };
  try {
    for (const step of steps) {
      const partition = `${name}/${step.partition}`;
      sides.partitions.add(partition);
      if (step.step === 'reopen') sides.real = (await reopen?.(sides.real)) ?? sides.real;
      else await take(sides, step, partition);
    }
    for (const partition of sides.partitions) await compareAll(sides, partition);
  } finally {
    if (reopen) await sides.real.close();
  }
}

async function take(sides: Sides, step: Exclude<Step, { step: 'reopen' }>, partition: string): Promise<void> {
  const both = [sides.model, sides.real];
  if (step.step === 'commit') await commit(sides, step, partition);
  else if (step.step === 'read') await read(sides, `${partition} ${step.reader}`, partition, step.limit);
  else if (step.step === 'scan') await compareScan(sides, partition, step);
  else if (step.step === 'purge') for (const store of both) await store.purge(partition);
  else for (const store of both) await store.compact(partition, FAR_AHEAD);
}

async function commit(sides: Sides, step: Step & { step: 'commit' }, partition: string): Promise<void> {
  const living = step.changes.filter(({ isDeleted, body }) => !isDeleted && body !== null);
  const changed = {
    puts: living.map(({ id, body, keys }) => ({ ...key(id), body: body as Json, keys })),
    deletes: step.changes.filter((change) => !living.includes(change)).map(({ id }) => key(id)),
  };
  const expect: [DocKey & { rev: Rev | null }, DocKey & { rev: Rev | null }][] = [];
  for (const { id, rev } of step.expect) {
    const [model, real] = await expected(sides, partition, key(id), rev);
    expect.push([
      { ...key(id), rev: model },
      { ...key(id), rev: real },
    ]);
  }
  const attempt = async (store: StorageAdapter, commit: Commit): Promise<Rev | ConflictError> => {
    try {
      return (await store.commit(partition, commit)).rev;
    } catch (error) {
      if (error instanceof Error && error.name === 'ConflictError') return error as ConflictError;
      throw error;
    }
  };
  const modelled = await attempt(sides.model, { ...changed, expect: expect.map(([model]) => model) });
  const actual = await attempt(sides.real, { ...changed, expect: expect.map(([, real]) => real) });
  if (typeof modelled === 'string' && typeof actual === 'string') {
    ok(!sides.commits.some(([, real]) => real === actual), `the rev ${actual} was given twice`);
    sides.commits.push([modelled, actual]);
    return;
  }
  ok(typeof modelled !== 'string', `a commit succeeded that conflicts, in ${partition}`);
  ok(typeof actual !== 'string', `a commit conflicts that should succeed, in ${partition}`);
  const [wanted, got] = [modelled.current, actual.current];
  equal(named(sides, got, 1), named(sides, wanted, 0), 'the documents of a conflict');
}

async function expected(
  { model, real, commits }: Sides,
  partition: string,
  name: DocKey,
  rev: 'current' | 'absent' | number,
): Promise<readonly [Rev | null, Rev | null]> {
  if (rev === 'absent') return [null, null];
  if (rev !== 'current') return commits[commits.length - 1 - rev] ?? ['no-such-rev', 'no-such-rev'];
  const [[modelled], [actual]] = await Promise.all([model.get(partition, [name]), real.get(partition, [name])]);
  return [modelled?.rev ?? null, actual?.rev ?? null];
}

/** One page for a reader that goes on where it stopped, and starts anew when it is told so. */
async function read({ real, readers }: Sides, name: string, partition: string, limit: number): Promise<void> {
  const reader = readers.get(name) ?? { cursor: null, known: new Map() };
  readers.set(name, reader);
  const page = await real.changes(partition, reader.cursor, limit);
  if (page.kind === 'reset') {
    ok(page.reason === 'expired', 'the store does not know its own cursor');
    Object.assign(reader, { cursor: null, known: new Map() });
    return;
  }
  for (const doc of page.docs) reader.known.set(doc.id, doc);
  reader.cursor = page.cursor;
}

async function compareScan(
  sides: Sides,
  partition: string,
  { index, from, to, reverse, limit }: Omit<Step & { step: 'scan' }, 'step' | 'partition'>,
): Promise<void> {
  const scan = { index, from, to, reverse, limit };
  const [modelled, actual] = [
    await readScan(sides.model, partition, scan),
    await readScan(sides.real, partition, scan),
  ];
  equal(named(sides, actual, 1), named(sides, modelled, 0), `the scan ${JSON.stringify(scan)} of ${partition}`);
}

async function compareAll(sides: Sides, partition: string): Promise<void> {
  for (const index of ['by', 'other'])
    await compareScan(sides, partition, { index, from: '', to: end, reverse: false, limit: 3 });
  const [modelled, actual] = [await readFeed(sides.model, partition), await readFeed(sides.real, partition)];
  equal(byCommit(named(sides, actual.docs, 1)), byCommit(named(sides, modelled.docs, 0)), `the feed of ${partition}`);
  const names = modelled.docs.map(({ id }) => key(id));
  const [wanted, got] = await Promise.all([sides.model.get(partition, names), sides.real.get(partition, names)]);
  equal(named(sides, got, 1), named(sides, wanted, 0), `the documents of ${partition}`);
  const living = actual.docs.filter(({ body }) => body !== null);
  for (const [name, reader] of sides.readers) {
    if (!name.startsWith(`${partition} `)) continue;
    // A reset takes one page more, and every page has a document.
    for (let page = 0; page <= actual.docs.length + 1; page += 1) await read(sides, name, partition, 1);
    const known = [...reader.known.values()].filter(({ body }) => body !== null);
    equal(sorted(known), sorted(living), `what a reader of ${partition} knows`);
  }
}

/** With the number of its commit in the place of a document's rev. */
function named({ commits }: Sides, docs: readonly (StoredDoc | null)[], side: 0 | 1) {
  return docs.map((doc) => doc && { ...doc, rev: commits.findIndex((revs) => revs[side] === doc.rev) });
}

/** Within one commit the feed has no order. */
function byCommit<T extends { readonly id: string; readonly rev: number } | null>(docs: readonly T[]): T[] {
  return [...docs].sort((a, b) => (a?.rev === b?.rev && a && b ? (a.id < b.id ? -1 : 1) : 0));
}

function sorted(docs: readonly StoredDoc[]): StoredDoc[] {
  return [...docs].sort((a, b) => (a.id < b.id ? -1 : 1));
}
