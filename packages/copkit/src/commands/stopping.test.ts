import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createCopkit } from '@copkit/core';
import { sqlite } from '@copkit/storage-sqlite';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';

const PATIENCE = 60_000;
const WRITERS = 12;
const root = join(import.meta.dirname, '../../../..');
// Inside node_modules, so that what stays outside the bundle is found from there.
const script = join(root, `node_modules/.cache/copkit-cli/stopping-${process.pid}.mjs`);
let folder: string;
let child: ChildProcess;

beforeAll(async () => {
  await build({
    stdin: {
      contents: "import { main } from './index.ts'; process.exitCode = await main(process.argv.slice(2));",
      resolveDir: join(import.meta.dirname, '..'),
      loader: 'ts',
    },
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['copkit-source'],
    external: [
      'libsql',
      'jsonc-parser',
      'pg',
      'pino',
      'pino-pretty',
      'prom-client',
      'rate-limiter-flexible',
      '@copkit/elements',
    ],
    // Some dependencies of the command line are CommonJS.
    banner: {
      js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);",
    },
  });
}, PATIENCE);
afterAll(() => rm(script, { force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-test-'));
});
afterEach(async () => {
  child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

/** A server of its own process, and the lines that it logs. */
async function start(...args: string[]) {
  child = spawn(process.execPath, [script, 'serve', '--demo-sign-on', '--no-page', '--port', '0', ...args], {
    env: { ...process.env, COPKIT_DATA: join(folder, 'cops.db'), COPKIT_RATE_LIMITS_ENABLED: 'false' },
  });
  const lines: string[] = [];
  const log = createInterface({ input: child.stderr as NodeJS.ReadableStream });
  const heard = new Map<string, () => void>();
  log.on('line', (line) => {
    lines.push(line);
    for (const [text, resolve] of heard) if (line.includes(text)) resolve();
  });
  const hear = (text: string) =>
    new Promise<void>((resolve) => {
      heard.set(text, resolve);
      if (lines.some((line) => line.includes(text))) resolve();
    });
  const exit = once(child, 'exit');
  await Promise.race([hear('Serving'), exit]);
  if (child.exitCode !== null) throw new Error(lines.join('\n'));
  const url = /http:\S+(?=;)/.exec(lines.find((line) => line.includes('Serving')) ?? '')?.[0] ?? '';
  return { url, hear, exit };
}

const headers = { 'copkit-persona': 'demo-robin', 'content-type': 'application/json' };

/** Over connections that are kept, as those of a proxy. */
function sender(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return (path: string, body: object) =>
    new Promise<{ status: number; connection: string | undefined; body: { id: string } }>((resolve, reject) => {
      const sent = request(`${url}/v1/${path}`, { method: 'POST', headers, agent }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => {
          text += chunk;
        });
        response.on('error', reject).on('end', () => {
          const { connection } = response.headers;
          resolve({ status: response.statusCode ?? 0, connection, body: JSON.parse(text) });
        });
      });
      sent.on('error', reject).end(JSON.stringify(body));
    });
}

it(
  'stops under load without losing a write or breaking off a request',
  async () => {
    const { url, exit } = await start('--set', 'shutdown.drainSeconds=1');
    const setUp = sender(url);
    const community = (await setUp('communities/create', { name: 'Pumps', purpose: 'Pumps' })).body;
    const thread = (
      await setUp('threads/start', { communityId: community.id, kind: 'discussion', title: 'Load', body: 'Go' })
    ).body;
    const live = await fetch(`${url}/v1/live?watch=${thread.id}`, { headers });
    expect(live.status).toBe(200);
    const ended = live.text();

    const acknowledged: string[] = [];
    const broken: unknown[] = [];
    let enough: () => void = () => {};
    const underLoad = new Promise<void>((resolve) => {
      enough = resolve;
    });
    // Each goes on until its connection is said to end, as a proxy does that moves on to another server.
    const write = async () => {
      const send = sender(url);
      for (;;) {
        const answer = await send('threads/reply', { threadId: thread.id, body: 'More' }).catch((error: unknown) => {
          broken.push(error);
          return null;
        });
        if (!answer) return;
        if (answer.status === 200) acknowledged.push(answer.body.id);
        else broken.push(answer);
        if (acknowledged.length > 40) enough();
        if (answer.connection === 'close') return;
      }
    };
    const writers = Array.from({ length: WRITERS }, write);
    await underLoad;
    child.kill('SIGTERM');
    await Promise.all(writers);
    expect(broken).toEqual([]);
    expect(await exit).toEqual([0, null]);
    await ended;

    const cop = await createCopkit({ storage: sqlite(join(folder, 'cops.db')), jobsMs: 0 });
    const { threads } = cop.system({ name: 'test' });
    const found = new Set<string>();
    let after: string | undefined;
    do {
      const { replies } = await threads.get({ threadId: thread.id, limit: 100, ...(after && { after }) });
      for (const { id } of replies.items) found.add(id);
      after = replies.next ?? undefined;
    } while (after);
    await cop.close();
    expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
  },
  PATIENCE,
);

it(
  'says that it is not ready while it drains, and stops at once on the second signal',
  async () => {
    const { url, hear, exit } = await start('--set', 'shutdown.drainSeconds=3600');
    expect((await fetch(`${url}/v1/ready`)).status).toBe(200);
    child.kill('SIGTERM');
    await hear('Stopping');
    const ready = await fetch(`${url}/v1/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, { ready: false, because: ['stopping'] }]);
    child.kill('SIGTERM');
    expect(await exit).toEqual([130, null]);
  },
  PATIENCE,
);
