import { existsSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { UnavailableError } from '@copkit/storage';
import Database from 'libsql';

/** How large a file is looked through when it is opened: some 30 ms. */
const CHECKED_BYTES = 32_000_000;

export type Db = InstanceType<typeof Database>;

/** What a file must be to be opened, and how an empty one becomes that. */
export interface FileKind {
  /** Stands in the header of the file (`PRAGMA application_id`). */
  readonly applicationId: number;
  /** Stands in the header of the file (`PRAGMA user_version`). */
  readonly version: number;
  readonly schema: string;
  /** What it holds can be had again: a file that is damaged or of another version is replaced. */
  readonly replaceable?: boolean;
}

class FileKindError extends Error {
  constructor(readonly code: 'COPKIT_NEWER' | 'COPKIT_OLDER' | 'COPKIT_FOREIGN') {
    super(`The file is of another kind: ${code}`);
  }
}

/**
 * Opens a file in WAL mode and creates the schema when it is empty. Safe when several processes open
 * a new file at the same time.
 * @throws UnavailableError with a sentence that names the file and what is wrong with it.
 */
export async function openDatabase(file: string, kind: FileKind, busyTimeoutMs: number): Promise<Db> {
  checkPlace(file);
  const deadline = performance.now() + busyTimeoutMs;
  for (;;) {
    try {
      return tryToOpen(file, kind, busyTimeoutMs);
    } catch (error) {
      // Turning on WAL does not wait for other processes as statements do.
      if (isBusy(error) && performance.now() < deadline) await delay(20);
      else if (kind.replaceable && (isDamaged(error) || isOfOtherVersion(error))) removeDatabase(file);
      else throw unavailable(error, file, 'not-applied');
    }
  }
}

function checkPlace(file: string): void {
  if (!existsSync(dirname(file)))
    throw new UnavailableError('not-applied', `The folder of ${file} does not exist. Create it first.`);
  if (existsSync(file) && !statSync(file).isFile())
    throw new UnavailableError('not-applied', `${file} is not a file. Give the path of a database file.`);
}

function tryToOpen(file: string, kind: FileKind, busyTimeoutMs: number): Db {
  const db = new Database(file, { timeout: busyTimeoutMs });
  try {
    db.pragma('journal_mode = WAL');
    db.exec('PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON');
    // What was deleted is overwritten: nobody finds a name in the file after the person was erased.
    db.exec('PRAGMA secure_delete = ON');
    // In pages: a page that many commits change is copied into the database once in 16 MB, not in 4.
    db.exec('PRAGMA wal_autocheckpoint = 4000');
    createMissing(db, kind);
    refuseDamaged(db, file);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * A file that is damaged is better not written to. Looking through a large one takes too long for every start:
 * `copkit check` reads every document of it.
 */
function refuseDamaged(db: Db, file: string): void {
  if (statSync(file).size > CHECKED_BYTES) return;
  const [verdict] = db.prepare('PRAGMA quick_check(1)').raw().get() as [string];
  if (verdict !== 'ok') throw Object.assign(new Error(verdict), { code: 'SQLITE_CORRUPT' });
}

function createMissing(db: Db, kind: FileKind): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    if (!isOfKind(db, kind)) db.exec(kind.schema);
    // Even when nothing was missing: that a file may not be written shows itself only now.
    db.exec(`PRAGMA application_id = ${kind.applicationId}; PRAGMA user_version = ${kind.version}`);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

/** `false` when the database is empty. */
function isOfKind(db: Db, kind: FileKind): boolean {
  const [id, version, tables] = db
    .prepare(
      `SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema)
       FROM pragma_application_id, pragma_user_version`,
    )
    .raw()
    .get() as [number, number, number];
  if (tables === 0) return false;
  if (id !== kind.applicationId) throw new FileKindError('COPKIT_FOREIGN');
  if (version > kind.version) throw new FileKindError('COPKIT_NEWER');
  if (version < kind.version) throw new FileKindError('COPKIT_OLDER');
  return true;
}

/** Removes a database with the files that SQLite keeps beside it. */
export function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}

function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
}

export function isDamaged(error: unknown): boolean {
  return /^SQLITE_(NOTADB|CORRUPT)/.test(codeOf(error));
}

function isOfOtherVersion(error: unknown): boolean {
  return /^COPKIT_(NEWER|OLDER)/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  // SQLite has no sums of its pages: that what stands in one is no JSON any more shows only when it is read.
  if (error instanceof SyntaxError) return 'SQLITE_CORRUPT';
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const sentences: readonly (readonly [code: string, sentence: string])[] = [
  ['SQLITE_BUSY', 'is locked by another process. Try again, or stop what holds it'],
  ['SQLITE_READONLY', 'may not be written. Change its permissions or those of its folder'],
  ['SQLITE_CANTOPEN', 'cannot be opened. Check its permissions and those of its folder'],
  ['SQLITE_NOTADB', 'is not a SQLite database. Give another file'],
  ['SQLITE_CORRUPT', 'is damaged. Restore it from a backup'],
  ['COPKIT_NEWER', 'was written by a newer version of copkit. Update copkit'],
  ['COPKIT_OLDER', 'was written by an older version of copkit, which this one cannot read'],
  ['COPKIT_FOREIGN', 'is a database of another program, not a copkit store. Give another file'],
  ['SQLITE_FULL', 'cannot grow: the disk is full'],
  ['SQLITE_IOERR', 'cannot be read or written: the disk fails, or there is no room left for it'],
];

/** What a failure of the driver means to the caller. Errors that are not the database's pass unchanged. */
export function unavailable(error: unknown, file: string, outcome: 'not-applied' | 'unknown'): unknown {
  if (!(error instanceof Error)) return error;
  const known = sentences.find(([code]) => codeOf(error).startsWith(code));
  if (known) return new UnavailableError(outcome, `${file} ${known[1]}.`, { cause: error });
  if (error.message.includes('Unable to open connection'))
    return new UnavailableError(outcome, `${file} cannot be opened. Check its permissions and those of its folder.`, {
      cause: error,
    });
  if (codeOf(error).startsWith('SQLITE_'))
    return new UnavailableError(outcome, `${file} cannot be used: ${error.message}.`, { cause: error });
  return error;
}
