import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, Case, Options, Subject } from './harness.js';
import { type Filled, PASSERS_BY, SEARCHED } from './server/filling.js';
import { fill, type ServerProcess, start } from './server/processes.js';
import { PASSING } from './server/subject.js';
import type { World } from './server/worlds.js';
import { loadPostgres } from './storage/unbundled.js';

// copkit behind its server, beside a bare handler on the raw driver of the same database.

const STORES = ['sqlite', 'postgres'] as const;
const CONNECTIONS = 16;
const SMALL = [10_000];
const LARGE = [10_000, 100_000, 1_000_000];
const SETTLED_MS = 3_000;
/** The pages of a store of a million threads may take as much longer than those of one of ten thousand. */
const GROWTH = 1.5;

interface Pair {
  readonly store: string;
  readonly threads: number;
  readonly filled: Filled;
  readonly copkit: ServerProcess;
  readonly bare: ServerProcess;
  readonly idle: number;
}

export default async ({ large, only }: Options): Promise<Bench> => {
  const unknown = only.filter((name) => !STORES.some((store) => store === name));
  if (unknown.length > 0) throw new Error(`No store is called ${unknown.join(', ')}: ${STORES.join(', ')}.`);
  const stores = STORES.filter((store) => only.length === 0 || only.includes(store));
  const closing: (() => Promise<unknown>)[] = [];
  const pairs: Pair[] = [];
  for (const store of stores) {
    const worldOf = store === 'sqlite' ? await files(closing) : await databases(closing);
    for (const threads of large ? LARGE : SMALL) {
      const world = await worldOf(threads);
      const filled = await fill(world, threads);
      const copkit = await start({ what: 'serve', world });
      await sleep(SETTLED_MS);
      const idle = await copkit.memory();
      const bare = await start({ what: 'serve bare', world, filled, threads });
      closing.unshift(copkit.stop, bare.stop);
      pairs.push({ store, threads, filled, copkit, bare, idle });
    }
  }
  return {
    rounds: 7,
    async *report(as) {
      for (const { store, threads, idle } of pairs) {
        const what = `${store}, ${threads.toLocaleString('en')} threads: memory of the server before its first request`;
        yield as === 'json'
          ? JSON.stringify({ bench: 'server', case: what, unit: 'MB', value: idle, baseline: null, ratio: null })
          : `${what}: ${idle.toFixed(0)} MB`;
      }
    },
    cases: [...growth(pairs), ...pairs.flatMap(casesOf)],
    async close() {
      agent.destroy();
      for (const close of closing) await close();
    },
  };
};

async function files(closing: (() => Promise<unknown>)[]) {
  const folder = await mkdtemp(join(tmpdir(), 'copkit-bench-'));
  closing.push(() => rm(folder, { recursive: true }));
  return async (threads: number): Promise<World> => ({
    store: 'sqlite',
    folder: await mkdtemp(join(folder, `${threads}-`)),
  });
}

async function databases(closing: (() => Promise<unknown>)[]) {
  const { startPostgres } = await loadPostgres();
  const server = await startPostgres();
  closing.push(server.remove);
  const { default: pg } = await import('pg');
  return async (threads: number): Promise<World> => {
    const admin = new pg.Client(server.url);
    await admin.connect();
    await admin.query(`CREATE DATABASE threads_${threads}`);
    await admin.end();
    return { store: 'postgres', connectionString: server.url.replace(/[^/]+$/, `threads_${threads}`) };
  };
}

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

interface Sent {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request over a connection that is kept; the answer's body, which must be a good one. */
function send(url: string, { body, headers: own = {} }: Sent = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const written = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body ?? '') };
    const headers = body === undefined ? own : { ...own, ...written };
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

const REPLY = '/v1/threads/reply';

const pathsOf = ({ communityId, longThreadId }: Filled) => ({
  list: `/v1/threads/list?communityId=${communityId}&limit=50`,
  read: `/v1/threads/get?threadId=${longThreadId}&limit=50`,
  search: (text: string) => `/v1/search/find?text=${text}&communityId=${communityId}&limit=20`,
});

