import type { Arbitrary } from 'fast-check';
import type { IndexEntry } from '../contract.js';
import { ConformanceError } from './assert.js';
import { runHistory, type Step } from './history.js';
import { type Chapter, durable } from './kit.js';

const NAMES = ['a', 'B', 'b', '_'];
const INDEXES = ['by', 'other'];
const KEYS = ['', 'A', 'a', 'a!', 'aa', 'b', '~'];
// Few, so that a document often gets keys that it or another one has or had.
const KEY_SETS: readonly (readonly IndexEntry[])[] = [
  [],
  [['by', 'a']],
  [
    ['by', 'A'],
    ['by', 'aa'],
  ],
  [
    ['by', 'a!'],
    ['other', 'a'],
  ],
  [
    ['other', ''],
    ['other', '~'],
    ['by', 'b'],
    ['by', 'b'],
  ],
];

/** Random histories on the adapter and on the memory adapter, which must not differ in anything a caller can see. */
export const histories: Chapter = (kit) => {
  const { histories: numRuns, seed } = kit.options;

  kit.chapter('histories', 'whatever is done, it answers as the memory adapter does', () => {
    kit.test(`${numRuns} random histories from seed ${seed}`, async ({ store }) => {
      await checkHistories(numRuns, seed, (steps, n) => runHistory(store, `${n}`, steps));
    });

    kit.test(
      'a random history in which the place is closed and opened again',
      async ({ store, location }) => {
        await store.close();
        await checkHistories(Math.ceil(numRuns / 10), seed + 1, async (steps, n) => {
          const first = await location.open();
          await runHistory(first, `${n}`, steps, async (before) => {
            await before.close();
            return location.open();
          });
        });
      },
      durable,
    );
  });
};

async function checkHistories(
  numRuns: number,
  seed: number,
  check: (steps: readonly Step[], n: number) => Promise<void>,
): Promise<void> {
  // Loaded here, so that only who runs this chapter needs it, and a process that is soon killed does not wait for it.
  const fc = await import('fast-check');
  let runs = 0;
  const property = fc.asyncProperty(steps(fc), async (history) => {
    runs += 1;
    await check(history, runs);
  });
  const result = await fc.check(property, { seed, numRuns });
  if (!result.failed) return;
  const { counterexample, errorInstance } = result;
  const why = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  throw new ConformanceError(
    `seed ${result.seed}, history ${result.numRuns}: ${why}\n  shortest history: ${JSON.stringify(counterexample?.[0])}`,
    { cause: errorInstance },
  );
}

function steps(fc: typeof import('fast-check')): Arbitrary<Step[]> {
  const partition = fc.constantFrom('p', 'q');
  const key = fc.constantFrom(...KEYS);
  const limit = fc.integer({ min: 1, max: 6 });
  const change = fc.record({
    id: fc.constantFrom(...NAMES),
    body: fc.jsonValue({ maxDepth: 2, stringUnit: 'grapheme' }),
    isDeleted: fc.boolean(),
    keys: fc.constantFrom(...KEY_SETS),
  });
  const expectation = fc.record({
    id: fc.constantFrom(...NAMES),
    rev: fc.oneof(fc.constant('current' as const), fc.constant('absent' as const), fc.nat(20)),
  });
  const commit = fc.record({
    step: fc.constant('commit' as const),
    partition,
    changes: fc.uniqueArray(change, { maxLength: 4, selector: ({ id }) => id }),
    expect: fc.uniqueArray(expectation, { maxLength: 2, selector: ({ id }) => id }),
  });
  const scan = fc.record({
    step: fc.constant('scan' as const),
    partition,
    index: fc.constantFrom(...INDEXES),
    from: key,
    to: fc.oneof(key, fc.constant('\x7f')),
    reverse: fc.boolean(),
    limit,
  });
  const read = fc.record({ step: fc.constant('read' as const), partition, reader: fc.nat(1), limit });
  const rare = fc.record({ step: fc.constantFrom('compact' as const, 'purge' as const, 'reopen' as const), partition });
  return fc.array(
    fc.oneof(
      { weight: 8, arbitrary: commit },
      { weight: 3, arbitrary: scan },
      { weight: 3, arbitrary: read },
      { weight: 1, arbitrary: rare },
    ),
    { maxLength: 25, size: 'max' },
  );
}
