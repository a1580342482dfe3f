import type { Json } from '../contract.js';
import { equal } from './assert.js';
import { end, key, put, readFeed, readScan, write } from './documents.js';
import type { Chapter } from './kit.js';

const awkwardNames = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'a/b',
  '../a',
  '%_',
  "'; drop table",
  '"',
  '\\',
  ' ',
  'null',
  '0',
  '[]',
];

const awkwardBodies: readonly Json[] = [
  '',
  0,
  false,
  true,
  -1.5,
  1e-7,
  9007199254740991,
  1.7976931348623157e308,
  [],
  {},
  'emoji 👩‍🔧🛠️ 🇪🇺',
  'من اليمين إلى اليسار',
  'עברית',
  '日本語',
  'e\u0301 é',
  '\u2028\u2029',
  'a\u0000b',
  '\ufeff',
  '"\\/\b\f\n\r\t',
  JSON.parse('{"__proto__": {"admin": true}, "constructor": 1, "": 2, "toJSON": 3}') as Json,
  [[[[[[[[null]]]]]]]],
  { ü: { '👍': [1, 'two', null, { three: [] }] } },
];

export const roundTrips: Chapter = (kit) => {
  kit.chapter('P10', 'what goes in comes out', () => {
    kit.test('bodies come back as they were, by every way of reading', async ({ store }) => {
      await write(store, 'p', { puts: awkwardBodies.map((body, n) => put(`d${n + 10}`, body, ['by', `${n + 10}`])) });
      const got = await store.get(
        'p',
        awkwardBodies.map((_, n) => key(`d${n + 10}`)),
      );
      equal(
        got.map((doc) => doc?.body),
        awkwardBodies,
        'get',
      );
      const scanned = await readScan(store, 'p', { index: 'by', from: '', to: end, limit: 5 });
      equal(
        scanned.map((doc) => doc.body),
        awkwardBodies,
        'scan',
      );
      const fed = new Map((await readFeed(store, 'p')).docs.map((doc) => [doc.id, doc.body]));
      equal(
        awkwardBodies.map((_, n) => fed.get(`d${n + 10}`)),
        awkwardBodies,
        'feed',
      );
    });

    kit.test('names that mean something elsewhere are only names', async ({ store }) => {
      for (const name of awkwardNames) {
        equal(await store.get(name, [key(name, name)]), [null], `${name} before`);
        const rev = await write(store, name, { puts: [{ ...key(name, name), body: name, keys: [[name, name]] }] });
        const doc = { ...key(name, name), rev, body: name };
        equal(await store.get(name, [key(name, name)]), [doc], `get ${name}`);
        equal(await readScan(store, name, { index: name, from: name, to: end, limit: 2 }), [doc], `scan ${name}`);
        equal((await readFeed(store, name)).docs, [doc], `feed ${name}`);
      }
    });

    kit.test('get answers in the order of the keys, repeated ones too', async ({ store }) => {
      await write(store, 'p', { puts: [put('a', 1), put('b', 2)] });
      const got = await store.get('p', [key('b'), key('none'), key('a'), key('b')]);
      equal(
        got.map((doc) => doc?.body ?? null),
        [2, null, 1, 2],
        'bodies',
      );
      equal(await store.get('p', []), [], 'no keys');
    });

    kit.test('what a caller holds is a copy', async ({ store }) => {
      const body = { list: [1] };
      await write(store, 'p', { puts: [put('a', body)] });
      body.list.push(2);
      const [doc] = await store.get('p', [key('a')]);
      equal(doc?.body, { list: [1] }, 'the stored body after the caller changed its own');
      try {
        (doc as unknown as { body: { list: number[] } }).body.list.push(3);
      } catch {
        // a frozen body is as good as a copy
      }
      equal(
        (await store.get('p', [key('a')]))[0]?.body,
        { list: [1] },
        'the stored body after a reader changed its own',
      );
    });
  });
};
