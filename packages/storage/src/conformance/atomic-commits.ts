import type { Put } from '../contract.js';
import { equal, rejects } from './assert.js';
import { end, ids, key, nextTask, put, readFeed, readScan, write } from './documents.js';
import { type Chapter, isShared } from './kit.js';

export const atomicCommits: Chapter = (kit) => {
  kit.chapter('P1', 'a commit is all or nothing', () => {
    kit.test('puts, deletes and index entries of one commit appear together', async ({ store }) => {
      await write(store, 'p', { puts: [put('old', 1, ['by', 'old'])] });
      await write(store, 'p', { puts: [put('a', 1, ['by', 'a']), put('b', 2, ['by', 'b'])], deletes: [key('old')] });
      equal(
        ids(await store.get('p', [key('a'), key('b'), key('old')])),
        ['a', 'b', null],
        'documents after the commit',
      );
      const scanned = await readScan(store, 'p', { index: 'by', from: '', to: end, limit: 10 });
      equal(ids(scanned), ['a', 'b'], 'index entries after the commit');
    });

    kit.test('a commit with an unmet expectation leaves no trace', async ({ store }) => {
      await write(store, 'p', { puts: [put('kept', { n: 1 }, ['by', 'k'])] });
      const before = await readFeed(store, 'p');
      const failing = write(store, 'p', {
        expect: [{ ...key('missing'), rev: 'some-rev' }],
        puts: [put('new', 1, ['by', 'a']), put('kept', { n: 2 }, ['by', 'z'])],
        deletes: [key('other')],
      });
      await rejects(failing, 'ConflictError', 'commit');
      const after = await readFeed(store, 'p');
      equal(after, before, 'the feed');
      const scanned = await readScan(store, 'p', { index: 'by', from: '', to: end, limit: 10 });
      equal(scanned, before.docs, 'the index');
      equal(await store.get('p', [key('new')]), [null], 'the new document');
    });

    kit.test('a commit whose last document is not JSON leaves no trace', async ({ store }) => {
      const puts: Put[] = [put('good', 1, ['by', 'a']), put('bad', Number.NaN)];
      await rejects(write(store, 'p', { puts }), 'LimitError', 'commit');
      equal(await store.get('p', [key('good')]), [null], 'the good document');
      equal(await store.heads(['p']), [null], 'the head');
      equal(await store.listPartitions(null, 10), [], 'the partitions');
    });

    kit.test('readers see each commit as a whole while it is being replaced', async ({ store, another }) => {
      const reader = isShared(kit) ? await another() : store;
      const names = Array.from({ length: 20 }, (_, i) => `d${i}`);
      const puts = (round: number): Put[] => names.map((name) => put(name, round, ['by', name]));
      await write(store, 'p', { puts: puts(0) });
      let writing = true;
      const writer = async (): Promise<void> => {
        for (let round = 1; round <= 25; round += 1) {
          await write(store, 'p', { puts: puts(round) });
          await nextTask();
        }
      };
      const read = async (): Promise<void> => {
        while (writing) {
          const got = await reader.get(
            'p',
            names.map((name) => key(name)),
          );
          equal(new Set(got.map((doc) => doc?.rev)).size, 1, 'revisions seen by one get');
          const page = await reader.scan('p', { index: 'by', from: '', to: end, limit: 100 });
          equal(new Set(page.docs.map((doc) => doc.body)).size, 1, 'bodies seen by one scan');
          await nextTask();
        }
      };
      const written = writer().finally(() => {
        writing = false;
      });
      await Promise.all([written, read()]);
    });
  });
};
