// @ts-check
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launchChromium } from '../chromium.mjs';
import { startDemo } from './demo.mjs';

// npm run screenshots -- FOLDER [PART OF A NAME]: every page of the demo, wide and narrow, light and dark.

const [folder, only = ''] = process.argv.slice(2);
if (!folder) {
  console.error('Name a folder: npm run screenshots -- FOLDER');
  process.exit(2);
}
const target = resolve(folder);
mkdirSync(target, { recursive: true });

const rotor = 'c_2vr7vzyjp2zhyrkw';
const seals = 'c_6v010tpkjqp8vkhq';

/** @typedef {import('puppeteer-core').Page} Page */

/** @param {Page} page */
const openThread = async (page) => {
  await page.locator('cop-thread-list >>> a::-p-text(T14 whines)').click();
  await page.waitForSelector('cop-thread >>> .byline', { visible: true });
};
/** @param {Page} page */
const openComposer = async (page) => {
  await page.locator('#write').click();
  await page.waitForSelector('cop-composer >>> textarea', { visible: true });
};
/** @param {Page} page */
const openPersonas = async (page) => {
  await page.locator('#persona > summary').click();
};

/** @type {{ name: string, path: string, as?: string, act?: (page: Page) => Promise<void> }[]} */
const shots = [
  { name: 'home', path: '/' },
  { name: 'personas', path: '/', act: openPersonas },
  { name: 'department', path: '/departments/rotor-drivetrain.html' },
  { name: 'procedure', path: '/procedures/main-bearing-grease.html' },
  { name: 'communities', path: '/communities.html' },
  { name: 'community', path: `/community.html?c=${rotor}` },
  { name: 'thread', path: `/community.html?c=${rotor}`, act: openThread },
  { name: 'composer', path: `/community.html?c=${rotor}`, act: openComposer },
  { name: 'facilitator', path: `/community.html?c=${seals}`, as: 'gerd' },
  { name: 'refused', path: `/community.html?c=${seals}`, as: 'lina' },
  { name: 'article', path: '/news/moray-winter.html' },
  { name: 'canteen', path: '/canteen.html' },
  { name: 'german', path: '/de/ausbildung.html', as: 'lina' },
  { name: 'arabic', path: '/ar/tangier.html', as: 'youssef' },
];

const demo = await startDemo();
const browser = await launchChromium();
try {
  for (const width of [1280, 390])
    for (const scheme of ['light', 'dark'])
      for (const { name, path, as = 'anton', act } of shots.filter((shot) => shot.name.includes(only))) {
        const page = await browser.newPage();
        await page.setExtraHTTPHeaders({ 'copkit-persona': as });
        await page.setViewport({ width, height: 900, deviceScaleFactor: 1 });
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        await page.goto(`${demo.url}${path}`, { waitUntil: 'networkidle2' });
        await page.evaluate(() => document.fonts.ready);
        await act?.(page);
        await page.waitForNetworkIdle({ concurrency: 2 });
        // Rows far out of sight are not painted: let the window be as high as the page.
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewport({ width, height: Math.max(height, 900), deviceScaleFactor: 1 });
        await page.waitForNetworkIdle({ concurrency: 2 });
        const file = join(target, `${name}-${width}-${scheme}.png`);
        await page.screenshot({ path: /** @type {`${string}.png`} */ (file) });
        await page.close();
        console.log(file);
      }
} finally {
  await browser.close();
  await demo.stop();
}
