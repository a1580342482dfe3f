import { expect, it } from 'vitest';
import { createWindow } from './window.js';

it('begins calls in order and never has more than its size under way', async () => {
  const window = createWindow(3);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  let underWay = 0;
  let most = 0;
  const call = (number: number) => () => {
    begun.push(number);
    underWay += 1;
    most = Math.max(most, underWay);
    return new Promise<void>((resolve) => {
      ends.push(() => {
        underWay -= 1;
        resolve();
      });
    });
  };
  const all = (async () => {
    for (let number = 0; number < 10; number += 1) await window.run(call(number));
    await window.drain();
  })();
  while (begun.length < 10 || underWay > 0) {
    ends.shift()?.();
    await new Promise(setImmediate);
  }
  await all;
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(most).toBe(3);
});

it('throws the first failure from the next call or from drain', async () => {
  const window = createWindow(2);
  await window.run(() => Promise.reject(new Error('first')));
  await expect(window.drain()).rejects.toThrow('first');
  await expect(window.run(() => Promise.resolve())).rejects.toThrow('first');
});
