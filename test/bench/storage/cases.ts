import type { Case, Subject } from '../harness.js';
import type { Contender } from './contender.js';
import { Filled } from './workload.js';

/** How many operations a round has: as many as last some tenths of a second. */
export interface Amounts {
  readonly commits: number;
  readonly batches: number;
  readonly gets: number;
  readonly pages: number;
  readonly feedPages: number;
}

/** An adapter with so many documents, and its raw driver with the same. */
export interface Pair {
  readonly count: number;
  readonly adapter: Contender;
  /** `null` where there is no driver beneath the adapter. */
  readonly baseline: Contender | null;
}

/** The pages of a store of a million documents may take as much longer than those of one of ten thousand. */
const PAGE_LATENCY_GROWTH = 1.5;

/**
 * All that is compared of an adapter, at each size of the store, and the pages of the largest beside those of the
 * smallest. `callersTarget` is what is aimed at for 16 callers, of which each commit waits for its own flush otherwise.
 */
export async function casesOf(
  name: string,
  pairs: readonly Pair[],
  amounts: Amounts,
  callersTarget?: number,
): Promise<Case[]> {
  const cases: Case[] = [];
  const filled: { count: number; store: Filled }[] = [];
  for (const { count, adapter, baseline } of pairs) {
    const store = await Filled.of(adapter, count);
    const bare = baseline && (await Filled.of(baseline, count));
    filled.push({ count, store });
    const place = pairs.length > 1 ? `${name}, ${sizeOf(count)}` : name;
    cases.push(...casesBeside(place, store, bare, amounts, callersTarget));
    if (pairs.length > 1)
      cases.push(
        beside(place, store, bare)('page of 50 that nobody read before', amounts.pages, undefined, (each) => ({
          run: () => each.anotherPage(),
        })),
      );
  }
  const [smallest, largest] = [filled[0], filled.at(-1)];
  if (smallest && largest && smallest !== largest)
    cases.unshift({
      name: `${name}: pages of 50 in ${sizeOf(largest.count)}, beside those in ${sizeOf(smallest.count)}`,
      operations: amounts.pages,
      target: 1 / PAGE_LATENCY_GROWTH,
      subject: { run: (index) => largest.store.page(index) },
      baseline: { run: (index) => smallest.store.page(index) },
    });
  return cases;
}

export const sizeOf = (count: number): string => `${count.toLocaleString('en')} documents`;

type Run = (filled: Filled) => Subject;

const beside =
  (name: string, adapter: Filled, baseline: Filled | null) =>
  (what: string, operations: number, target: number | undefined, run: Run): Case => ({
    name: `${name}: ${what}`,
    operations,
    subject: run(adapter),
    ...(baseline && { baseline: run(baseline) }),
    ...(baseline && target !== undefined && { target }),
  });

function casesBeside(
  name: string,
  adapter: Filled,
  baseline: Filled | null,
  amounts: Amounts,
  callersTarget: number | undefined,
): Case[] {
  const compare = beside(name, adapter, baseline);
  const { commits, batches, pages, gets, feedPages } = amounts;
  const write =
    (operations: number, perCommit: number): Run =>
    (filled) => ({ prepare: () => filled.prepare(operations, perCommit), run: (index) => filled.insert(index) });
  const commit = write(commits, 1);
  return [
    compare('single commits', commits, 0.7, commit),
    {
      ...compare('commits of 16 callers on one partition, beside single commits', commits, callersTarget, commit),
      concurrency: 16,
      ...(baseline && { baseline: oneAfterAnother(commit(baseline)) }),
    },
    compare('batches of 1,000 documents', batches, 0.7, write(batches, 1_000)),
    compare('page of 50 by index', pages, 0.8, (filled) => ({ run: (index) => filled.page(index) })),
    compare('point reads', gets, 0.8, (filled) => ({ run: (index) => filled.get(index) })),
    compare('change feed page of 100', feedPages, undefined, (filled) => ({ run: (index) => filled.feed(index) })),
  ];
}

function oneAfterAnother({ run, ...subject }: Subject): Subject {
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...subject,
    run(index) {
      last = last.then(() => run(index));
      return last;
    },
  };
}
