import { describe, expect, it } from 'vitest';
import { measureCase, percentile, type Subject, toJson, toText } from './harness.js';

/** A subject on a clock of its own: each operation takes as long as `cost` says. */
const world = () => {
  let time = 0;
  const log: string[] = [];
  const subject = (name: string, cost: (index: number) => number): Subject => ({
    prepare: () => {
      log.push(name);
      time += 1000;
    },
    run: (index) => {
      time += cost(index);
    },
    processorMs: () => time / 2,
  });
  return { now: () => time, log, subject };
};

describe('percentile', () => {
  it('takes the nearest rank, whatever the order', () => {
    expect(percentile([5, 1, 4, 2, 3], 0.5)).toBe(3);
    expect(percentile([2, 1], 0.5)).toBe(1);
    expect(percentile([1, 2, 3], 0.99)).toBe(3);
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });
});

describe('measureCase', () => {
  it('gives rate, latency and processor time of both sides', async () => {
    const { now, subject } = world();
    const slowLast = (index: number) => (index === 99 ? 101 : 1);
    const result = await measureCase(
      { name: 'write', operations: 100, subject: subject('ours', slowLast), baseline: subject('bare', () => 1) },
      3,
      now,
    );
    expect(result.subject).toEqual({ operationsPerSecond: 500, p50: 1, p99: 1, processorMs: 1 });
    expect(result.baseline).toEqual({ operationsPerSecond: 1000, p50: 1, p99: 1, processorMs: 0.5 });
    expect(JSON.parse(toJson('storage', result))).toMatchObject({
      bench: 'storage',
      case: 'write',
      unit: 'operations/s',
      value: 500,
      baseline: 1000,
      ratio: 0.5,
      p99: { value: 1, baseline: 1, ratio: 1 },
    });
  });

  it('takes the median of what the rounds say, since a slow moment meets both sides of a round', async () => {
    const { now, subject } = world();
    const inTurn = (...costs: number[]) => {
      const left = [1, ...costs];
      return () => left.shift()!;
    };
    const ours = { name: 'write', operations: 1, subject: subject('ours', inTurn(3, 2, 10)), target: 0.7 };
    const result = await measureCase({ ...ours, baseline: subject('bare', inTurn(1, 4, 5)) }, 3, now);
    expect(result).toMatchObject({ ratio: 0.5, target: 0.7 });
    expect(toText(result)).toContain('× 0.50 (higher is better)');
    expect(toText(result)).toContain('aimed at × 0.70 or more: missed');
    expect(toText({ ...result, target: 0.5 })).toContain('reached');
  });

  it('leaves out what cannot be known', async () => {
    const run = () => {};
    const result = await measureCase({ name: 'x', operations: 1, subject: { run, processorMs: () => Number.NaN } }, 1);
    expect(toText(result)).not.toContain('processor');
    expect(JSON.parse(toJson('b', result))).toMatchObject({ ratio: null, target: null, better: 'higher' });
  });

  it('lets the two sides take turns at going first, the first round unmeasured', async () => {
    const { now, log, subject } = world();
    let round = 0;
    const warming = subject('ours', () => (round++ === 0 ? 100 : 1));
    const result = await measureCase(
      { name: 'x', operations: 1, subject: warming, baseline: subject('bare', () => 1) },
      2,
      now,
    );
    expect(log).toEqual(['ours', 'bare', 'bare', 'ours', 'ours', 'bare']);
    expect(result.subject.p99).toBe(1);
  });

  it('keeps as many operations under way as asked, each once', async () => {
    let underWay = 0;
    let most = 0;
    const seen: number[] = [];
    const run = async (index: number) => {
      seen.push(index);
      most = Math.max(most, ++underWay);
      await Promise.resolve();
      underWay -= 1;
    };
    const result = await measureCase({ name: 'x', operations: 10, concurrency: 4, subject: { run } }, 1);
    expect(most).toBe(4);
    expect(seen.slice(0, 10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(seen).toHaveLength(20);
    expect(result.baseline).toBeNull();
    expect(JSON.parse(toJson('b', result)).ratio).toBeNull();
  });

  it('fails when an operation fails', async () => {
    const run = () => Promise.reject(new Error('refused'));
    await expect(measureCase({ name: 'x', operations: 1, subject: { run } }, 1)).rejects.toThrow('refused');
  });
});
