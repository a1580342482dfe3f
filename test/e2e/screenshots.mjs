// @ts-check
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launchChromium } from '../chromium.mjs';
import { startDemo } from './demo.mjs';

const USAGE = `Usage: npm run screenshots -- FOLDER [PART OF A NAME]   every page of the demo, wide and narrow, light and dark
       npm run screenshots -- --readme                 the picture that README.md shows`;

const [folder, only = ''] = process.argv.slice(2);
if (!folder) {
  console.error(USAGE);
  process.exit(2);
}

const rotor = 'c_2vr7vzyjp2zhyrkw';
const seals = 'c_6v010tpkjqp8vkhq';
const apprentices = 'c_m0d0azcsngdan9k9';
const tangier = 'c_ks63pxwsrybg2z8q';

/** @typedef {import('puppeteer-core').Page} Page */

/** @param {string} title */
const openThread = (title) => async (/** @type {Page} */ page) => {
  await page.locator(`cop-thread-list >>> a::-p-text(${title})`).click();
  await page.waitForSelector('cop-thread >>> .byline', { visible: true });
  await page.mouse.move(0, 0);
};
/** @param {string} title */
const openPractice = (title) => async (/** @type {Page} */ page) => {
  await page.locator(`cop-practice-library >>> a::-p-text(${title})`).click();
  await page.waitForSelector('cop-adoption >>> .unit', { visible: true });
};
/** @param {string} text */
const lookFor = (text) => async (/** @type {Page} */ page) => {
  await page.locator('cop-expert-finder >>> input').fill(text);
  await page.waitForSelector('cop-expert-finder >>> .person', { visible: true });
};
/** @param {Page} page */
const openReasons = async (page) => {
  await page.locator('cop-my-expertise >>> .own-topic button[aria-expanded]').click();
  await page.waitForSelector('cop-my-expertise >>> .why', { visible: true });
};
/** @param {string} text */
const openCard = (text) => async (/** @type {Page} */ page) => {
  await lookFor(text)(page);
  await page.locator('cop-expert-finder >>> .name button').click();
  await page.waitForSelector('cop-expert-finder >>> cop-expert-card >>> .known', { visible: true });
};
/** @param {string} title */
const askAbout = (title) => async (/** @type {Page} */ page) => {
  await openComposer(page);
  await page.locator('cop-composer >>> #title').fill(title);
  const invite = await page.waitForSelector('cop-composer >>> cop-ask-an-expert >>> input', { visible: true });
  if (!(await invite?.evaluate((box) => /** @type {HTMLInputElement} */ (box).checked))) await invite?.click();
  await page.waitForSelector('cop-composer >>> cop-ask-an-expert >>> .quiet', { visible: true });
};
/** @param {Page} page */
const seeTiles = async (page) => {
  await page.waitForSelector('cop-dashboard >>> .tile', { visible: true });
};
/** @param {Page} page */
const seeCommunities = async (page) => {
  await page.waitForSelector('cop-dashboard >>> table', { visible: true });
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
  { name: 'procedures', path: '/procedures/' },
  { name: 'procedure', path: '/procedures/mechanical-seal.html' },
  { name: 'inbox', path: '/inbox.html' },
  { name: 'practices', path: `/practices.html?c=${seals}` },
  { name: 'practice', path: `/practices.html?c=${seals}`, act: openPractice('Measure the shaft') },
  { name: 'experts', path: `/experts.html?c=${seals}`, act: lookFor('seal leaks again after a few weeks') },
  { name: 'experts-card', path: `/experts.html?c=${seals}`, act: openCard('seal leaks again after a few weeks') },
  { name: 'experts-own', path: `/experts.html?c=${seals}`, as: 'gerd', act: openReasons },
  {
    name: 'experts-asked',
    path: `/community.html?c=${seals}`,
    act: askAbout('Why does the seal leak after a few weeks?'),
  },
  { name: 'sponsor', path: `/sponsor.html?c=${seals}`, as: 'eric' },
  { name: 'dashboard', path: `/dashboard.html?c=${seals}`, as: 'gerd', act: seeTiles },
  { name: 'outcomes', path: `/outcomes.html?c=${seals}`, as: 'eric', act: seeTiles },
  { name: 'organisation', path: '/organisation.html', as: 'marta', act: seeCommunities },
  { name: 'communities', path: '/communities.html' },
  { name: 'community', path: `/community.html?c=${rotor}` },
  { name: 'thread', path: `/community.html?c=${rotor}`, act: openThread('T14 whines') },
  { name: 'composer', path: `/community.html?c=${rotor}`, act: openComposer },
  { name: 'facilitator', path: `/community.html?c=${seals}`, as: 'gerd' },
  { name: 'refused', path: `/community.html?c=${seals}`, as: 'lina' },
  { name: 'article', path: '/news/moray-62.html' },
  { name: 'canteen', path: '/canteen.html' },
  { name: 'german', path: '/de/ausbildung.html', as: 'lina' },
  { name: 'german-thread', path: `/de/community.html?c=${apprentices}`, as: 'lina', act: openThread('Flansch') },
  { name: 'arabic', path: '/ar/tangier.html', as: 'youssef' },
  { name: 'arabic-inbox', path: '/ar/inbox.html', as: 'youssef' },
  { name: 'arabic-thread', path: `/ar/community.html?c=${tangier}`, as: 'youssef', act: openThread('الفيضان') },
];

