import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { UnavailableError } from '@copkit/storage';
import Database from 'libsql';

export type Db = InstanceType<typeof Database>;

/** What a file must be to be opened, and how an empty one becomes that. */
export interface FileKind {
  /** Stands in the header of the file (`PRAGMA application_id`). */
  readonly applicationId: number;
  /** Stands in the header of the file (`PRAGMA user_version`). */
  readonly version: number;
  /** What the file is called in messages. */
  readonly noun: string;
  readonly schema: string;
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
      if (!isBusy(error) || performance.now() > deadline) throw unavailable(error, file, 'not-applied');
    }
    await delay(20);
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
    createMissing(db, file, kind);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function createMissing(db: Db, file: string, kind: FileKind): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    if (!isOfKind(db, file, kind)) db.exec(kind.schema);
    // Even when nothing was missing: that a file may not be written shows itself only now.
    db.exec(`PRAGMA application_id = ${kind.applicationId}; PRAGMA user_version = ${kind.version}`);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

/** `false` when the database is empty. */
function isOfKind(db: Db, file: string, { applicationId, version, noun }: FileKind): boolean {
  const [id, found, tables] = db
    .prepare(
      `SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema)
       FROM pragma_application_id, pragma_user_version`,
    )
    .raw()
    .get() as [number, number, number];
  if (id === applicationId && found === version) return true;
  if (id === applicationId && found > version)
    throw new UnavailableError('not-applied', `${file} was written by a newer version of copkit. Update copkit.`);
  if (tables === 0) return false;
  throw new UnavailableError('not-applied', `${file} is a database, but not a ${noun} of this version.`);
}

function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const sentences: readonly (readonly [code: string, sentence: string])[] = [
  ['SQLITE_BUSY', 'is locked by another process. Try again, or stop what holds it'],
  ['SQLITE_READONLY', 'may not be written. Change its permissions or those of its folder'],
  ['SQLITE_CANTOPEN', 'cannot be opened. Check its permissions and those of its folder'],
  ['SQLITE_NOTADB', 'is not a SQLite database. Give another file'],
  ['SQLITE_CORRUPT', 'is damaged. Restore it from a backup'],
  ['SQLITE_FULL', 'cannot grow: the disk is full'],
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
