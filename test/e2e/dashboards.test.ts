import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from '@copkit/client';
import type { MetricName } from '@copkit/core';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../chromium.mjs';
import { type Demo, startDemo } from './demo.mjs';
import { percent } from './three-minutes/shown.js';
import { faultsOf, sees } from './visitor.js';

const SEALS = 'c_6v010tpkjqp8vkhq';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('dashboards in the demo intranet', () => {
  let demo: Demo;
  let browser: Browser;

  // Eighteen months of a company take their time to happen.
  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo(), launchChromium()]);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  const apiOf = (hostId: string) => connect({ url: `${demo.url}/copkit`, headers: { 'copkit-persona': hostId } });
  const open = async (hostId: string, path: string) => {
    const window = await browser.createBrowserContext();
    await window.setCookie({ name: 'copkit-persona', value: hostId, domain: new URL(demo.url).hostname });
    const page = await window.newPage();
    const faults = faultsOf(page);
    await page.setViewport({ width: 1280, height: 1000 });
    await page.goto(`${demo.url}${path}`, { waitUntil: 'networkidle2' });
    return { page, faults };
  };

  /** The tile of a metric, once it says something. */
  const tileOf = async (page: Page, metric: MetricName): Promise<ElementHandle<HTMLElement>> => {
    await sees(page, 'cop-dashboard', '.tile');
    const found = await page.waitForFunction(
      (name) => {
        const tiles = document.querySelector('cop-dashboard')?.shadowRoot?.querySelectorAll('.tile > *') ?? [];
        const tile = [...tiles].find((each) => (each as HTMLElement & { metric?: string }).metric === name);
        return tile?.shadowRoot?.querySelector("[part='value']") ? tile : null;
      },
      {},
      metric,
    );
    return found as unknown as ElementHandle<HTMLElement>;
  };
  const textIn = (tile: ElementHandle<HTMLElement>, selector: string) =>
    tile.evaluate((element, query) => {
      const text = element.shadowRoot?.querySelector(query)?.textContent ?? '';
      return text.replace(/[\s\u2066-\u2069]+/g, ' ').trim();
    }, selector);
  const accessible = async (page: Page) => {
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => {
      const { axe: found } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> };
      };
      const { violations } = await found.run();
      return violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => JSON.stringify(target)) }));
    });
    expect(violations).toEqual([]);
  };

  it('show a sponsor what the API tells, tile by tile', async () => {
    const { page, faults } = await open('eric', `/outcomes.html?c=${SEALS}`);
    const { tiles } = await apiOf('eric').metrics.getDashboard({ communityId: SEALS, view: 'sponsor', window: 'all' });
    const told = tiles.filter(({ result }) => result.status === 'ok');
    await tileOf(page, 'answer-rate');
    const onPage = await page.$$eval('cop-dashboard >>> .tile > *', (found) =>
      found.map((tile) => (tile as HTMLElement & { metric?: string }).metric),
    );
    expect(onPage.toSorted()).toEqual(told.map(({ metric }) => metric as string).toSorted());
    let compared = 0;
    for (const { metric, info, result } of told) {
      const value = result.value as { readonly share?: number; readonly count?: number };
      const shown = await textIn(await tileOf(page, metric), "[part='value']");
      if (info.shape === 'share')
        expect({ metric, shown }).toEqual({ metric, shown: percent(value.share ?? Number.NaN) });
      else if (info.shape === 'count') expect({ metric, shown }).toEqual({ metric, shown: `${value.count}` });
      else {
        expect(shown, metric).toMatch(/\p{L}|\d/u);
        continue;
      }
      compared++;
    }
    expect(compared).toBeGreaterThanOrEqual(5);
    // What is recorded beside the figures is there, too.
    for (const panel of ['cop-outcomes-matrix', 'cop-value-matrix', 'cop-life-cycle', 'cop-realist-table'])
      expect(await sees(page, `cop-dashboard >>> ${panel}`, 'table')).toBe(true);
    await accessible(page);
    expect(faults).toEqual([]);
  }, 180_000);

  it('open a table by keyboard, and save its rows', async () => {
    const { page, faults } = await open('eric', `/outcomes.html?c=${SEALS}`);
    const tile = await tileOf(page, 'answer-rate');
    for (const details of ['details.more', 'details.figures']) {
      const summary = await tile.evaluateHandle((element, query) => {
        const found = element.shadowRoot?.querySelector<HTMLElement>(`${query} > summary`);
        found?.focus();
        return found;
      }, details);
      await page.keyboard.press('Enter');
      await page.waitForFunction((element) => element?.closest('details')?.open, {}, summary);
    }
    const rows = await tile.evaluate((element) =>
      [...(element.shadowRoot?.querySelectorAll('table tr') ?? [])].map((row) =>
        [...row.children].map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim()),
      ),
    );
    expect(rows.length).toBeGreaterThan(2);
    await page.evaluate(() => {
      const saved: string[] = [];
      Object.assign(globalThis, { saved });
      const make = URL.createObjectURL;
      URL.createObjectURL = (content: Blob) => {
        void content.text().then((text) => saved.push(text));
        return make(content);
      };
    });
    await tile.evaluate((element) =>
      element.shadowRoot?.querySelector<HTMLElement>('.head button[aria-haspopup]')?.click(),
    );
    await tile.evaluate((element) =>
      [...(element.shadowRoot?.querySelectorAll<HTMLElement>("[role='menuitem']") ?? [])]
        .find(({ textContent }) => /CSV|Table|figures/i.test(textContent ?? ''))
        ?.click(),
    );
    const csv = await (
      await page.waitForFunction(() => (globalThis as unknown as { saved: string[] }).saved[0])
    ).jsonValue();
    const lines = `${csv}`.trim().split('\r\n');
    expect(lines).toHaveLength(rows.length);
    for (const [at, [first = '']] of rows.entries()) expect(lines[at]).toContain(first);
    expect(faults).toEqual([]);
  }, 120_000);

  it('lead a facilitator from a figure to the questions that wait, and to asking people', async () => {
    const { page, faults } = await open('gerd', `/dashboard.html?c=${SEALS}`);
    const tile = await tileOf(page, 'backlog');
    await tile.evaluate((element) => element.shadowRoot?.querySelector<HTMLElement>("[part~='action']")?.click());
    const backlog = await page.waitForSelector('cop-dashboard >>> cop-backlog', { visible: true });
    const ask = await page.waitForSelector('cop-dashboard >>> cop-backlog >>> .row .button', { visible: true });
    await ask?.click();
    await page.waitForFunction(
      (element) => element?.shadowRoot?.querySelector('.people')?.textContent?.match(/asked/i),
      {},
      backlog,
    );
    const { items } = await apiOf('gerd').threads.list({ communityId: SEALS, sort: 'unanswered', limit: 10 });
    const asked = await Promise.all(items.map(({ id }) => apiOf('gerd').routing.list({ threadId: id })));
    const today = asked.flatMap((of) => of.items.filter(({ at }) => Date.now() - Date.parse(at) < 600_000));
    expect(today.length).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  }, 120_000);

  it('show an administrator all communities, and nobody else', async () => {
    const { page, faults } = await open('marta', '/organisation.html');
    await sees(page, 'cop-dashboard', 'table');
    const names = await page.$$eval('cop-dashboard >>> tbody th', (cells) =>
      cells.map(({ textContent }) => textContent?.replace(/[\s\u2066-\u2069]+/g, ' ').trim()),
    );
    const window = await page.$eval('cop-dashboard >>> select', (choice) => (choice as HTMLSelectElement).value);
    const { communities } = await apiOf('marta').metrics.getOrganisation({ window });
    expect(names).toEqual(communities.map(({ name }) => name));
    expect(await page.$eval('cop-dashboard >>> table', ({ textContent }) => textContent)).toContain('stewardship');
    await accessible(page);
    expect(faults).toEqual([]);
    const { page: antons, faults: none } = await open('anton', '/organisation.html');
    await antons.waitForSelector('#refused', { visible: true });
    expect(await antons.$('cop-dashboard')).toBeNull();
    expect(none).toEqual([]);
  }, 120_000);
});
