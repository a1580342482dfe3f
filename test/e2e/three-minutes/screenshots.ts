import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';

const folder = process.env.COPKIT_SCREENSHOTS;

/** Keeps what a window shows, from the top of the page or of `element`; nothing where no folder is named for it. */
export const screenshot = async (page: Page, name: string, element?: string): Promise<void> => {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.evaluate((selector) => {
    if (selector) document.querySelector(selector)?.scrollIntoView();
    else scrollTo(0, 0);
  }, element ?? null);
  await page.mouse.move(0, 0);
  await page.waitForNetworkIdle({ concurrency: 2 });
  await page.screenshot({
    path: join(folder, `three-minutes-${name}.png`) as `${string}.png`,
    fullPage: name.startsWith('failed'),
  });
};
