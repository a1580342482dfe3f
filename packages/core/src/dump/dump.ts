import { documents, partitions } from '../integrity/feed.js';
import type { Kit } from '../kit.js';
import { versionOf } from '../store/collection.js';
import { type Head, KEPT_BACK } from './format.js';

/**
 * Every document of the store as JSON lines, in the order in which each partition was written. What is written while
 * the dump runs may come along: a partition is as it was at some moment of it, and a document that changed comes again.
 */
export async function* dumpStore(kit: Kit): AsyncGenerator<string> {
  const head: Head = {
    format: 'copkit dump 1',
    handling: 'Everything the store holds, people and private notes included. Keep it as you keep the store.',
    collections: Object.fromEntries([...kit.collections.values()].map((each) => [each.name, versionOf(each)])),
  };
  yield JSON.stringify(head);
  let count = 0;
  for await (const partition of partitions(kit.storage)) {
    for await (const { collection, id, body } of documents(kit.storage, partition)) {
      if (KEPT_BACK.has(collection)) continue;
      count++;
      yield JSON.stringify({ partition, collection, id, body });
    }
  }
  yield JSON.stringify({ documents: count });
}
