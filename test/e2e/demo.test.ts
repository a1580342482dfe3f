import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '@copkit/client';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../chromium.mjs';
import { type Demo, startDemo } from './demo.mjs';
import { faultsOf, fill, follow, named, press, sees } from './visitor.js';

const SEALS = 'c_6v010tpkjqp8vkhq';
const SITE = join(import.meta.dirname, '../../examples/intranet/site');
const pages = readdirSync(SITE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));

describe('the demo intranet', () => {
  let demo: Demo;
  let browser: Browser;

  // Eighteen months of a company take their time to happen.
  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo(), launchChromium()]);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  /** A window with a sign-on of its own, as this persona. */
  const openAs = async (hostId: string, path: string): Promise<Page> => {
    const window = await browser.createBrowserContext();
    await window.setCookie({ name: 'copkit-persona', value: hostId, domain: new URL(demo.url).hostname });
    const page = await window.newPage();
    await page.goto(`${demo.url}${path}`, { waitUntil: 'networkidle2' });
    return page;
  };

  /** On a phone nothing fails, nothing is cut off, and every link leads somewhere. */
  const looksRight = async (path: string, hostId = 'anton'): Promise<void> => {
    const window = await browser.createBrowserContext();
    await window.setCookie({ name: 'copkit-persona', value: hostId, domain: new URL(demo.url).hostname });
    const page = await window.newPage();
    const faults = faultsOf(page);
    await page.setViewport({ width: 360, height: 740 });
    await page.goto(`${demo.url}${path}`, { waitUntil: 'networkidle2' });
    const { width, links } = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      links: [...document.querySelectorAll('a')].map(({ href }) => href),
    }));
    expect(width).toBe(360);
    expect(links.length).toBeGreaterThan(0);
    expect(await page.$('.site-header cop-inbox')).not.toBeNull();
    const own = [...new Set(links)].filter((href) => href.startsWith(demo.url));
    const answers = await Promise.all(own.map(async (href) => ({ href, status: (await fetch(href)).status })));
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(faults).toEqual([]);
    await window.close();
  };
  const textsOf = (page: Page, selector: string): Promise<(string | undefined)[]> =>
    page.$$eval(selector, (elements) => elements.map(({ textContent }) => textContent?.trim()));

  it.each(pages)('shows %s on a phone', (file) => looksRight(`/${file}`));

  it('shows figures and practices on a phone to those whom they are for', async () => {
    const eric = connect({ url: `${demo.url}/copkit`, headers: { 'copkit-persona': 'eric' } });
    const [practice] = (await eric.practices.list({ communityId: SEALS, state: 'proven' })).items;
    await looksRight(`/sponsor.html?c=${SEALS}`, 'eric');
    for (const folder of ['', '/de', '/ar']) await looksRight(`${folder}/practice.html?practice=${practice?.id}`);
  });

  it('shows at an official procedure what is proven, and leads from there to the practice and back', async () => {
    const page = await openAs('anton', '/procedures/mechanical-seal.html');
    expect(await textsOf(page, 'article .steps > li')).toHaveLength(9);
    const proven = await page.waitForSelector('cop-context >>> .row:has(.positive)', { visible: true });
    expect(await proven?.$eval('.meta', ({ textContent }) => textContent)).toMatch(
      /Proven.*used by \d+ units.*for this page/s,
    );
    const title = (await proven?.$eval('.title', ({ textContent }) => textContent?.trim())) ?? '';
    await Promise.all([
      page.waitForNavigation({ waitUntil: 'networkidle2' }),
      proven?.$('a').then((link) => link?.click()),
    ]);
    expect(await textsOf(page, 'cop-practice >>> .title')).toEqual([title]);
    expect(await textsOf(page, 'cop-adoption >>> .unit')).not.toHaveLength(0);
    await page.locator('cop-practice >>> .procedures a').click();
    await page.waitForFunction(() => location.pathname === '/procedures/mechanical-seal.html');
    expect(await sees(page, 'cop-page-discussion', '.thread')).toBe(true);
  });

  it('counts in the head of every page what is new, and leads to it', async () => {
    const page = await openAs('gerd', '/canteen.html');
    expect(await sees(page, '.site-header cop-inbox', '.pill')).toBe(true);
    await Promise.all([
      page.waitForNavigation({ waitUntil: 'networkidle2' }),
      page.locator('.site-header cop-inbox >>> a').click(),
    ]);
    expect(new URL(page.url()).pathname).toBe('/inbox.html');
    expect(await sees(page, 'main cop-inbox', '.row.unread')).toBe(true);
  });

  it('finds by what people wrote who knows about something', async () => {
    const page = await openAs('gerd', `/experts.html?c=${SEALS}`);
    await page.locator('cop-expert-finder >>> input').fill('seal leaks again after a few weeks');
    expect(await sees(page, 'cop-expert-finder', '.person .evidence a')).toBe(true);
  });

  it('shows the sponsor how a community goes, each figure with what is to be done next, and nobody else', async () => {
    const page = await openAs('eric', `/sponsor.html?c=${SEALS}`);
    await page.waitForSelector('cop-outcome-series >>> .chart', { visible: true });
    expect(await textsOf(page, 'cop-metric >>> .value[part]')).toEqual(
      Array(3).fill(expect.stringMatching(/^\d+\s?%$/)),
    );
    expect(await textsOf(page, 'cop-survival >>> .summary')).toEqual(
      Array(2).fill(expect.stringContaining('still waiting')),
    );
    expect(await page.$$('cop-outcome-series >>> .change')).not.toHaveLength(0);
    expect(await page.$$('main >>> .next')).toHaveLength(6);

    const anton = await openAs('anton', `/sponsor.html?c=${SEALS}`);
    await anton.locator('::-p-text(are for its sponsor and its facilitators)').wait();
    expect(await anton.$('cop-metric >>> .label')).toBeNull();
  });

  it('gives every persona the rights of the person', async () => {
    const page = await openAs('lina', '/communities.html');
    expect(await sees(page, 'cop-community-list', '::-p-text(Seals & Impellers)')).toBe(true);
    expect(await page.$('cop-community-list >>> ::-p-text(Site Leads)')).toBeNull();
    await page.locator('#persona > summary').click();
    await Promise.all([page.waitForNavigation(), page.locator('button[data-persona="youssef"]').click()]);
    expect(await sees(page, 'cop-community-list', '::-p-text(Site Leads)')).toBe(true);
  });

  it('shows in one window what is done in another', async () => {
    const [anton, youssef] = await Promise.all([
      openAs('anton', '/community.html'),
      openAs('youssef', '/community.html'),
    ]);
    const title = 'Does anybody still have the old torque tables?';
    await press(anton, 'Ask or tell');
    await fill(anton, 'Title', title);
    await fill(anton, 'Text', 'The ones with *both* greases.');
    await press(anton, 'Ask');
    await named(youssef, 'link', title).wait();
    await follow(youssef, title);
    expect(await sees(youssef, 'cop-thread', '::-p-text(The ones with)')).toBe(true);
  });

  it('keeps what was written for the next start', async () => {
    const anton = () => connect({ url: `${demo.url}/copkit`, headers: { 'copkit-persona': 'anton' } });
    const [community] = (await anton().communities.list({ mine: true })).items;
    const thread = await anton().threads.start({
      communityId: community?.id ?? '',
      kind: 'idea',
      title: 'Colour the spare keys',
      body: 'By *site*.',
    });
    expect(await demo.end()).toBe(0);
    demo = await startDemo({ data: demo.data });
    expect((await anton().threads.get({ threadId: thread.id })).thread.title).toBe('Colour the spare keys');
  });
});
