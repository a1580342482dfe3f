import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { daily } from './daily.js';

const HOUR_MS = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('does its job once a day until it is stopped, also after a day on which it failed', async () => {
  const faults: unknown[] = [];
  const job = vi.fn(async () => {}).mockRejectedValueOnce('the disk is full');
  const stop = daily(job, (error) => faults.push(error));
  await vi.advanceTimersByTimeAsync(23 * HOUR_MS);
  expect(job).toHaveBeenCalledTimes(0);
  await vi.advanceTimersByTimeAsync(26 * HOUR_MS);
  expect(job).toHaveBeenCalledTimes(2);
  expect(faults).toEqual(['the disk is full']);
  stop();
  await vi.advanceTimersByTimeAsync(48 * HOUR_MS);
  expect(job).toHaveBeenCalledTimes(2);
});

it('keeps no process alive', () => {
  const { setInterval } = globalThis;
  const timers: NodeJS.Timeout[] = [];
  vi.spyOn(globalThis, 'setInterval').mockImplementation((...args) => {
    const timer = setInterval(...args);
    timers.push(timer);
    return timer;
  });
  const stop = daily(
    async () => {},
    () => {},
  );
  expect(timers.map((timer) => timer.hasRef())).toEqual([false]);
  stop();
});
