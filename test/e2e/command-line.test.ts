import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeSyntheticDump } from '../../packages/importers/fixtures/dump.js';
import { launchChromium } from '../chromium.mjs';
import { faultsOf, fill, follow, named, press, sees } from './visitor.js';

const bin = join(import.meta.dirname, '../../packages/copkit/bin/copkit.js');
const run = promisify(execFile);

describe('an imported community, served by the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'copkit-serve-'));
  const imported = join(folder, 'imported.db');
  let server: ChildProcess;
  let browser: Browser;
  let url = '';

  beforeAll(async () => {
    const dump = join(folder, 'dump');
    await writeSyntheticDump(dump, 60);
    await run(process.execPath, [bin, 'import', 'stackexchange', dump, '--community', 'Turbines', '--data', imported]);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  beforeEach(async () => {
    const data = join(folder, 'served.db');
    for (const suffix of ['', '-search']) copyFileSync(imported + suffix, data + suffix);
    server = spawn(process.execPath, [bin, 'serve', '--demo-sign-on', '--port', '0', '--data', data]);
    for await (const line of createInterface({ input: server.stderr as NodeJS.ReadableStream })) {
      url = /http:\S+(?=;)/.exec(line)?.[0] ?? '';
      if (url) break;
    }
  });
  afterEach(async () => {
    server.kill('SIGINT');
    await once(server, 'close');
  });

  const open = async (
    width: number,
    options: { language?: string } = {},
  ): Promise<{ page: Page; faults: readonly string[] }> => {
    const page = await (await browser.createBrowserContext()).newPage();
    const faults = faultsOf(page);
    await page.setViewport({ width, height: 800 });
    await page.evaluateOnNewDocument((language) => {
      Object.defineProperty(navigator, 'languages', { get: () => [language] });
    }, options.language ?? 'en-GB');
    await page.goto(url, { waitUntil: 'networkidle2' });
    return { page, faults };
  };

  it.each([
    ['at a desk', 1280],
    ['on a phone', 360],
  ])('is browsed, searched, joined, asked and answered in, %s', async (_where, width) => {
    const { page, faults } = await open(width);
    await follow(page, 'Turbines');
    await named(page, 'button', 'Join').wait();
    expect(await sees(page, 'cop-member-list', '::-p-text(Member)')).toBe(true);

    await page.locator('cop-thread-list >>> input[type="search"]').fill('bearing');
    await page.keyboard.press('Enter');
    await page.locator('cop-thread-list >>> mark').wait();
    expect(await page.$eval('#write', (button) => button.checkVisibility())).toBe(false);
    await press(page, 'Join');
    await named(page, 'button', 'Leave').wait();

    await press(page, 'Ask or tell');
    await fill(page, 'Title', `Why does it hum ${width}?`);
    await fill(page, 'Text', 'At 2<sup>8</sup> Hz.');
    await press(page, 'Ask');
    expect(await sees(page, 'cop-thread', 'sup')).toBe(true);

    await page.select('#persona select', 'demo-kim');
    await page.waitForNavigation({ waitUntil: 'networkidle2' });
    await press(page, 'Join');
    await fill(page, 'Text', 'A cracked blade root.');
    await press(page, 'Answer');
    expect(await sees(page, 'cop-thread', '::-p-text(A cracked blade root)')).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(faults).toEqual([]);
  });

  it('says once that a community is not here', async () => {
    const { page } = await open(1280);
    await page.goto(`${url}/?community=c_0000000000000000`, { waitUntil: 'networkidle2' });
    expect(await sees(page, 'cop-community-card', '[role=alert]')).toBe(true);
    expect(await page.$eval('.panes', (panes) => panes.checkVisibility())).toBe(false);
  });

  it('speaks the language of the person, from the right where it is written so', async () => {
    const { page, faults } = await open(360, { language: 'ar-MA' });
    await follow(page, 'Turbines');
    expect(await sees(page, 'h2', '::-p-text(المواضيع)')).toBe(true);
    expect(await page.evaluate(() => getComputedStyle(document.body).direction)).toBe('rtl');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(faults).toEqual([]);
  });
});
