// @ts-check
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';
import { launchChromium } from '../../../test/chromium.mjs';

// Pictures of every element in every state: `node packages/elements/gallery/shoot.mjs [DIR] [SECTION…]`; with
// `VARIANTS=light,phone` in the environment, of those only.

const [dir = 'test-results/gallery', ...sections] = process.argv.slice(2);
const here = import.meta.dirname;
const only = process.env.VARIANTS?.split(',');
const VARIANTS = [
  { name: 'light', width: 1280 },
  { name: 'dark', width: 1280, scheme: 'dark' },
  { name: 'tablet', width: 768 },
  { name: 'phone', width: 360 },
  { name: 'narrow', width: 320 },
  { name: 'zoomed', width: 640, scale: 2 },
  { name: 'large', width: 768, size: '150%' },
  { name: 'german', width: 768, lang: 'de' },
  { name: 'arabic', width: 768, lang: 'ar', dir: 'rtl' },
  { name: 'arabic-dark-phone', width: 360, lang: 'ar', dir: 'rtl', scheme: 'dark' },
  { name: 'forced', width: 768, forced: true },
];

const wanted = VARIANTS.filter(({ name }) => !only || only.includes(name));
const { outputFiles } = await build({
  entryPoints: [join(here, 'gallery.ts')],
  bundle: true,
  splitting: true,
  format: 'esm',
  outdir: '/',
  write: false,
  target: 'es2022',
  conditions: ['copkit-source'],
  tsconfig: join(here, '../../../tsconfig.base.json'),
});
const files = new Map(outputFiles.map(({ path, contents }) => [path, Buffer.from(contents)]));
for (const name of ['index.html', 'gallery.css']) files.set(`/${name}`, readFileSync(join(here, name)));
const server = createServer(({ url = '/' }, response) => {
  const path = new URL(url, 'http://localhost').pathname;
  const body = files.get(path === '/' ? '/index.html' : path);
  const type = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : 'text/html';
  response.writeHead(body ? 200 : 404, {
    'content-type': type,
    'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
  });
  response.end(body);
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

mkdirSync(dir, { recursive: true });
const browser = await launchChromium();
try {
  for (const { name, width, scale, size, scheme, lang, dir: direction, forced } of wanted) {
    const page = await browser.newPage();
    page.on('console', (message) => message.type() === 'error' && console.error(name, message.text()));
    page.on('pageerror', (error) => console.error(name, error));
    await page.setViewport({ width, height: 900, deviceScaleFactor: scale ?? 1 });
    if (forced) {
      const session = await page.createCDPSession();
      await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
    }
    await page.evaluateOnNewDocument(
      (given) => {
        document.addEventListener('readystatechange', () => {
          const root = document.documentElement;
          if (given.scheme) root.dataset.scheme = given.scheme;
          if (given.lang) root.lang = given.lang;
          if (given.direction) root.dir = given.direction;
          if (given.size) root.style.fontSize = given.size;
        });
      },
      { scheme, lang, direction, size },
    );
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.waitForSelector('html[data-ready]');
    await page.waitForNetworkIdle();
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 400)));
    for (const section of await page.$$('section')) {
      const id = await section.evaluate((element) => element.id);
      if (sections.length > 0 && !sections.some((start) => id.startsWith(start))) continue;
      // Rows out of sight are not drawn, so each section has the page for itself, in a window that holds all of it.
      await section.evaluate((shown) => {
        for (const other of document.querySelectorAll('section')) other.hidden = other !== shown;
      });
      for (let seen = 0, height = 900; seen < height; ) {
        seen = height;
        await page.setViewport({ width, height });
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
        height = Math.max(seen, await section.evaluate((element) => Math.ceil(element.scrollHeight) + 100));
      }
      await section.screenshot({ path: /** @type {`${string}.png`} */ (join(dir, `${id}-${name}.png`)) });
    }
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
}
