import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { DocKey, StoredDoc } from './contract.js';
import { LimitError, UnavailableError } from './errors.js';
import { gathered, gatheredHeads } from './gathered.js';

const key = (id: string): DocKey => ({ collection: 'notes', id });

function counting(fault: (keys: readonly DocKey[]) => Error | null = () => null, nextTurn?: () => Promise<void>) {
  const fetched: string[] = [];
  const get = gathered(async (partition, keys) => {
    fetched.push(`${partition}: ${keys.map(({ id }) => id).join()}`);
    const error = fault(keys);
    if (error) throw error;
    return keys.map((each): StoredDoc | null => (each.id === 'none' ? null : { ...each, rev: '1', body: partition }));
  }, nextTurn);
  const ids = async (partition: string, ...wanted: string[]) =>
    (await get(partition, wanted.map(key))).map((doc) => doc && `${doc.body}/${doc.id}`);
  return { fetched, ids };
}

test('what is asked in the same turn is fetched at once, and everybody gets what they asked for', async () => {
  const { fetched, ids } = counting();
  const answers = await Promise.all([ids('a', 'x', 'none'), ids('b', 'x'), ids('a', 'y', 'x'), ids('a')]);
  expect(answers).toEqual([['a/x', null], ['b/x'], ['a/y', 'a/x'], []]);
  expect(fetched).toEqual(['a: x,none,y,x', 'b: x']);
});

test('what is asked later is fetched anew', async () => {
  const { fetched, ids } = counting();
  await ids('a', 'x');
  await ids('a', 'x');
  expect(fetched).toEqual(['a: x', 'a: x']);
});

test('a turn may be one of the event loop', async () => {
  const { fetched, ids } = counting(undefined, setImmediate);
  const first = ids('a', 'x');
  await Promise.resolve();
  await Promise.all([first, ids('a', 'y')]);
  expect(fetched).toEqual(['a: x,y']);
});

test('a key that is no good fails whoever asked for it alone', async () => {
  const { ids } = counting((keys) => (keys.some(({ id }) => id === 'bad') ? new LimitError('Too long.', 'key') : null));
  const [good, bad] = await Promise.allSettled([ids('a', 'x'), ids('a', 'bad')]);
  expect(good).toEqual({ status: 'fulfilled', value: ['a/x'] });
  expect(bad).toMatchObject({ status: 'rejected', reason: { name: 'LimitError' } });
});

test('everybody hears that the store is away, which is not asked for each of them again', async () => {
  const { fetched, ids } = counting(() => new UnavailableError('not-applied', 'Away.'));
  const answers = await Promise.allSettled([ids('a', 'x'), ids('a', 'y')]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(fetched).toHaveLength(1);
});

test('heads that are asked for in the same turn are looked up at once, each once', async () => {
  const looked: string[] = [];
  const heads = gatheredHeads(async (partitions) => {
    looked.push(partitions.join());
    return partitions.map((name) => (name === 'none' ? null : `${name}.${looked.length}`));
  }, setImmediate);
  const answers = await Promise.all([heads(['a', 'none']), heads(['b', 'a']), heads([])]);
  expect(answers).toEqual([['a.1', null], ['b.1', 'a.1'], []]);
  expect(await heads(['a'])).toEqual(['a.2']);
  expect(looked).toEqual(['a,none,b', 'a']);
});

test('heads that cannot be had are refused to all who asked, and asked for again by the next', async () => {
  let isDown = true;
  const heads = gatheredHeads(async (partitions) => {
    if (isDown) throw new UnavailableError('not-applied', 'Away.');
    return partitions.map(() => '1');
  });
  const asked = await Promise.allSettled([heads(['a']), heads(['b'])]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  isDown = false;
  expect(await heads(['a'])).toEqual(['1']);
});
