import { type Db, openDatabase, unavailable } from './database.js';
import { prepareStatements, type Statements, storeFile } from './schema.js';

/** One open connection: its statements, its transactions, and its failures as errors of the contract. */
export class Connection {
  static async open(file: string, busyTimeoutMs: number, storeId?: string): Promise<Connection> {
    return new Connection(await openDatabase(file, storeFile(storeId), busyTimeoutMs), file);
  }

  readonly storeId: string;
  readonly #db: Db;
  readonly #file: string;
  readonly #sql: Statements;

  private constructor(db: Db, file: string) {
    this.#db = db;
    this.#file = file;
    this.#sql = prepareStatements(db);
    [this.storeId] = this.#sql.storeId() as [string];
  }

  /** Runs a single reading statement. */
  read<T>(body: (sql: Statements) => T): T {
    try {
      return body(this.#sql);
    } catch (error) {
      throw unavailable(error, this.#file, 'not-applied');
    }
  }

  /** Runs several reading statements on one state of the store. */
  snapshot<T>(body: (sql: Statements) => T): T {
    return this.#transaction(this.#sql.begin, body);
  }

  /** Runs a writing transaction; what it throws undoes it. */
  write<T>(body: (sql: Statements) => T): T {
    return this.#transaction(this.#sql.beginWrite, body);
  }

  close(): void {
    try {
      // So that the file alone is the whole store when nobody else has it open.
      this.#db.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // On a full or failing disk the log beside the file keeps what was committed; the next opening reads it.
    } finally {
      this.#db.close();
    }
  }

  #transaction<T>(begin: () => void, body: (sql: Statements) => T): T {
    let committing = false;
    try {
      begin();
      const result = body(this.#sql);
      committing = true;
      this.#sql.commit();
      return result;
    } catch (error) {
      if (this.#db.inTransaction) this.#sql.rollback();
      throw unavailable(error, this.#file, committing ? 'unknown' : 'not-applied');
    }
  }
}
