import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fillDemo } from './index.js';

it('fill', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'demo-'));
  const t = performance.now();
  const r = await fillDemo({ file: join(dir, 'a.db'), seed: 1, until: new Date('2026-11-23') });
  console.log(performance.now() - t, r, readdirSync(dir), statSync(join(dir, 'a.db')).size);
  await fillDemo({ file: join(dir, 'b.db'), seed: 1, until: new Date('2026-11-23') });
  console.log(readFileSync(join(dir, 'a.db')).equals(readFileSync(join(dir, 'b.db'))));
  rmSync(dir, { recursive: true });
  expect(1).toBe(1);
}, 120000);
