import { expect, it } from 'vitest';
import { readinessOf } from './readiness.js';

const state = (lagSeconds: number) => () => ({ lagSeconds, done: 0, failed: 0 });
const usual = { storage: { heads: async () => [null] }, jobs: state(0), upgrading: () => false };

it('is ready where the store answers', async () => {
  expect(await readinessOf(usual)()).toEqual({ ready: true, because: [] });
});

it.each([
  ['fails', () => Promise.reject(new Error('gone'))],
  ['does not answer in time', () => new Promise<never>(() => {})],
])('is not ready where the store %s', async (_how, heads) => {
  expect(await readinessOf({ ...usual, storage: { heads }, withinMs: 5 })()).toEqual({
    ready: false,
    because: ['store'],
  });
});

it('tells of late jobs and of an upgrade, and is ready all the same', async () => {
  const ready = readinessOf({ ...usual, jobs: state(301), upgrading: () => true });
  expect(await ready()).toEqual({ ready: true, because: ['upgrading', 'jobs-late'] });
});

it('asks the store once for many who ask, and again after a while', async () => {
  let asked = 0;
  let now = 0;
  const heads = async () => {
    asked++;
    return [null];
  };
  const ready = readinessOf({ ...usual, storage: { heads }, now: () => now });
  await Promise.all(Array.from({ length: 100 }, () => ready()));
  expect(asked).toBe(1);
  now = 500;
  await ready();
  expect(asked).toBe(2);
});
