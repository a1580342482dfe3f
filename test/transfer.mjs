// @ts-check
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createCopkit } from '@copkit/core';
import { createHandler, demoSignOn } from '@copkit/server';
import { memory } from '@copkit/storage';
import { getRequestListener } from '@hono/node-server';
import { launchChromium } from './chromium.mjs';

// What a browser really transfers of JavaScript until content is painted, whichever way it was imported: the bundle before
// a real server, in English and in a language that loads. The static graph is measured by sizes.mjs.

/** What the words of another language than English may add, in kB. */
const WORDS = 3;

const bundle = join(import.meta.dirname, '../packages/elements/dist/bundle');
const ADA = { hostId: 'ada', name: 'Ada Byron' };

const cop = await createCopkit({ storage: memory() });
const ada = cop.as(ADA);
const { id: community } = await ada.communities.create({ name: 'Rotor dynamics', purpose: 'Rotors run smoothly.' });
const { id: thread } = await ada.threads.start({
  communityId: community,
  kind: 'question',
  title: 'Bearing runs hot',
  body: 'Since the **oil change**.',
});
await ada.threads.reply({ threadId: thread, body: 'How hot?' });

/** @type {{ what: string, entries: string[], content: string, painted: [tag: string, selector: string][], budget: number }[]} budget in kB of 1000 bytes */
const pages = [
  {
    what: 'thread list',
    entries: ['provider', 'thread-list'],
    content: `<cop-thread-list community="${community}"></cop-thread-list>`,
    painted: [['cop-thread-list', '.row']],
    budget: 30,
  },
  {
    what: 'community card',
    entries: ['provider', 'community-card'],
    content: `<cop-community-card community="${community}"></cop-community-card>`,
    painted: [['cop-community-card', '.title']],
    budget: 30,
  },
  {
    what: 'composer',
    entries: ['provider', 'composer'],
    content: `<cop-composer community="${community}"></cop-composer>`,
    painted: [['cop-composer', '#title']],
    budget: 40,
  },
  {
    what: 'thread with composer',
    entries: ['provider', 'thread', 'composer'],
    content: `<cop-thread thread="${thread}"></cop-thread>`,
    painted: [['cop-thread', '.replies .post']],
    budget: 40,
  },
  {
    what: 'all elements on one page',
    entries: ['copkit'],
    content: `<cop-community-list></cop-community-list>
      <cop-community-card community="${community}"></cop-community-card>
      <cop-member-list community="${community}"></cop-member-list>
      <cop-thread-list community="${community}"></cop-thread-list>
      <cop-thread thread="${thread}"></cop-thread>`,
    painted: [
      ['cop-community-list', '.row'],
      ['cop-community-card', '.title'],
      ['cop-member-list', '.row'],
      ['cop-thread-list', '.row'],
      ['cop-thread', '.replies .post'],
    ],
    budget: 60,
  },
];

const handle = createHandler({ cop, authenticate: demoSignOn([ADA]), basePath: '/copkit' });
const handler = getRequestListener((request, { incoming }) =>
  handle(request, { remoteAddress: incoming.socket.remoteAddress }),
);
const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname.startsWith('/copkit/')) return void handler(request, response);
  const page = pages[Number(url.searchParams.get('page'))];
  if (url.pathname.endsWith('.js')) {
    const body = gzipSync(readFileSync(join(bundle, url.pathname)), { level: 9 });
    response.writeHead(200, { 'content-type': 'text/javascript', 'content-encoding': 'gzip' }).end(body);
  } else if (url.pathname === '/' && page) {
    const scripts = page.entries.map((name) => `<script type="module" src="/${name}.js"></script>`).join('');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'set-cookie': 'copkit-persona=ada; path=/' });
    response.end(
      `<!doctype html><html lang="${url.searchParams.get('lang')}"><title>Transfer</title>${scripts}
      <cop-provider url="/copkit">${page.content}</cop-provider>`,
    );
  } else response.writeHead(404).end();
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

const browser = await launchChromium();

/**
 * Notes on the document when everything in `painted` came to stand there, as it happens: an animation frame may come much
 * later. @param {[tag: string, selector: string][]} painted
 */
const notePainting = (painted) => {
  const there = () =>
    painted.every(([tag, selector]) => document.querySelector(tag)?.shadowRoot?.querySelector(selector));
  const observer = new MutationObserver(() => {
    if (!there()) return;
    document.documentElement.dataset.painted = String(performance.now());
    observer.disconnect();
  });
  const everything = { childList: true, subtree: true };
  observer.observe(document, everything);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (/** @type {ShadowRootInit} */ init) {
    const root = attachShadow.call(this, init);
    observer.observe(root, everything);
    return root;
  };
};

/** Scripts that were asked for before everything in `painted` stood on the page. @param {number} at @param {string} lang */
const transferred = async (at, lang) => {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.evaluateOnNewDocument(notePainting, pages[at]?.painted ?? []);
    await page.goto(`http://127.0.0.1:${port}/?page=${at}&lang=${lang}`);
    await page.waitForSelector('html[data-painted]');
    // What was asked for is listed once it is there; one request, the stream of changes, stays open.
    await page.waitForNetworkIdle({ concurrency: 1, idleTime: 100 });
    const files = await page.evaluate(() => {
      const painted = Number(document.documentElement.dataset.painted);
      return performance
        .getEntriesByType('resource')
        .filter(({ name, startTime }) => name.endsWith('.js') && startTime <= painted)
        .map(({ name }) => new URL(name).pathname);
    });
    const bytes = files.map((file) => gzipSync(readFileSync(join(bundle, file)), { level: 9 }).length);
    return { files: files.length, size: bytes.reduce((sum, length) => sum + length, 0) / 1000 };
  } finally {
    await context.close();
  }
};

console.log('until content is painted             lang  files    kB gzip   budget');
try {
  for (const [at, page] of pages.entries())
    for (const lang of ['en', 'de', 'ar']) {
      const { files, size } = await transferred(at, lang);
      const { what } = page;
      const budget = page.budget + (lang === 'en' ? 0 : WORDS);
      if (size > budget) process.exitCode = 1;
      const columns = [
        what.padEnd(36),
        lang,
        String(files).padStart(7),
        size.toFixed(1).padStart(10),
        String(budget).padStart(8),
      ];
      console.log(columns.join(' ') + (size > budget ? '   TOO LARGE' : ''));
    }
} finally {
  await browser.close();
  server.close();
  server.closeAllConnections();
  await cop.close();
}
