import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, type ConnectOptions, type CopkitClient, connect, type LiveStatus } from '@copkit/client';
import { type Copkit, createCopkit, type Identity } from '@copkit/core';
import { type Authenticate, demoSignOn } from '@copkit/server';
import { type Running, serve } from '@copkit/server/node';
import { sqlite } from '@copkit/storage-sqlite';
import { vi } from 'vitest';

export const ADA: Identity = { hostId: 'ada', name: 'Ada Byron' };
export const BOB: Identity = { hostId: 'bob', name: 'Bob Noyce' };

/** Time that goes faster than that of the server, and can be slept through. */
export class HurriedClock implements Clock {
  #slept = 0;

  constructor(readonly times: number) {}

  now(): number {
    return Date.now() * this.times + this.#slept;
  }

  sleep(ms: number): void {
    this.#slept += ms;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = setTimeout(callback, ms / this.times);
    return () => clearTimeout(timer);
  }

  random(): number {
    return 1;
  }
}

/** A store with a community of Ada's, served by one process after the other. */
export class Scene {
  communityId = '';
  #cop: Copkit | null = null;
  #server: Running | null = null;
  #port = 0;
  readonly #clients: CopkitClient[] = [];

  private constructor(
    readonly folder: string,
    readonly authenticate: Authenticate,
  ) {}

  static async open(authenticate: Authenticate = demoSignOn([ADA, BOB])): Promise<Scene> {
    const scene = new Scene(await mkdtemp(join(tmpdir(), 'copkit-live-')), authenticate);
    await scene.start();
    const { id } = await scene.cop.as(ADA).communities.create({ name: 'Rotors', purpose: 'Quiet rotors' });
    scene.communityId = id;
    return scene;
  }

  get cop(): Copkit {
    if (!this.#cop) throw new Error('The server is stopped.');
    return this.#cop;
  }

  get url(): string | null {
    return this.#server?.url ?? null;
  }

  get port(): number {
    return this.#port;
  }

  get file(): string {
    return join(this.folder, 'copkit.db');
  }

  async start(): Promise<void> {
    this.#cop = await createCopkit({ storage: sqlite(this.file), pollMs: 50 });
    // More often than the hurried clients lose patience.
    this.#server = await serve({
      cop: this.#cop,
      authenticate: this.authenticate,
      port: this.#port,
      graceMs: 500,
      limits: { heartbeatMs: 200 },
    });
    this.#port = Number(new URL(this.#server.url).port);
  }

  async stop(): Promise<void> {
    await this.#server?.close();
    await this.#cop?.close();
    this.#server = null;
    this.#cop = null;
  }

  async thread(title: string): Promise<string> {
    const { communityId } = this;
    return (await this.cop.as(ADA).threads.start({ communityId, kind: 'question', title, body: 'Why?' })).id;
  }

  async reply(threadId: string): Promise<void> {
    await this.cop.as(ADA).threads.reply({ threadId, body: 'Balance it.' });
  }

  /** Bob at a page, with what woke it since he was last asked. */
  async listener(url: string, options: Partial<ConnectOptions> = {}) {
    const client = connect({ url, headers: { 'copkit-persona': 'bob' }, clock: new HurriedClock(8), ...options });
    this.#clients.push(client);
    return listening(client);
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.stop();
    await rm(this.folder, { recursive: true });
  }
}

export function listening(client: CopkitClient) {
  const woken: string[] = [];
  let status: LiveStatus = 'reconnecting';
  return {
    client,
    watch: (...ids: string[]) =>
      client.watch(ids, ({ target }) => woken.push(target), {
        onStatus(told) {
          status = told;
        },
      }),
    status: (wanted: LiveStatus) =>
      vi.waitFor(
        () => {
          if (status !== wanted) throw new Error(`It is ${status}.`);
        },
        { timeout: 20_000 },
      ),
    /** Resolves with all that was woken since the last time, once that one was among it. */
    wokenUntil: async (id: string): Promise<string[]> => {
      await vi.waitFor(
        () => {
          if (!woken.includes(id)) throw new Error(`Not woken: ${id}`);
        },
        { timeout: 20_000 },
      );
      return woken.splice(0).sort();
    },
  };
}
