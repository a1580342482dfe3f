import 'fake-indexeddb/auto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCopkit } from '@copkit/core';
import { expertise } from '@copkit/core/expertise';
import type { StorageAdapter } from '@copkit/storage';
import { idb } from '@copkit/storage-idb';
import { sqlite } from '@copkit/storage-sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ADA, BOB, tickingClock } from './worlds.js';

const QUESTIONS = 80;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copkit-restart-'));
});
afterEach(() => rm(folder, { recursive: true }));

const stores: readonly (readonly [name: string, open: () => StorageAdapter])[] = [
  ['IndexedDB', () => idb('expert-restart')],
  ['SQLite', () => sqlite(join(folder, 'copkit.db'))],
];

/** The store, and the partitions of which it read the feed from the beginning. */
function watched(storage: StorageAdapter) {
  const begun: string[] = [];
  const seen = new Proxy(storage, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (name === 'changes' && args[1] === null) begun.push(String(args[0]));
        return value.apply(target, args);
      };
    },
  });
  return { begun, storage: seen };
}

test.each(stores)(
  'after a restart on %s the same people are found without going through the history',
  async (_, open) => {
    const clock = tickingClock();
    const start = async () => {
      const { begun, storage } = watched(open());
      const cop = await createCopkit({ storage, extensions: [expertise()], clock });
      await cop.firstSweep;
      begun.length = 0;
      return { cop, begun };
    };
    const first = await start();
    const ada = first.cop.as(ADA);
    const { id: communityId } = await ada.communities.create({ name: 'Rotor dynamics', purpose: 'Quieter rotors' });
    await first.cop.as(BOB).membership.join({ communityId });
    for (let at = 0; at < QUESTIONS; at++) {
      const { id: threadId } = await ada.threads.start({
        communityId,
        kind: 'question',
        title: `Why does rotor ${at} hum?`,
        body: 'It does.',
      });
      await first.cop.as(BOB).threads.reply({ threadId, body: 'Balance it.' });
    }
    const ids = async (cop: typeof first.cop) => {
      const { items } = await cop.as(ADA).experts.find({ text: 'rotor 7' });
      return items.map(({ person, evidence }) => [person.id, evidence.map(({ itemId }) => itemId)]);
    };
    const before = await ids(first.cop);
    expect(before).toHaveLength(1);
    expect(first.begun).toContain(`community/${communityId}`);
    await first.cop.close();
    const second = await start();
    expect(await ids(second.cop)).toEqual(before);
    expect(second.begun).not.toContain(`community/${communityId}`);
    await second.cop.close();
  },
  60_000,
);
