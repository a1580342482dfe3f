import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { loadChromium } from './unbundled.js';

/** Measures IndexedDB where it is real: in Chromium. */
export async function measureInBrowser(
  counts: readonly number[],
  rounds: number,
  as: 'json' | 'text',
): Promise<readonly string[]> {
  const { outputFiles } = await build({
    entryPoints: [join(process.cwd(), 'test/bench/storage/idb-page.ts')],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    conditions: ['copkit-source'],
  });
  const page = `<!doctype html><meta charset="utf-8"><script type="module">${outputFiles[0]?.text}</script>`;
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(page);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { launchChromium } = await loadChromium();
  const browser = await launchChromium({ protocolTimeout: 0 });
  try {
    const tab = await browser.newPage();
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await tab.waitForFunction(() => 'measureIdb' in globalThis);
    return await tab.evaluate((...order) => globalThis.measureIdb(...order), counts, rounds, as);
  } finally {
    await browser.close();
    server.close();
  }
}
