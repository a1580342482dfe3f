import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCopkit } from '@copkit/core';
import { sqlite } from '@copkit/storage-sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeSyntheticDump } from '../../../importers/fixtures/dump.js';
import { recordedTerminal } from '../../fixtures/terminal.js';
import { main } from '../index.js';
import { serveStore } from './serve.js';

// Writes reach the disk, and others may use it as well.
vi.setConfig({ testTimeout: 60_000 });

const QUESTIONS = 20;

let folder: string;
let data: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-test-'));
  data = join(folder, 'cops.db');
});
afterEach(() => rm(folder, { recursive: true }));

async function start(...args: string[]) {
  const terminal = recordedTerminal();
  const served = main(['serve', '--demo-sign-on', '--port', '0', '--data', data, ...args], terminal);
  const [url = ''] = /http:\S+(?=;)/.exec(await terminal.heard(/Serving/)) ?? [];
  const stop = () => {
    terminal.stop();
    return served;
  };
  return { url, stop };
}

describe('serve', () => {
  it('serves an imported community until it is stopped', async () => {
    const dump = join(folder, 'dump');
    await writeSyntheticDump(dump, QUESTIONS);
    const args = ['import', 'stackexchange', dump, '--community', 'Turbines', '--data', data];
    expect(await main(args, recordedTerminal())).toBe(0);
    const { url, stop } = await start();
    const headers = { 'copkit-persona': 'demo-robin' };
    const list = await fetch(`${url}/v1/communities/list`, { headers });
    expect(await list.json()).toMatchObject({ items: [{ name: 'Turbines', threadCount: QUESTIONS }] });
    const search = await fetch(`${url}/v1/search/find?text=bearing`, { headers });
    expect((await search.json()).items.length).toBeGreaterThan(0);
    expect((await fetch(`${url}/v1/communities/list`)).status).toBe(401);
    expect(await stop()).toBe(0);
    await expect(fetch(`${url}/v1/health`)).rejects.toThrow();
  });

  it('has a page with its own files only, or none', async () => {
    const withPage = await start();
    const page = await fetch(withPage.url);
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self';/,
    );
    const html = await page.text();
    expect(html).not.toMatch(/<style|style=|<script>| on\w+=/);
    for (const [, file = ''] of html.matchAll(/(?:src|href)="(\/\w+\.\w+)"/g))
      expect((await fetch(withPage.url + file)).status, file).toBe(200);
    await withPage.stop();

    const without = await start('--no-page');
    expect((await fetch(without.url)).status).toBe(404);
    expect((await fetch(`${without.url}/v1/health`)).status).toBe(200);
    await without.stop();
  });

  it('shows images of the origins that it is told, and links to others', async () => {
    const { url, stop } = await start('--set', 'imageOrigins=https://pictures.example');
    const call = async (name: string, body: object) => {
      const headers = { 'copkit-persona': 'demo-robin', 'content-type': 'application/json' };
      const response = await fetch(`${url}/v1/${name}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return response.json();
    };
    const { id: communityId } = await call('communities/create', { name: 'Turbines', purpose: 'Quiet ones' });
    const body = '![one](https://pictures.example/1.png) ![other](https://elsewhere.example/2.png)';
    const { id: threadId } = await call('threads/start', { communityId, kind: 'idea', title: 'Pictures', body });
    const { thread } = await call('threads/get', { threadId });
    expect(JSON.stringify(thread)).toContain('src=\\"https://pictures.example/1.png');
    expect(JSON.stringify(thread)).not.toContain('src=\\"https://elsewhere.example');
    const { headers } = await fetch(url);
    expect(headers.get('content-security-policy')).toContain("img-src 'self' data: https://pictures.example;");
    await stop();
  });

  it('sweeps once a day while it runs', async () => {
    let pass = () => {};
    let stopped = false;
    const terminal = recordedTerminal();
    const options = { data, port: 0, host: '127.0.0.1', page: false, demoSignOn: true };
    const served = serveStore(options, terminal, {}, (run, everyMs) => {
      if (everyMs !== 86_400_000) return () => {};
      pass = run;
      return () => {
        stopped = true;
      };
    });
    await terminal.heard(/Serving/);

    const longAgo = await createCopkit({ storage: sqlite(data), clock: () => new Date('2020-01-01T00:00:00Z') });
    await longAgo.as({ hostId: 'ada', name: 'Ada' }).communities.create({ name: 'Turbines', purpose: 'Quiet ones' });
    await longAgo.close();
    const receipts = async () => {
      const store = sqlite(data);
      await store.open();
      const names = await store.listPartitions(null, 100);
      const feeds = await Promise.all(names.map((name) => store.changes(name, null, 500)));
      await store.close();
      return feeds
        .flatMap((feed) => (feed.kind === 'page' ? feed.docs : []))
        .filter(({ collection, body }) => collection === 'receipts' && body !== null).length;
    };
    expect(await receipts()).toBeGreaterThan(0);
    pass();
    await vi.waitFor(async () => expect(await receipts()).toBe(0), { timeout: 30_000 });
    terminal.stop();
    expect(await served).toBe(0);
    expect(stopped).toBe(true);
  });
});
