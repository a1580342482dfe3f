import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Database } from './database.js';
import { prepared } from './sql.js';

/** How long hints are gathered before they are sent to other processes, in milliseconds. */
const GATHERED_MS = 10;
/** PostgreSQL takes less than 8,000 bytes. */
const MESSAGE_BYTES = 7500;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5000;

// A message must not wait for the disk, nor commits for its flush: who is woken finds what is committed by itself.
const notify = prepared(`SELECT pg_notify($1, $2), set_config('synchronous_commit', 'off', true)`);

/** What one process tells the others; `from` is how it knows its own. */
interface Message {
  readonly from: string;
  readonly partitions: readonly string[];
}

/**
 * Wakes those who listen, in this process at once and in others by LISTEN and NOTIFY. A message goes
 * in a transaction of its own after the commits: a NOTIFY inside theirs would make all commits of the
 * database wait for each other's flush. One connection listens, and another takes its place when it is lost.
 */
export class Hints {
  readonly #db: Database;
  readonly #channel: string;
  readonly #me = randomUUID();
  readonly #wake: (partition: string) => void;
  readonly #stopped = new AbortController();
  #gathered = new Set<string>();
  #sending: Promise<void> | null = null;
  #listening: Promise<void> = Promise.resolve();

  /** `wake` is called for each partition of which somebody sent a hint, in this process or another. */
  constructor(db: Database, channel: string, wake: (partition: string) => void) {
    this.#db = db;
    this.#channel = channel;
    this.#wake = wake;
  }

  /** Resolves when a connection listens, or could not be had for now. */
  start(): Promise<void> {
    return new Promise((resolve) => {
      this.#listening = this.#keepListening(resolve);
    });
  }

  /** After a commit of the partition became visible. */
  send(partition: string): void {
    this.#wake(partition);
    this.#gathered.add(partition);
    this.#sending ??= this.#sendGathered();
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    await this.#sending;
    await this.#listening;
  }

  async #sendGathered(): Promise<void> {
    await delay(GATHERED_MS, undefined, { signal: this.#stopped.signal }).catch(ignore);
    this.#sending = null;
    const partitions = [...this.#gathered];
    this.#gathered = new Set();
    // A hint may be lost; whoever needs a change for certain compares heads.
    for (const message of messagesOf(this.#me, partitions))
      await this.#db.write(notify, [this.#channel, message]).catch(ignore);
  }

  async #keepListening(begun: () => void): Promise<void> {
    const { signal } = this.#stopped;
    for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      // Not one of the pool's: it would be missing there for good.
      const client = new pg.Client(this.#db.pool.options);
      client.on('error', ignore);
      // Whatever ends it: an error, the server, or that nobody listens any more.
      const lost = once(client, 'end', { signal }).catch(ignore);
      client.on('notification', ({ payload }) => this.#receive(payload));
      try {
        await client.connect();
        await client.query(`LISTEN ${pg.escapeIdentifier(this.#channel)}`);
        pause = FIRST_PAUSE_MS / 2;
        begun();
        await lost;
      } catch {
        begun();
      }
      await client.end().catch(ignore);
      await delay(pause, undefined, { signal }).catch(ignore);
    }
  }

  #receive(payload = ''): void {
    const { from, partitions } = JSON.parse(payload) as Message;
    if (from !== this.#me) for (const partition of partitions) this.#wake(partition);
  }
}

/** The partitions in as few messages as hold them. */
function messagesOf(from: string, partitions: readonly string[]): string[] {
  const messages: string[] = [];
  let part: string[] = [];
  let bytes = 0;
  for (const partition of partitions) {
    // Its characters are ASCII, of which JSON makes two at most.
    bytes += 2 * partition.length + 3;
    if (bytes > MESSAGE_BYTES) {
      messages.push(JSON.stringify({ from, partitions: part }));
      part = [];
      bytes = 2 * partition.length + 3;
    }
    part.push(partition);
  }
  return [...messages, JSON.stringify({ from, partitions: part })];
}

function ignore(): void {}
