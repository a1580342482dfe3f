import type { StoredDoc } from '@copkit/storage';
import type { Kit } from '../kit.js';
import type { Collection } from '../store/collection.js';
import { EVERY_KEY } from '../store/keys.js';
import { kindOf } from '../store/partitions.js';
import type { Finding } from './api.js';
import { CommunityCheck } from './community-check.js';
import { documents, partitions } from './feed.js';

/** Every document by its schema and in its indexes, then what the documents of a community say about each other. */
export async function checkStore(kit: Kit): Promise<{ documents: number; findings: Finding[] }> {
  const findings: Finding[] = [];
  let count = 0;
  for await (const partition of partitions(kit.storage)) {
    const indexed = new Map<string, Map<string, number>>();
    const community = new CommunityCheck();
    for await (const doc of documents(kit.storage, partition)) {
      count++;
      const collection = kit.collections.get(doc.collection);
      const what = collection ? faultOf(collection, partition, doc) : 'belongs to no known collection';
      if (what) findings.push({ partition, document: `${doc.collection}/${doc.id}`, what });
      if (!collection || what) continue;
      for (const [index, key] of collection.keys(doc.body, doc.id)) {
        const keys = indexed.get(index) ?? new Map<string, number>();
        indexed.set(index, keys.set(key, (keys.get(key) ?? 0) + 1));
      }
      community.take(doc);
    }
    for (const [index, keys] of indexed) {
      const what = await indexFault(kit, partition, index, keys);
      if (what) findings.push({ partition, document: null, what });
    }
    if (kindOf(partition) === 'community') {
      for (const found of community.findings()) findings.push({ partition, ...found });
    }
  }
  return { documents: count, findings };
}

function faultOf(collection: Collection<unknown>, partition: string, doc: StoredDoc): string | null {
  if (collection.home !== 'any' && collection.home !== kindOf(partition)) return `belongs into ${collection.home}`;
  const parsed = collection.schema.safeParse(doc.body);
  if (parsed.success) return null;
  const [issue] = parsed.error.issues;
  return `does not fit its schema: ${issue?.path.join('.')} ${issue?.message}`;
}

async function indexFault(
  kit: Kit,
  partition: string,
  index: string,
  keys: ReadonlyMap<string, number>,
): Promise<string | null> {
  const expected = [...keys.values()].reduce((sum, count) => sum + count, 0);
  let present = 0;
  let after: string | undefined;
  do {
    const page = await kit.storage.scan(partition, {
      index,
      ...EVERY_KEY,
      limit: 500,
      ...(after ? { after } : {}),
    });
    present += page.docs.length;
    after = page.after ?? undefined;
  } while (after);
  return present === expected ? null : `index "${index}" has ${present} entries instead of ${expected}`;
}
