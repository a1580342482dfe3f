import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CLIENT,
  openIdProviderForTests,
  type TestProvider,
} from '../../packages/server/src/sign-on/testing/openid-provider.js';
import { launchChromium } from '../chromium.mjs';
import { follow, named, press } from './visitor.js';

const bin = join(import.meta.dirname, '../../packages/copkit/bin/copkit.js');

describe('people who sign in at a provider', () => {
  const folder = mkdtempSync(join(tmpdir(), 'copkit-sign-on-'));
  let provider: TestProvider;
  let copkit: ChildProcess;
  let browser: Browser;
  let page: Page;
  let foreign: Server;
  let url = '';

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    provider = await openIdProviderForTests(url);
    const secrets = ['only-for-tests-0123456789abcdef0123456789abcdef'];
    const session = { issuer: provider.issuer, ...CLIENT, publicUrl: url, secrets };
    const config = join(folder, 'copkit.json');
    writeFileSync(config, JSON.stringify({ port, data: join(folder, 'cops.db'), signOn: { session } }));
    copkit = spawn(process.execPath, [bin, 'serve', '--config', config]);
    for await (const line of createInterface({ input: copkit.stderr as NodeJS.ReadableStream }))
      if (/Serving/.test(line)) break;
    foreign = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>elsewhere</title>');
    });
    foreign.listen(0);
    await once(foreign, 'listening');
    browser = await launchChromium();
    page = await (await browser.createBrowserContext()).newPage();
    await page.evaluateOnNewDocument(() => {
      Object.defineProperty(navigator, 'languages', { get: () => ['en'] });
    });
  });
  afterAll(async () => {
    await browser?.close();
    copkit?.kill('SIGINT');
    if (copkit) await once(copkit, 'close');
    foreign?.close();
    await provider?.stop();
    rmSync(folder, { recursive: true });
  });

  const communities = () =>
    page.evaluate(async () => {
      const response = await fetch('/v1/communities/list');
      return response.ok ? (await response.json()).items.map(({ name }: { name: string }) => name) : response.status;
    });

  it('come back to the page they wanted, as who they are', async () => {
    await page.goto(`${url}/?community=c_0000000000000000`);
    expect(await communities()).toBe(401);
    await Promise.all([page.waitForNavigation(), follow(page, 'Sign in')]);
    await named(page, 'button', 'Sign out').wait();
    expect(page.url()).toBe(`${url}/?community=c_0000000000000000`);
    expect(await page.$eval('#session span', (span) => span.textContent)).toBe('Ada Byron');
    expect(await page.evaluate(() => document.cookie)).toBe('');
    const created = await page.evaluate(async () => {
      const body = JSON.stringify({ name: 'Own', purpose: 'By the page itself' });
      const headers = { 'content-type': 'application/json' };
      return (await fetch('/v1/communities/create', { method: 'POST', headers, body })).status;
    });
    expect([created, await communities()]).toEqual([200, ['Own']]);
  });

  it.each([
    ['of another site', 'localhost'],
    ['of the same site, at another port', '127.0.0.1'],
  ])('are not made to write by a page %s', async (_, host) => {
    const elsewhere = await page.browserContext().newPage();
    const statuses: number[] = [];
    elsewhere.on('response', (response) => {
      const posted = response.request().method() === 'POST';
      if (posted && response.url().includes('/v1/communities/create')) statuses.push(response.status());
    });
    await elsewhere.goto(`http://${host}:${(foreign.address() as AddressInfo).port}/`);
    const target = `${url}/v1/communities/create`;
    const seen = await elsewhere.evaluate(async (target) => {
      const body = JSON.stringify({ name: 'Foreign', purpose: 'By another page' });
      const attempts: RequestInit[] = [
        { mode: 'no-cors', body },
        { mode: 'no-cors', body: new URLSearchParams({ name: 'Foreign' }) },
        { mode: 'cors', body, headers: { 'content-type': 'application/json' } },
        { mode: 'cors', body, headers: { 'idempotency-key': 'x' } },
      ];
      const answers: string[] = [];
      for (const attempt of attempts)
        await fetch(target, { method: 'POST', credentials: 'include', ...attempt }).then(
          ({ type }) => answers.push(type),
          ({ name }) => answers.push(name),
        );
      navigator.sendBeacon(target, body);
      return answers;
    }, target);
    expect(seen).toEqual(['opaque', 'opaque', 'TypeError', 'TypeError']);
    await Promise.all([
      elsewhere.waitForNavigation(),
      elsewhere.evaluate((target) => {
        const form = Object.assign(document.createElement('form'), {
          method: 'POST',
          action: target,
          enctype: 'text/plain',
        });
        form.append(
          Object.assign(document.createElement('input'), { name: '{"name":"Foreign","purpose":"', value: '"}' }),
        );
        document.body.append(form);
        form.submit();
      }, target),
    ]);
    expect(statuses.length).toBeGreaterThanOrEqual(3);
    expect(new Set(statuses)).toEqual(new Set([403]));
    await elsewhere.close();
    expect(await communities()).toEqual(['Own']);
  });

  it('sign out, here and at the provider', async () => {
    await Promise.all([page.waitForNavigation(), press(page, 'Sign out')]);
    expect(page.url()).toContain(`${provider.issuer}/session/end`);
    await Promise.all([page.waitForNavigation(), page.click('button[value="yes"]')]);
    expect(page.url()).toBe(`${url}/`);
    await named(page, 'link', 'Sign in').wait();
    expect(await communities()).toBe(401);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
