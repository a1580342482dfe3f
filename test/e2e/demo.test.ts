import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '@copkit/client';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../chromium.mjs';
import { type Demo, startDemo } from './demo.mjs';
import { faultsOf, fill, follow, named, press, sees } from './visitor.js';

const SITE = join(import.meta.dirname, '../../examples/intranet/site');
const pages = readdirSync(SITE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));

describe('the demo intranet', () => {
  let demo: Demo;
  let browser: Browser;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo(), launchChromium()]);
  });
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

  it.each(pages)('shows %s on a phone: nothing fails, nothing is cut off, every link leads somewhere', async (file) => {
    const page = await browser.newPage();
    const faults = faultsOf(page);
    await page.setViewport({ width: 360, height: 740 });
    await page.goto(`${demo.url}/${file}`, { waitUntil: 'networkidle2' });
    const { width, links } = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      links: [...document.querySelectorAll('a')].map(({ href }) => href),
    }));
    expect(width).toBe(360);
    expect(links.length).toBeGreaterThan(0);
    const own = [...new Set(links)].filter((href) => href.startsWith(demo.url));
    const answers = await Promise.all(own.map(async (href) => ({ href, status: (await fetch(href)).status })));
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
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
    const first = await startDemo();
    const anton = (url: string) => connect({ url: `${url}/copkit`, headers: { 'copkit-persona': 'anton' } });
    const [community] = (await anton(first.url).communities.list({ mine: true })).items;
    const thread = await anton(first.url).threads.start({
      communityId: community?.id ?? '',
      kind: 'idea',
      title: 'Colour the spare keys',
      body: 'By *site*.',
    });
    expect(await first.end()).toBe(0);
    const second = await startDemo({ data: first.data });
    expect((await anton(second.url).threads.get({ threadId: thread.id })).thread.title).toBe('Colour the spare keys');
    await second.stop();
  });
});
