import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCopkit } from '@copkit/core';
import { demoSignOn } from '@copkit/server';
import { serve } from '@copkit/server/node';
import { memory, type StorageAdapter } from '@copkit/storage';
import { sqlite } from '@copkit/storage-sqlite';
import { createAdaptorServer } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import type { Browser, Page } from 'puppeteer-core';
import { launchChromium } from '../chromium.mjs';
import { found, people } from './page/people.js';
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

const PAGE = join(import.meta.dirname, 'page');
/** The elements as they are published. */
export const ELEMENTS = join(import.meta.dirname, '../../packages/elements/dist/bundle');

/** Everybody has a browser of their own, and all of them one server. */
const behindAServer = async ({ storage, remove }: Store): Promise<World> => {
  const cop = await createCopkit({ storage });
  await found(cop);
  const server = await serve({
    cop,
    authenticate: demoSignOn(Object.values(people)),
    basePath: '/copkit',
    static: [
      { path: '/elements', directory: ELEMENTS },
      { path: '/', directory: PAGE },
    ],
  });
  const browsers: Browser[] = [];
  const faults: string[] = [];
  return {
    faults,
    async open(person) {
      const browser = await launchChromium();
      browsers.push(browser);
      const page = await browser.newPage();
      faultsOf(page, faults);
      await browser.setCookie({ name: 'copkit-persona', value: person, domain: '127.0.0.1' });
      await page.goto(server.url);
      return page;
    },
    async close() {
      await Promise.all(browsers.map((browser) => browser.close()));
      await server.close();
      await cop.close();
      await remove();
    },
  };
};

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
  'on IndexedDB without a server': inTheBrowser,
};
