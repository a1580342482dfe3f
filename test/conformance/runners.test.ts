import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bundleScript } from './child-process.js';

const folder = fileURLToPath(new URL('../../packages/storage/src/', import.meta.url));

async function underNodeTest(name: string, breakIt: string): Promise<{ code: number | null; said: string }> {
  const script = await bundleScript(
    name,
    folder,
    `
      import { describe, it } from 'node:test';
      import { storageConformance } from './conformance/index.js';
      import { harness } from './testing/harness.js';
      const { sample, create } = harness();
      storageConformance({ describe, it }, {
        sample,
        create: async () => {
          const place = await create();
          const broken = (adapter) => Object.assign(adapter, { ${breakIt} });
          return { ...place, open: async () => broken(await place.open()) };
        },
      });
    `,
  );
  const child = spawn(process.execPath, ['--test', '--test-reporter=tap', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Otherwise node:test speaks to the runner that this test runs in.
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
  });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return { code, said };
}

// Vitest runs the kit on most adapters, mocha in a browser on IndexedDB.
describe('the conformance kit under node:test', () => {
  it('passes an honest adapter', { timeout: 60_000 }, async () => {
    const { code, said } = await underNodeTest('node-test', '');
    expect(Number(/^# tests (\d+)/m.exec(said)?.[1])).toBeGreaterThan(70);
    expect(said).toMatch(/^# fail 0$/m);
    expect(code).toBe(0);
  });

  it('fails a broken one', { timeout: 60_000 }, async () => {
    const { code, said } = await underNodeTest('node-test-broken', 'purge: async () => {}');
    expect(said).toContain('not ok');
    expect(said).toContain('ConformanceError');
    expect(code).toBe(1);
  });
});
