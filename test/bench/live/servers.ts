import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCopkit } from '@copkit/core';
import { serve } from '@copkit/server/node';
import { sqlite } from '@copkit/storage-sqlite';

/** As the server's own, so that both send as many. */
const HEARTBEAT_MS = 25_000;

type Kind = 'copkit' | 'bare';

interface Order {
  readonly serve: Kind;
  readonly folder: string;
}

interface Started {
  readonly url: string;
  /** What to ask for to be woken by each change. */
  readonly path: string;
  change(): Promise<unknown> | unknown;
}

export interface Use {
  readonly residentBytes: number;
  readonly processorMs: number;
}

/** A server in a process of its own, so that what it uses is its alone. */
export interface LiveServer {
  readonly url: string;
  readonly path: string;
  /** Resolves when the change is made, not when everybody heard of it. */
  change(): Promise<void>;
  /** After the collector ran. */
  use(): Promise<Use>;
  stop(): Promise<void>;
}

// The benchmark is one bundled file, which the child runs as well.
if (process.send && process.env.COPKIT_BENCH_CHILD) {
  process.once('message', async (order: Order) => {
    const { url, path, change } = order.serve === 'copkit' ? await serveCopkit(order.folder) : await serveBare();
    process.on('message', async (asked: 'change' | 'use') => {
      if (asked === 'change') await change();
      if (asked === 'use') for (let round = 0; round < 3; round++) globalThis.gc?.();
      const { user, system } = process.cpuUsage();
      process.send?.({ residentBytes: process.memoryUsage.rss(), processorMs: (user + system) / 1000 } satisfies Use);
    });
    process.send?.({ url, path });
  });
}

/** copkit on SQLite. Whoever says a name in a header is that person. */
async function serveCopkit(folder: string): Promise<Started> {
  const cop = await createCopkit({ storage: sqlite(join(folder, 'live.db')) });
  const writer = cop.as({ hostId: 'writer', name: 'Ada Byron' });
  const { id } = await writer.communities.create({ name: 'Rotor dynamics', purpose: 'Quiet rotors' });
  const { url } = await serve({
    cop,
    authenticate: async (request) => {
      const hostId = request.headers.get('x-person');
      return hostId === null ? null : { hostId, name: hostId };
    },
  });
  let changes = 0;
  return {
    url,
    path: `/v1/live?watch=${id}`,
    change: () => writer.communities.update({ communityId: id, mandate: `Change ${++changes}.` }),
  };
}

/** The least that does the same: node:http, one set of answers, one timer. */
async function serveBare(): Promise<Started> {
  const open = new Set<ServerResponse>();
  const write = (text: string) => {
    for (const response of open) response.write(text);
  };
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    response.write('event: ready\ndata: {}\n\n');
    open.add(response);
    response.once('close', () => open.delete(response));
  });
  setInterval(() => write(': \n\n'), HEARTBEAT_MS);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    path: '/',
    change: () => write('event: wake\ndata: {"target":"c_0000000000000000"}\n\n'),
  };
}

export async function startServer(order: Order): Promise<LiveServer> {
  const child = fork(fileURLToPath(import.meta.url), {
    env: { ...process.env, COPKIT_BENCH_CHILD: '1' },
    execArgv: ['--expose-gc'],
  });
  const answer = async <T>(message: unknown): Promise<T> => {
    child.send(message as object);
    const [reply] = await once(child, 'message');
    return reply as T;
  };
  const { url, path } = await answer<{ url: string; path: string }>(order);
  return {
    url,
    path,
    async change() {
      await answer('change');
    },
    use: () => answer<Use>('use'),
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}
