import { idb } from '@copkit/storage-idb';
import { measureCase, toJson, toText } from '../harness.js';
import { casesOf, type Pair } from './cases.js';
import { contender } from './contender.js';
import { idbBaseline } from './idb-baseline.js';
import { ADAPTER_FILLING, BASELINE_FILLING, fill } from './workload.js';

declare global {
  /** Called from outside, with the sizes of the stores and how many rounds a case has; answers line by line. */
  var measureIdb: (counts: readonly number[], rounds: number, as: 'json' | 'text') => Promise<string[]>;
}

const amounts = { commits: 100, batches: 1, gets: 400, pages: 40, feedPages: 40 };

globalThis.measureIdb = async (counts, rounds, as) => {
  const pairs: Pair[] = [];
  for (const count of counts) {
    const store = idb(`bench-${count}`);
    await store.open();
    const pair = { count, adapter: contender(store), baseline: await idbBaseline(`baseline-${count}`) };
    await fill(pair.adapter, count, ADAPTER_FILLING);
    await fill(pair.baseline, count, BASELINE_FILLING);
    pairs.push(pair);
  }
  const lines: string[] = [];
  // What the browser's processes use is not known to the page.
  const unknown = { processorMs: () => Number.NaN };
  for (const each of await casesOf('idb', pairs, amounts)) {
    const { subject, baseline = subject } = each;
    const timed = { ...each, subject: { ...subject, ...unknown }, baseline: { ...baseline, ...unknown } };
    const result = await measureCase(timed, rounds);
    lines.push(as === 'json' ? toJson('storage', result) : toText(result));
  }
  return lines;
};
