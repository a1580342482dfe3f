/**
 * The measuring part of `npm run bench -- NAME [--json]`.
 *
 * A benchmark is a file `test/bench/NAME.bench.ts` whose default export makes a {@link Bench}:
 *
 * ```ts
 * import type { Bench } from './harness.js';
 *
 * export default async (options: Options): Promise<Bench> => {
 *   const server = await startServer();
 *   return {
 *     cases: [
 *       {
 *         name: 'post a reply',
 *         operations: 500,
 *         concurrency: 16,
 *         subject: { run: (index) => server.post(`/reply/${index}`), processorMs: server.processorMs },
 *         baseline: { run: (index) => bare.post(`/reply/${index}`), processorMs: bare.processorMs },
 *       },
 *     ],
 *     close: () => server.close(),
 *   };
 * };
 * ```
 *
 * It is bundled from source before it runs, so `import.meta.url` points elsewhere; paths start at the repository's root.
 */
export interface Bench {
  readonly cases: readonly Case[];
  /** Measured rounds per case, after one that is not; 7 unless told. */
  readonly rounds?: number;
  /** What is measured besides time, line by line, before the cases. */
  report?(as: 'json' | 'text'): AsyncIterable<string>;
  /** Runs after the last case, whether or not one failed. */
  close?(): Promise<void> | void;
}

export interface Options {
  /** `--large`: at sizes that take minutes to write. */
  readonly large: boolean;
  /** What follows the benchmark's name: the parts of it that are wanted, all where there are none. */
  readonly only: readonly string[];
}

export interface Case {
  readonly name: string;
  /** Operations per round. */
  readonly operations: number;
  /** Operations under way at the same time; 1 unless told. */
  readonly concurrency?: number;
  readonly subject: Subject;
  /** What the subject is compared with. The two take turns, so that a busy machine slows both. */
  readonly baseline?: Subject;
  /** The least ratio of its rate to the baseline's that is aimed at. */
  readonly target?: number;
}

export interface Subject {
  /** One operation; `index` counts from 0 in each round. A rejection ends the benchmark. */
  run(index: number): Promise<unknown> | unknown;
  /** Before each round, not measured. */
  prepare?(): Promise<void> | void;
  /** Milliseconds of processor time used so far by what does the work; this process's own unless told, NaN if unknown. */
  processorMs?(): Promise<number> | number;
}

export interface Measurement {
  /** Median over the rounds. */
  readonly operationsPerSecond: number;
  /** Milliseconds per operation, over all operations of all rounds. */
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of processor time per operation, median over the rounds. */
  readonly processorMs: number;
}

export interface CaseResult {
  readonly name: string;
  readonly subject: Measurement;
  readonly baseline: Measurement | null;
  /** Median over the rounds of the rate beside the baseline's in the same round: above 1 the subject is faster. */
  readonly ratio: number | null;
  readonly target: number | null;
}

/** Milliseconds that only go forward. */
export type Clock = () => number;

interface Round {
  readonly elapsed: number;
  readonly processorMs: number;
  readonly latencies: readonly number[];
}

const ownProcessorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** The value below which the fraction `p` of the values lies, by the nearest rank. Throws a RangeError on no values. */
export const percentile = (values: readonly number[], p: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('A percentile needs at least one value.');
  return value;
};

const runRound = async (subject: Subject, { operations, concurrency = 1 }: Case, now: Clock): Promise<Round> => {
  await subject.prepare?.();
  const processorMs = subject.processorMs?.bind(subject) ?? ownProcessorMs;
  const latencies: number[] = [];
  let next = 0;
  const worker = async () => {
    while (next < operations) {
      const index = next++;
      const started = now();
      await subject.run(index);
      latencies.push(now() - started);
    }
  };
  const processorBefore = await processorMs();
  const started = now();
  await Promise.all(Array.from({ length: concurrency }, worker));
  const elapsed = now() - started;
  return { elapsed, processorMs: (await processorMs()) - processorBefore, latencies };
};