/**
 * A page as a persona sees it, loaded and painted.
 * @param {import('puppeteer-core').Browser} browser @param {string} address
 * @param {{ as: string, width: number, scheme: string }} how
 */
const open = async (browser, address, { as, width, scheme }) => {
  const page = await browser.newPage();
  await page.setExtraHTTPHeaders({ 'copkit-persona': as });
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(address, { waitUntil: 'networkidle2' });
  await page.evaluate(() => document.fonts.ready);
  return page;
};

/** Makes the window as high as the page: rows far out of sight are not painted. @param {Page} page @param {number} width */
const unfold = async (page, width) => {
  let height = 0;
  for (;;) {
    await page.waitForNetworkIdle({ concurrency: 2 });
    const grown = await page.evaluate(() => document.documentElement.scrollHeight);
    if (grown <= height) return;
    height = Math.max(grown, 900);
    await page.setViewport({ width, height });
  }
};

/** @param {import('puppeteer-core').Browser} browser @param {string} url @param {string} target */
const everyPage = async (browser, url, target) => {
  mkdirSync(target, { recursive: true });
  for (const width of [1280, 390])
    for (const scheme of ['light', 'dark'])
      for (const { name, path, as = 'anton', act } of shots.filter((shot) => shot.name.includes(only))) {
        const page = await open(browser, `${url}${path}`, { as, width, scheme });
        await act?.(page);
        await unfold(page, width);
        const file = join(target, `${name}-${width}-${scheme}.png`);
        await page.screenshot({ path: /** @type {`${string}.png`} */ (file) });
        await page.close();
        console.log(file);
      }
};

/** @param {import('puppeteer-core').Browser} browser @param {string} url */
const readmePicture = async (browser, url) => {
  const department = `${url}/departments/rotor-drivetrain.html`;
  const page = await open(browser, department, { as: 'anton', width: 1280, scheme: 'light' });
  await page.setViewport({ width: 1280, height: 1000 });
  await page.waitForNetworkIdle();
  await page.screenshot({ path: join(import.meta.dirname, '../../docs/images/intranet.png') });
};

const demo = await startDemo();
const browser = await launchChromium();
try {
  if (folder === '--readme') await readmePicture(browser, demo.url);
  else await everyPage(browser, demo.url, resolve(folder));
} finally {
  await browser.close();
  await demo.stop();
}
