import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench, Subject } from './harness.js';
import { type Bare, serveBare } from './server/bare.js';
import { type Recorded, serveCopkit } from './server/subject.js';

const CONNECTIONS = 16;

/** A server in a process of its own, so that the processor time is the server's alone. */
interface Child {
  readonly url: string;
  readonly recorded: Recorded | null;
  processorMs(): Promise<number>;
  stop(): Promise<void>;
}

type Order = { readonly serve: 'copkit'; readonly folder: string } | ({ readonly serve: 'bare' } & Bare);

// The benchmark is one bundled file, which the child runs as well.
if (process.send && process.env.COPKIT_BENCH_CHILD) {
  process.once('message', async (order: Order) => {
    const started = order.serve === 'copkit' ? await serveCopkit(order.folder) : await serveBare(order);
    process.on('message', () => {
      const { user, system } = process.cpuUsage();
      process.send?.((user + system) / 1000);
    });
    process.send?.(started);
  });
}

async function start(order: Order): Promise<Child> {
  const child = fork(fileURLToPath(import.meta.url), { env: { ...process.env, COPKIT_BENCH_CHILD: '1' } });
  const answer = async <T>(message: unknown): Promise<T> => {
    child.send(message as object);
    const [reply] = await once(child, 'message');
    return reply as T;
  };
  const { url, recorded = null } = await answer<{ url: string; recorded?: Recorded }>(order);
  return {
    url,
    recorded,
    processorMs: () => answer<number>('processor time'),
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

/** One request over a connection that is kept; the answer's body, which must be a good one. */
function send(url: string, body?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers =
      body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { agent, method: body === undefined ? 'GET' : 'POST', headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${url} answered ${response.statusCode}: ${text.slice(0, 200)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export default async (): Promise<Bench> => {
  const folder = await mkdtemp(join(tmpdir(), 'copkit-bench-'));
  const copkit = await start({ serve: 'copkit', folder });
  const { recorded } = copkit;
  if (!recorded) throw new Error('The server recorded nothing to compare with.');
  const paths = {
    list: `/v1/threads/list?communityId=${recorded.communityId}&limit=50&sort=activity`,
    read: `/v1/threads/get?threadId=${recorded.longThreadId}&limit=50`,
    reply: '/v1/threads/reply',
  };
  const answers = [
    [paths.list, await send(copkit.url + paths.list)],
    [paths.read, await send(copkit.url + paths.read)],
    [paths.reply, recorded.replyAnswer],
  ] as const;
  const bare = await start({ serve: 'bare', folder, answers, commits: recorded.replyCommits });

  const get = (server: Child, path: string): Subject => ({
    run: () => send(server.url + path),
    processorMs: server.processorMs,
  });
  const post = (server: Child): Subject => ({
    run: (index) => {
      const threadId = recorded.threadIds[(index * 7) % recorded.threadIds.length];
      return send(
        server.url + paths.reply,
        JSON.stringify({ threadId, body: `Have a look at the bearing, reply ${index}.` }),
      );
    },
    processorMs: server.processorMs,
  });
  const beside = (name: string, operations: number, make: (server: Child) => Subject) => ({
    name,
    operations,
    concurrency: CONNECTIONS,
    subject: make(copkit),
    baseline: make(bare),
  });

  return {
    rounds: 5,
    cases: [
      beside('list 50 of 10,000 threads, 16 connections', 400, (server) => get(server, paths.list)),
      beside('read a thread of 50 replies, 16 connections', 400, (server) => get(server, paths.read)),
      beside('post a reply, 16 connections', 800, post),
    ],
    async close() {
      agent.destroy();
      await Promise.all([copkit.stop(), bare.stop()]);
      await rm(folder, { recursive: true });
    },
  };
};
