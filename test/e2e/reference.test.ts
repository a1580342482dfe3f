import { createCopkit } from '@copkit/core';
import { demoSignOn } from '@copkit/server';
import { type Running, serve } from '@copkit/server/node';
import { memory } from '@copkit/storage';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../chromium.mjs';
import { faultsOf } from './visitor.js';

const ADA = { hostId: 'ada', name: 'Ada Byron' };

describe('the reference of the HTTP API', () => {
  let browser: Browser;
  let server: Running;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const cop = await createCopkit({ storage: memory() });
    server = await serve({ cop, authenticate: demoSignOn([ADA]), basePath: '/copkit' });
    browser = await launchChromium();
    stop = async () => {
      await browser.close();
      await server.close();
      await cop.close();
    };
  });
  afterAll(() => stop());

  const open = async (path: string): Promise<{ page: Page; faults: readonly string[]; asked: readonly string[] }> => {
    const page = await browser.newPage();
    const faults = faultsOf(page);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.setViewport({ width: 1200, height: 900 });
    await page.goto(`${server.url}${path}`, { waitUntil: 'networkidle2' });
    return { page, faults, asked };
  };

  it('shows every part and operation under a strict policy, and asks this server only', async () => {
    const { page, faults, asked } = await open('/copkit/v1/reference');
    await page.waitForSelector('.opblock-tag');
    const tags = await page.$$eval('.opblock-tag', (all) => all.map((tag) => tag.getAttribute('data-tag')));
    expect(tags).toEqual(expect.arrayContaining(['threads', 'membership', 'service']));
    await page.click('.opblock-tag[data-tag="threads"]');
    const operation = await page.waitForSelector('.opblock-get:has([data-path="/v1/threads/list"])');
    await (await operation?.$('.opblock-summary-control'))?.click();
    await page.waitForSelector('.opblock-get.is-open .responses-table');
    expect(await operation?.evaluate(({ textContent }) => textContent)).toContain('communityId');
    expect(faults).toEqual([]);
    const foreign = asked.filter((url) => !url.startsWith(`${server.url}/copkit/`) && !url.startsWith('data:'));
    expect(foreign).toEqual([]);
    const response = await fetch(`${server.url}/copkit/v1/reference`);
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("script-src 'self'; style-src 'self'");
    expect(policy).not.toContain('unsafe');
    await page.close();
  });

  it('documents each problem where its type points', async () => {
    const problem = await (await fetch(`${server.url}/copkit/v1/people/getMe`)).json();
    expect(problem.code).toBe('unauthenticated');
    const { page, faults } = await open(
      new URL(problem.type, `${server.url}/copkit/v1/people/getMe`).href.slice(server.url.length),
    );
    const section = `#${new URL(page.url()).hash.slice(1)}`;
    expect(await page.$eval(section, ({ textContent }) => textContent)).toContain('Sign in');
    expect(faults).toEqual([]);
    await page.close();
  });
});