/** Somebody who comes by; whoever came by comes again only after all others. */
const passerBy = () => {
  let next = 0;
  return (): Sent => ({ headers: { [PASSING]: String(next++ % PASSERS_BY) } });
};

/** The same word in a text of its own each time, so that nothing that was found before helps. */
const inOtherWords = () => {
  let next = 0;
  return (): string => {
    const marks = (next++).toString(2).replaceAll('0', '?').replaceAll('1', '!');
    return encodeURIComponent(SEARCHED + marks);
  };
};

function casesOf({ store, threads, filled, copkit, bare }: Pair): Case[] {
  const paths = pathsOf(filled);
  const compare = (
    what: string,
    operations: number,
    target: number | undefined,
    of: Subject,
    beside: Subject,
  ): Case => ({
    name: `${store}, ${threads.toLocaleString('en')} threads: ${what}, ${CONNECTIONS} connections`,
    operations,
    concurrency: CONNECTIONS,
    subject: { processorMs: copkit.processorMs, ...of },
    baseline: { processorMs: bare.processorMs, ...beside },
    ...(target !== undefined && { target }),
  });
  const get = (server: ServerProcess, path: string, sent?: () => Sent): Subject => ({
    run: () => send(server.url + path, sent?.()),
  });
  const search = (server: ServerProcess, textOf: () => string): Subject => ({
    run: () => send(server.url + paths.search(textOf())),
  });
  const again = 'by the same person again';
  const another = 'each by somebody else';
  return [
    compare(`list 50, ${again}`, 600, 0.5, get(copkit, paths.list), get(bare, '/list')),
    compare(`list 50, ${another}`, 200, undefined, get(copkit, paths.list, passerBy()), get(bare, '/list')),
    compare(`read 50 replies, ${again}`, 600, 0.5, get(copkit, paths.read), get(bare, '/read')),
    compare(`read 50 replies, ${another}`, 200, undefined, get(copkit, paths.read, passerBy()), get(bare, '/read')),
    compare('search, each in other words', 100, 0.5, search(copkit, inOtherWords()), get(bare, '/search')),
    compare(
      'search, the same again',
      100,
      0.5,
      search(copkit, () => SEARCHED),
      get(bare, '/search'),
    ),
    compare('post a reply', 400, 0.6, replies(copkit, filled), replies(bare, filled)),
  ];
}

/** A reply to one of a hundred threads after the other. */
const replies = (server: ServerProcess, { threadIds }: Filled): Subject => ({
  run: (index) => {
    const threadId = threadIds[(index * 7) % threadIds.length];
    return send(server.url + REPLY, { body: JSON.stringify({ threadId, body: `Have a look at it, reply ${index}.` }) });
  },
});

/** The largest store beside the smallest. */
function growth(pairs: readonly Pair[]): Case[] {
  return STORES.flatMap((store) => {
    const of = pairs.filter((pair) => pair.store === store);
    const [smallest, largest] = [of[0], of.at(-1)];
    if (!smallest || !largest || smallest === largest) return [];
    const page =
      (name: 'list' | 'read') =>
      ({ copkit, filled }: Pair): Subject => {
        const sent = passerBy();
        return { run: () => send(copkit.url + pathsOf(filled)[name], sent()) };
      };
    const cases: [what: string, subject: (pair: Pair) => Subject][] = [
      ['list 50, each by somebody else', page('list')],
      ['read 50 replies, each by somebody else', page('read')],
      ['post a reply', ({ copkit, filled }) => replies(copkit, filled)],
    ];
    return cases.map(([what, subjectOf]) => ({
      name: `${store}: ${what}, among ${largest.threads.toLocaleString('en')} threads beside ${smallest.threads.toLocaleString('en')}`,
      operations: 200,
      concurrency: CONNECTIONS,
      target: 1 / GROWTH,
      subject: { processorMs: largest.copkit.processorMs, ...subjectOf(largest) },
      baseline: { processorMs: smallest.copkit.processorMs, ...subjectOf(smallest) },
    }));
  });
}
