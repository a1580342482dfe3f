import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Copkit, type CopkitApi, createCopkit, type Identity } from '@copkit/core';
import { expertise } from '@copkit/core/expertise';
import { demoSignOn } from '@copkit/server';
import { serve } from '@copkit/server/node';
import type { Browser, Page } from 'puppeteer-core';
import { launchChromium } from '../../chromium.mjs';
import { faultsOf } from '../visitor.js';
import { ELEMENTS, type Store } from '../worlds.js';
import { everybody } from './people.js';
import { foundScenery, type Scenery } from './scenery.js';

const PAGES = join(import.meta.dirname, '../loop-page');
const BASE = '/copkit';
/** The community that the pages name. */
const NAMED = /c_8m3kq0v5w1x2y7za/g;

/** The pages in a folder of their own, with the community that is there. */
async function pagesFor(communityId: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'copkit-pages-'));
  await cp(PAGES, folder, { recursive: true });
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.html')) continue;
    const file = join(folder, name);
    await writeFile(file, (await readFile(file, 'utf8')).replace(NAMED, communityId));
  }
  return folder;
}

/** Runs in a page before its own scripts: its clock goes on from a given moment. */
const goOnFrom = (moment: number): void => {
  const page = globalThis as { realDate?: DateConstructor };
  page.realDate ??= Date;
  const Real = page.realDate;
  const ahead = moment - Real.now();
  globalThis.Date = class extends Real {
    constructor(...given: readonly unknown[]) {
      super(...((given.length === 0 ? [Real.now() + ahead] : given) as [number]));
    }
    static override now(): number {
      return Real.now() + ahead;
    }
  } as DateConstructor;
};

/** An intranet with a community, its people's windows, and the time in all of them. */
export interface Intranet {
  readonly cop: Copkit;
  readonly scenery: Scenery;
  /** The SDK, as one of its people. */
  as(hostId: string): CopkitApi;
  /** What went wrong in any window, or in the server with nobody waiting for it. */
  readonly faults: readonly unknown[];
  /** Every answer of the API to a browser, as text. */
  answers(): Promise<readonly { readonly url: string; readonly body: string }[]>;
  /** A window of this person, with a sign-on of its own. */
  open(hostId: string, path: string): Promise<Page>;
  /** Time passes: what happens meanwhile happens, what is due is done, and it is so late everywhere. */
  pass(until: string): Promise<void>;
  /** The windows that are open. */
  windows(): readonly Page[];
  close(): Promise<void>;
}

export async function openIntranet({ storage, remove }: Store): Promise<Intranet> {
  let present = Date.parse('2025-01-06T08:00:00Z');
  const faults: unknown[] = [];
  const cop = await createCopkit({
    storage,
    extensions: [expertise()],
    // Two things that follow each other are not at the same moment.
    clock: () => new Date(present++),
    onError: (error) => faults.push(error),
  });
  const scenery = await foundScenery(cop);
  const waiting = [...scenery.happenings];
  const pages = await pagesFor(scenery.communityId);
  const server = await serve({
    cop,
    authenticate: demoSignOn(everybody),
    basePath: BASE,
    static: [
      { path: '/elements', directory: ELEMENTS },
      { path: '/', directory: pages },
    ],
  });
  let browser: Browser | undefined;
  const windows: { readonly page: Page; script: string }[] = [];
  const bodies: Promise<{ url: string; body: string }>[] = [];
  const isOpen = ({ page }: { readonly page: Page }) => !page.isClosed();

  const setClock = async (page: Page): Promise<string> => {
    const { identifier } = await page.evaluateOnNewDocument(goOnFrom, present);
    return identifier;
  };

  return {
    cop,
    scenery,
    as: (hostId) => cop.as(everybody.find((person) => person.hostId === hostId) as Identity),
    faults,
    answers: () => Promise.all(bodies),
    async open(hostId, path) {
      browser ??= await launchChromium();
      const context = await browser.createBrowserContext();
      await context.setCookie({ name: 'copkit-persona', value: hostId, domain: '127.0.0.1' });
      const page = await context.newPage();
      await page.setViewport({ width: 1280, height: 900 });
      faultsOf(page, faults as string[]);
      page.on('response', (response) => {
        // What streams tells only what to read again, and never ends.
        const isAnswer = /^application\/(problem\+)?json/.test(response.headers()['content-type'] ?? '');
        if (!response.url().includes(`${BASE}/v1/`) || !isAnswer) return;
        // Of what was under way when the page was left, the browser may never tell the body.
        const left = new Promise<string>((resolve) => {
          page.once('framenavigated', () => resolve(''));
          page.once('close', () => resolve(''));
        });
        const body = Promise.race([response.text().catch(() => ''), left]);
        bodies.push(body.then((text) => ({ url: response.url(), body: text })));
      });
      windows.push({ page, script: await setClock(page) });
      await page.goto(`${server.url}${path}`);
      return page;
    },
    async pass(until) {
      const end = Date.parse(until);
      while (waiting[0] && waiting[0].at <= end) {
        const { at, run } = waiting.shift() as (typeof waiting)[number];
        present = Math.max(present, at);
        await run();
        await cop.jobs.run();
      }
      present = Math.max(present, end);
      await cop.jobs.run();
      for (const window of windows.filter(isOpen)) {
        await window.page.removeScriptToEvaluateOnNewDocument(window.script);
        window.script = await setClock(window.page);
        await window.page.evaluate(goOnFrom, present);
      }
    },
    windows: () => windows.filter(isOpen).map(({ page }) => page),
    async close() {
      await browser?.close();
      await server.close();
      await cop.close();
      await Promise.all([remove(), rm(pages, { recursive: true })]);
    },
  };
}
