import { test } from 'vitest';
import { moderatedAtRandom } from '../testing/moderating.js';

test('whatever is decided and written by whom, nobody who is silenced writes, and the audit holds', async () => {
  await moderatedAtRandom(25);
}, 120_000);
