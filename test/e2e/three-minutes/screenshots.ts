import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';

const folder = process.env.COPKIT_SCREENSHOTS;

/** Of a page that is shorter, no more than there is. */
const MARGIN = 24;

/**
 * Keeps what a window shows, from the top of the page or down to the end of `element`; nothing where no folder is
 * named for it.
 */
export const screenshot = async (page: Page, name: string, element?: string): Promise<void> => {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.bringToFront();
  await page.mouse.move(0, 0);
  const end = await page.evaluate(async (selector) => {
    if (selector) document.querySelector(selector)?.scrollIntoView({ block: 'end' });
    else scrollTo(0, 0);
    const moving = document.getAnimations().filter((each) => each.effect?.getTiming().iterations !== Infinity);
    await Promise.allSettled(moving.map(({ finished }) => finished));
    const last = document.querySelector('main')?.lastElementChild;
    return selector ? innerHeight : (last?.getBoundingClientRect().bottom ?? innerHeight);
  }, element);
  const path = join(folder, `three-minutes-${name}.png`) as `${string}.png`;
  const { width = 0, height = 0 } = page.viewport() ?? {};
  const whole = name.startsWith('failed');
  const shorter = !whole && !element && end + MARGIN < height;
  await page.screenshot({
    path,
    fullPage: whole,
    ...(shorter && { clip: { x: 0, y: 0, width, height: Math.ceil(end) + MARGIN } }),
  });
};