const summarise = (rounds: readonly Round[], operations: number): Measurement => {
  const latencies = rounds.flatMap((round) => round.latencies);
  return {
    operationsPerSecond: percentile(
      rounds.map(({ elapsed }) => (operations / elapsed) * 1000),
      0.5,
    ),
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    processorMs: percentile(
      rounds.map((round) => round.processorMs / operations),
      0.5,
    ),
  };
};

/** Measures one case: a round to warm up, then `rounds` in which subject and baseline take turns at going first. */
export const measureCase = async (
  benchCase: Case,
  rounds = 7,
  now: Clock = () => performance.now(),
): Promise<CaseResult> => {
  const { name, operations, subject, baseline, target = null } = benchCase;
  const contenders = [subject, ...(baseline ? [baseline] : [])].map((contender) => ({
    contender,
    rounds: [] as Round[],
  }));
  for (let round = 0; round <= rounds; round++) {
    for (const { contender, rounds: measured } of round % 2 === 0 ? contenders : contenders.toReversed()) {
      const result = await runRound(contender, benchCase, now);
      if (round > 0) measured.push(result);
    }
  }
  const [ofSubject, ofBaseline] = contenders.map((contender) => summarise(contender.rounds, operations));
  if (!ofSubject) throw new Error(`The case "${name}" has no subject.`);
  const [ours, theirs] = contenders.map((contender) => contender.rounds.map(({ elapsed }) => elapsed));
  const ratios = theirs?.map((elapsed, round) => elapsed / (ours?.[round] ?? Number.NaN));
  const ratio = ratios ? percentile(ratios, 0.5) : null;
  return { name, subject: ofSubject, baseline: ofBaseline ?? null, ratio, target };
};

const pair = (result: CaseResult, of: (measurement: Measurement) => number) => {
  const value = of(result.subject);
  const baseline = result.baseline && of(result.baseline);
  return { value, baseline, ratio: baseline === null ? null : value / baseline };
};

/**
 * One line of `--json`: the rate, and beside it latency and processor time in milliseconds, each with its baseline.
 * Of the rate a higher ratio is better, of the others a lower one.
 */
export const toJson = (bench: string, result: CaseResult): string =>
  JSON.stringify({
    bench,
    case: result.name,
    unit: 'operations/s',
    ...pair(result, (measurement) => measurement.operationsPerSecond),
    ratio: result.ratio,
    better: 'higher',
    target: result.target,
    p50: pair(result, (measurement) => measurement.p50),
    p99: pair(result, (measurement) => measurement.p99),
    processorMs: pair(result, (measurement) => measurement.processorMs),
  });

/** The same for people, several lines. */
export const toText = (result: CaseResult): string => {
  const { ratio: rate, target } = result;
  const row = (label: string, of: (measurement: Measurement) => number, digits: number, better = 'lower') => {
    const { value, baseline, ratio: ofMedians } = pair(result, of);
    const ratio = better === 'higher' ? rate : ofMedians;
    if (Number.isNaN(value)) return [];
    const compared =
      baseline === null || ratio === null
        ? ''
        : `   baseline ${baseline.toFixed(digits)}, × ${ratio.toFixed(2)} (${better} is better)`;
    return [`  ${label.padEnd(20)}${value.toFixed(digits).padStart(12)}${compared}`];
  };
  const reached = rate !== null && target !== null && rate >= target ? 'reached' : 'missed';
  return [
    result.name,
    ...row('operations/s', (measurement) => measurement.operationsPerSecond, 0, 'higher'),
    ...row('p50 ms', (measurement) => measurement.p50, 3),
    ...row('p99 ms', (measurement) => measurement.p99, 3),
    ...row('processor ms each', (measurement) => measurement.processorMs, 3),
    ...(target === null ? [] : [`  aimed at × ${target.toFixed(2)} or more: ${reached}`]),
  ].join('\n');
};
