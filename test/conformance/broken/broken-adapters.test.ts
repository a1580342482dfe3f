import { runStorageConformance } from '@copkit/storage/conformance';
import { describe, expect, it } from 'vitest';
import { brokenAdapters, chaptersThatFail, soonEnough } from './broken-adapters.js';
import { logFileHarness } from './durability.js';
import { broken } from './fault.js';

const MINUTES = 120_000;

describe('the conformance kit', () => {
  it('has nothing to say against honest adapters', { timeout: MINUTES }, async () => {
    for (const harness of [broken('P1', 'nothing', () => () => ({})).harness, logFileHarness('honest')]) {
      const { tests } = await runStorageConformance(harness, soonEnough);
      expect(tests.filter(({ outcome }) => outcome === 'failed' || outcome === 'pending')).toEqual([]);
    }
  });

  it('sees many kinds of broken adapters', () => {
    expect(brokenAdapters.length).toBeGreaterThanOrEqual(14);
    const promises = Array.from({ length: 10 }, (_, n) => `P${n + 1}`).filter((promise) => promise !== 'P8');
    const chapters = new Set(brokenAdapters.map(({ chapter }) => chapter));
    expect([...promises, 'crash', 'concurrency'].filter((chapter) => !chapters.has(chapter as 'P1'))).toEqual([]);
  });

  it.each(brokenAdapters)('sees in $chapter that an adapter $does', { timeout: MINUTES }, async (adapter) => {
    expect(await chaptersThatFail(adapter)).toContain(adapter.chapter);
  });
});
