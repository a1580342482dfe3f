import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCopkit } from '@copkit/core';
import { expertise } from '@copkit/core/expertise';
import { memory, type StorageAdapter } from '@copkit/storage';
import { postgres } from '@copkit/storage-postgres';
import { sqlite } from '@copkit/storage-sqlite';
import { createAdaptorServer } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import type { Browser, Page } from 'puppeteer-core';
import { launchChromium } from '../chromium.mjs';
import { bundleScript, startProcess } from '../conformance/child-process.js';
import { startPostgres } from '../postgres.mjs';
import { found, type people } from './page/people.js';
import { serveCommunity } from './server.js';
import { faultsOf } from './visitor.js';

export type Person = keyof typeof people;

/** A community, and the pages in which people take part in it. */
export interface World {
  /** A page of this person, as they would open it. */
  open(person: Person): Promise<Page>;
  /** What went wrong in any of the pages. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

const ROOT = join(import.meta.dirname, '../..');
const PAGE = join(ROOT, 'test/e2e/page');
/** The elements as they are published. */
export const ELEMENTS = join(ROOT, 'packages/elements/dist/bundle');
const SERVER = `
  import { serveDatabase } from './server.js';
  const [, , url, root] = process.argv;
  await serveDatabase(url, root);
`;

/** Everybody has a browser of their own; the servers are taken in turns. */
const behindServers = (urls: readonly string[], stop: () => Promise<void>): World => {
  const browsers: Browser[] = [];
  const faults: string[] = [];
  return {
    faults,
    async open(person) {
      const url = urls[browsers.length % urls.length] ?? '';
      const browser = await launchChromium();
      browsers.push(browser);
      const page = await browser.newPage();
      faultsOf(page, faults);
      await browser.setCookie({ name: 'copkit-persona', value: person, domain: '127.0.0.1' });
      await page.goto(url);
      return page;
    },
    async close() {
      await Promise.all(browsers.map((browser) => browser.close()));
      await stop();
    },
  };
};

const behindAServer = async ({ storage, remove }: Store): Promise<World> => {
  const cop = await createCopkit({ storage, extensions: [expertise()] });
  await found(cop);
  const server = await serveCommunity(cop, ROOT);
  return behindServers([server.url], async () => {
    await server.close();
    await cop.close();
    await remove();
  });
};

const behindTwoServers = async (): Promise<World> => {
  const database = await startPostgres();
  const cop = await createCopkit({ storage: postgres(database.url), extensions: [expertise()] });
  await found(cop);
  await cop.close();
  const script = await bundleScript('e2e-server', import.meta.dirname, SERVER);
  const processes = await Promise.all([1, 2].map(() => startProcess(script, database.url, ROOT)));
  const urls = await Promise.all(processes.map(({ output }) => firstLine(output)));
  return behindServers(urls, async () => {
    await Promise.all(processes.map(({ kill }) => kill()));
    await database.remove();
  });
};

async function firstLine(output: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of output) {
    text += piece;
    if (text.includes('\n')) break;
  }
  return text.trim();
}

/** Two tabs of one browser share the database in it; all that the page gets from elsewhere are files. */
const inTheBrowser = async (): Promise<World> => {
  const files = new Hono()
    .use('/elements/*', serveStatic({ root: ELEMENTS, rewriteRequestPath: (path) => path.replace('/elements', '') }))
    .use('*', serveStatic({ root: PAGE }));
  const server = createAdaptorServer(files);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser = await launchChromium();
  const faults: string[] = [];
  return {
    faults,
    async open(person) {
      const page = await browser.newPage();
      faultsOf(page, faults);
      await page.goto(`http://127.0.0.1:${port}/?database=community&person=${person}`);
      return page;
    },
    async close() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** A store that a server has to itself. */
export interface Store {
  readonly storage: StorageAdapter;
  /** Removes what is left of it after it was closed. */
  remove(): Promise<void>;
}

export const stores = {
  memory: async (): Promise<Store> => ({ storage: memory(), remove: async () => {} }),
  SQLite: async (): Promise<Store> => {
    const folder = await mkdtemp(join(tmpdir(), 'copkit-e2e-'));
    return { storage: sqlite(join(folder, 'copkit.db')), remove: () => rm(folder, { recursive: true }) };
  },
};

export const worlds: Readonly<Record<string, () => Promise<World>>> = {
  'on memory behind a server': async () => behindAServer(await stores.memory()),
  'on SQLite behind a server': async () => behindAServer(await stores.SQLite()),
  'on PostgreSQL behind two servers': behindTwoServers,
  'on IndexedDB without a server': inTheBrowser,
};
