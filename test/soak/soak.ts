import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type CopkitClient as Client, connect } from '@copkit/client';
import { bundleScript, startProcess } from '../conformance/child-process.js';

const SERVERS = 2;
const WRITERS = 8;
const THREADS = 4;
/** So many writes are acknowledged between two disturbances: the load is back before the next one. */
const BETWEEN = 60;

/** Something that goes wrong, and is right again when it resolves. */
export type Disturbance = (servers: readonly ServerProcess[]) => Promise<void>;

export interface Soaked {
  /** What was acknowledged, and of all that stands in the threads how often each stands there. */
  readonly acknowledged: readonly string[];
  readonly standing: ReadonlyMap<string, number>;
  readonly attempts: number;
  readonly failures: number;
  /** From the beginning of each disturbance until every writer has had a write acknowledged since, in milliseconds. */
  readonly recovery: readonly number[];
}

export interface ServerProcess {
  readonly url: string;
  /** SIGKILL, and another one on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Writes and reads through several servers on the same data, while one thing after another goes wrong. */
export async function soak(data: string, disturbances: readonly Disturbance[]): Promise<Soaked> {
  const servers = await startServers(data);
  const clients = Array.from({ length: WRITERS }, (_, n) =>
    connect({ url: servers[n % SERVERS]?.url ?? '', headers: { 'copkit-persona': `w${n}` } }),
  );
  try {
    const threadIds = await begin(clients);
    const load = new Load(clients, threadIds);
    const recovery: number[] = [];
    for (const disturb of disturbances) {
      await load.acknowledgedMore(BETWEEN);
      const began = performance.now();
      const again = load.everybodySince(began);
      await disturb(servers);
      await again;
      recovery.push(performance.now() - began);
    }
    await load.acknowledgedMore(BETWEEN);
    await load.end();
    const { acknowledged, attempts, failures } = load;
    return { acknowledged, attempts, failures, recovery, standing: await repliesOf(clients[0] as Client, threadIds) };
  } finally {
    for (const client of clients) client.close();
    for (const server of servers) await server.stop();
  }
}

/** What happened, for whoever runs it. */
export function told({ acknowledged, attempts, failures, recovery }: Soaked): string {
  const sorted = recovery.toSorted((a, b) => a - b).map(Math.round);
  const share = ((100 * failures) / attempts).toFixed(2);
  return `${acknowledged.length} writes acknowledged, ${failures} of ${attempts} calls failed (${share} %), until everybody wrote again after a disturbance ${sorted.at(sorted.length >> 1)} ms in the middle, ${sorted.at(-1)} ms at most`;
}

async function startServers(data: string): Promise<ServerProcess[]> {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const script = await bundleScript('soak-server', folder, readFileSync(`${folder}server-process.ts`, 'utf8'));
  return Promise.all(
    Array.from({ length: SERVERS }, async () => {
      const port = await freePort();
      const start = async () => {
        const started = await startProcess(script, data, String(port), String(WRITERS));
        for await (const _line of started.output) return started;
        throw new Error('A server ended before it served.');
      };
      let running = await start();
      return {
        url: `http://127.0.0.1:${port}`,
        async restart() {
          await running.kill();
          running = await start();
        },
        stop: () => running.kill(),
      };
    }),
  );
}

async function begin([first, ...others]: readonly Client[]): Promise<string[]> {
  if (!first) throw new Error('Nobody writes.');
  const { id: communityId } = await first.communities.create({ name: 'Rotors', purpose: 'Quiet rotors' });
  for (const other of others) await other.membership.join({ communityId });
  const threadIds: string[] = [];
  for (let n = 0; n < THREADS; n++)
    threadIds.push(
      (await first.threads.start({ communityId, kind: 'discussion', title: `Hum ${n}`, body: 'Why?' })).id,
    );
  return threadIds;
}

/** Each writer writes one reply after another, reads in between, and repeats what failed until it is acknowledged. */
class Load {
  readonly acknowledged: string[] = [];
  attempts = 0;
  failures = 0;
  #ending = false;
  readonly #writing: Promise<unknown>;
  readonly #waiting = new Set<() => void>();
  /** When each writer's latest acknowledged write was begun. */
  readonly #begun = new Map<number, number>();
  readonly #writers: number;

  constructor(clients: readonly Client[], threadIds: readonly string[]) {
    this.#writers = clients.length;
    this.#writing = Promise.all(clients.map((client, who) => this.#write(client, who, threadIds)));
    // Told by `end`, and nobody else waits for it before that.
    this.#writing.catch(() => {});
  }

  /** Resolves when so many more writes are acknowledged. */
  acknowledgedMore(count: number): Promise<void> {
    const enough = this.acknowledged.length + count;
    return this.#when(() => this.acknowledged.length >= enough);
  }

  /** Resolves when everybody had a write acknowledged that was begun since. */
  everybodySince(moment: number): Promise<void> {
    return this.#when(() => {
      const begun = [...this.#begun.values()];
      return begun.length === this.#writers && begun.every((each) => each >= moment);
    });
  }

  #when(isSo: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const hear = () => {
        if (!isSo()) return;
        this.#waiting.delete(hear);
        resolve();
      };
      this.#waiting.add(hear);
      this.#writing.catch(reject);
    });
  }

  async end(): Promise<void> {
    this.#ending = true;
    await this.#writing;
  }

  async #write(client: Client, who: number, threadIds: readonly string[]): Promise<void> {
    for (let n = 0; !this.#ending; n++) {
      const threadId = threadIds[(who + n) % threadIds.length] ?? '';
      const body = `Writer ${who} says ${n}.`;
      const began = performance.now();
      await this.#until(() => client.threads.reply({ threadId, body }, { mutationId: `soak-${who}-${n}` }));
      this.acknowledged.push(body);
      this.#begun.set(who, began);
      for (const hear of [...this.#waiting]) hear();
      if (n % 3 === 0) await this.#until(() => client.threads.get({ threadId, limit: 20 }));
    }
  }

  async #until(call: () => Promise<unknown>): Promise<void> {
    for (;;) {
      this.attempts++;
      try {
        await call();
        return;
      } catch (error) {
        // What the client gave up on, after tries of its own. Anything else is a fault.
        if ((error as { code?: string }).code !== 'unavailable') throw error;
        this.failures++;
      }
    }
  }
}

async function repliesOf(client: Client, threadIds: readonly string[]): Promise<Map<string, number>> {
  const standing = new Map<string, number>();
  for (const threadId of threadIds) {
    let after: string | undefined;
    do {
      const page = await client.threads.listReplies({ threadId, limit: 100, ...(after !== undefined && { after }) });
      for (const { html } of page.items) {
        const text = html.replace(/<[^>]*>/g, '').trim();
        standing.set(text, (standing.get(text) ?? 0) + 1);
      }
      after = page.next ?? undefined;
    } while (after !== undefined);
  }
  return standing;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
