import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { memory } from '@copkit/storage';
import { sqlite } from '@copkit/storage-sqlite';
import { CopiedStore } from './seeding/copied-store.js';
import { type SeedOptions, seed } from './seeding/seed.js';

/**
 * - `not-empty` the file holds something already.
 * - `no-folder` its folder does not exist.
 */
export type DemoErrorCode = 'not-empty' | 'no-folder';

export class DemoError extends Error {
  override readonly name = 'DemoError';
  constructor(
    readonly code: DemoErrorCode,
    message: string,
  ) {
    super(message);
  }
}

export interface DemoOptions extends SeedOptions {
  /** The SQLite file of the store. */
  readonly file: string;
  /** Whether what the file holds may be thrown away. */
  readonly fresh?: boolean;
}

export interface DemoReport {
  readonly seed: number;
  /** ISO 8601. */
  readonly until: string;
  readonly documents: number;
  /** How many of each kind. */
  readonly made: Readonly<Record<string, number>>;
  /** SHA-256 over every document: the same for the same seed and moment. */
  readonly digest: string;
}

/** What SQLite, and the search index, keep beside a file. */
const BESIDE = ['-wal', '-shm', '-search', '-search-wal', '-search-shm'];
const COUNTED: Readonly<Record<string, string>> = {
  people: 'people',
  units: 'units',
  community: 'communities',
  memberships: 'memberships',
  threads: 'threads',
  replies: 'replies',
  practices: 'practices',
  adoptions: 'adoptions',
  invitations: 'invitations',
  activity: 'acts',
};

/**
 * Puts the company into a file. The same seed and moment give the same file, byte for byte. It is filled beside and
 * moved when it is complete, so that whoever stops it finds what was there before.
 * @throws DemoError where the file may not be taken.
 */
export async function fillDemo({ file, fresh = false, ...options }: DemoOptions): Promise<DemoReport> {
  const target = resolve(file);
  if (!existsSync(dirname(target)))
    throw new DemoError('no-folder', `The folder of ${file} does not exist. Create it first.`);
  if (!fresh && existsSync(target) && statSync(target).size > 0)
    throw new DemoError('not-empty', `${file} holds something already. Name another file, or replace it with --fresh.`);
  const apart = join(dirname(target), `.${basename(target)}-filling-${process.pid}`);
  mkdirSync(apart);
  try {
    const filled = join(apart, 'demo.db');
    const report = await fill(filled, options);
    options.signal?.throwIfAborted();
    for (const suffix of BESIDE) rmSync(`${target}${suffix}`, { force: true });
    renameSync(filled, target);
    return report;
  } finally {
    rmSync(apart, { recursive: true, force: true });
  }
}

async function fill(file: string, options: SeedOptions): Promise<DemoReport> {
  const until = options.until.toISOString();
  const storage = memory({ now: () => options.until });
  const copied = new CopiedStore(storage);
  await seed(copied.storage, options);
  await storage.open();
  const storeId = createHash('sha256').update(`demo ${options.seed} ${until}`).digest('hex').slice(0, 32);
  const target = sqlite({ file, storeId, now: () => options.until });
  try {
    await target.open();
    await copied.writeTo(target);
  } finally {
    await target.close();
  }
  const { documents, made, digest } = await account(copied);
  await storage.close();
  return { seed: options.seed, until, documents, made, digest };
}

async function account(copied: CopiedStore): Promise<Pick<DemoReport, 'documents' | 'made' | 'digest'>> {
  const hash = createHash('sha256');
  const made: Record<string, number> = Object.fromEntries(Object.values(COUNTED).map((name) => [name, 0]));
  let documents = 0;
  for await (const [partition, within] of copied.documents()) {
    for (const { collection, id, body } of within) {
      documents++;
      const name = COUNTED[collection];
      if (name !== undefined) made[name] = (made[name] ?? 0) + 1;
      hash.update(`${JSON.stringify([partition, collection, id, body])}\n`);
    }
  }
  return { documents, made, digest: hash.digest('hex') };
}
