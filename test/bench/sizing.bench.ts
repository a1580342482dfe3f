import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, type ClientRequest, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, Case } from './harness.js';

// What one process of `copkit serve` takes: memory, live connections, requests of one core; and what it costs that every
// request is logged and counted, beside the same server that does neither. Runs the build, as an operator does.

const CONNECTIONS = 16;
const STREAMS = 1_000;
const SETTLED_MS = 5_000;
const TICKS_MS = 10;
const bin = join(process.cwd(), 'packages/copkit/bin/copkit.js');
const headers = { 'copkit-persona': 'demo-robin', 'content-type': 'application/json' };

interface Served {
  readonly child: ChildProcess;
  readonly url: string;
  readonly agent: Agent;
}

export default async (): Promise<Bench> => {
  const folder = await mkdtemp(join(tmpdir(), 'copkit-bench-'));
  const observed = await serve(join(folder, 'observed.db'), { COPKIT_METRICS_PORT: '0' });
  const plain = await serve(join(folder, 'plain.db'), { COPKIT_LOG_REQUESTS: 'none' });
  await sleep(SETTLED_MS);
  const idle = memoryOf(observed);
  const subjects = [await subjectsOf(observed), await subjectsOf(plain)] as const;
  return {
    rounds: 5,
    async *report(as) {
      const row = (name: string, value: number, unit: string) =>
        as === 'json'
          ? JSON.stringify({ bench: 'sizing', case: name, unit, value, baseline: null, ratio: null })
          : `${name}: ${value.toFixed(1)} ${unit}`;
      yield row('memory of a server before its first request', idle, 'MB');
      const before = memoryOf(plain);
      const streams = await Promise.all(Array.from({ length: STREAMS }, () => live(plain, subjects[1].communityId)));
      await sleep(SETTLED_MS);
      yield row(`memory of ${STREAMS} live streams`, memoryOf(plain) - before, 'MB');
      const at = processorOf(plain);
      await sleep(SETTLED_MS);
      yield row(
        `processor of ${STREAMS} idle live streams, of one core`,
        ((processorOf(plain) - at) / SETTLED_MS) * 100,
        '%',
      );
      for (const stream of streams) stream.destroy();
    },
    cases: (['list 50 threads', 'read a thread of 50 replies', 'reply'] as const).map(
      (name): Case => ({
        name,
        operations: name === 'reply' ? 300 : 600,
        concurrency: CONNECTIONS,
        subject: { run: subjects[0][name], processorMs: () => processorOf(observed) },
        baseline: { run: subjects[1][name], processorMs: () => processorOf(plain) },
      }),
    ),
    async close() {
      for (const { child, agent } of [observed, plain]) {
        agent.destroy();
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await rm(folder, { recursive: true });
    },
  };
};

async function serve(data: string, env: NodeJS.ProcessEnv): Promise<Served> {
  const child = spawn(process.execPath, [bin, 'serve', '--demo-sign-on', '--port', '0', '--data', data], {
    env: { ...process.env, COPKIT_RATE_LIMITS_ENABLED: 'false', COPKIT_LIMITS_STREAMS_PER_PERSON: '1000', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lines = createInterface({ input: child.stderr });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error('copkit serve ended. Was it built?')));
    lines.on('line', (line) => {
      const found = /Serving .*(http:\S+(?=;))/.exec(line)?.[1];
      if (found) resolve(found);
    });
  });
  return { child, url, agent: new Agent({ keepAlive: true, maxSockets: CONNECTIONS }) };
}

async function subjectsOf(served: Served) {
  const post = async (path: string, body: object) => JSON.parse(await send(served, 'POST', path, body));
  const { id: communityId } = await post('communities/create', { name: 'Pumps', purpose: 'All about pumps' });
  const threads: string[] = [];
  for (let at = 0; at < 60; at++) {
    const body = `Number ${at}. ${'What to do about vibrations of the bearing? '.repeat(6)}`;
    threads.push((await post('threads/start', { communityId, kind: 'question', title: `Pump ${at}`, body })).id);
  }
  const [threadId, another] = threads;
  for (let at = 0; at < 50; at++)
    await post('threads/reply', { threadId, body: `Answer ${at}. ${'Look at the seal. '.repeat(10)}` });
  return {
    communityId,
    'list 50 threads': () => send(served, 'GET', `threads/list?communityId=${communityId}&limit=50`),
    'read a thread of 50 replies': () => send(served, 'GET', `threads/get?threadId=${threadId}&limit=50`),
    reply: () => send(served, 'POST', 'threads/reply', { threadId: another, body: 'Tighten it.' }),
  };
}

function send({ url, agent }: Served, method: string, path: string, body?: object): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/v1/${path}`, { method, headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
      });
    });
    sent.on('error', reject).end(body && JSON.stringify(body));
  });
}

function live({ url }: Served, id: string): Promise<ClientRequest> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/v1/live?watch=${id}`, { headers, agent: false }, (response) => {
      response.once('data', () => resolve(sent));
      response.on('error', () => {});
    });
    sent.on('error', reject).end();
  });
}

const proc = (child: ChildProcess, file: string) => readFileSync(`/proc/${child.pid}/${file}`, 'utf8');

/** Resident, in MB. */
const memoryOf = ({ child }: Served) => Number(/VmRSS:\s+(\d+)/.exec(proc(child, 'status'))?.[1]) / 1_000;

/** User and system time so far, in milliseconds. */
function processorOf({ child }: Served): number {
  const fields = proc(child, 'stat').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICKS_MS;
}
