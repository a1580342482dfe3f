import type { StoredDoc } from '@copkit/storage';
import type { Kit } from '../kit.js';
import type { Collection } from '../store/collection.js';
import { EVERY_KEY } from '../store/keys.js';
import { kindOf } from '../store/partitions.js';
import type { Finding } from './api.js';
import { CommunityCheck } from './community-check.js';
import { CopiesCheck } from './copies-check.js';
import { documents, partitions } from './feed.js';

/** A document's place in an index, in the order of which it stands there. */
type Entry = readonly [key: string, collection: string, id: string];

/**
 * Every document by its schema and in its indexes, what the documents of a community say about each other, then what
 * other partitions repeat of it.
 */
export async function checkStore(kit: Kit): Promise<{ documents: number; findings: Finding[] }> {
  const findings: Finding[] = [];
  const copies = new CopiesCheck();
  let count = 0;
  for await (const partition of partitions(kit.storage)) {
    await kit.storage.upgrade(partition);
    const indexed = new Map<string, Entry[]>();
    const community = new CommunityCheck();
    const checks = kit.checks.map((begin) => begin(partition));
    for await (const doc of documents(kit.storage, partition)) {
      count++;
      const collection = kit.collections.get(doc.collection);
      const what = collection ? faultOf(collection, partition, doc) : 'belongs to no known collection';
      if (what) findings.push({ partition, document: `${doc.collection}/${doc.id}`, what });
      if (!collection || what) continue;
      for (const [index, key] of collection.keys(doc.body, doc.id)) {
        const entries = indexed.get(index) ?? [];
        entries.push([key, doc.collection, doc.id]);
        indexed.set(index, entries);
      }
      community.take(doc);
      for (const check of checks) check.take(doc);
      copies.take(partition, doc);
    }
    for (const [index, entries] of indexed) {
      const what = await indexFault(kit, partition, index, entries.sort(inOrder));
      if (what) findings.push({ partition, document: null, what });
    }
    for (const check of checks) for (const found of check.findings()) findings.push({ partition, ...found });
    if (kindOf(partition) === 'community') {
      for (const found of community.findings()) findings.push({ partition, ...found });
    }
  }
  findings.push(...copies.findings());
  return { documents: count, findings };
}

function inOrder(left: Entry, right: Entry): number {
  const at = left.findIndex((part, index) => part !== right[index]);
  return at < 0 ? 0 : (left[at] ?? '') < (right[at] ?? '') ? -1 : 1;
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
  expected: readonly Entry[],
): Promise<string | null> {
  let present = 0;
  let astray: string | null = null;
  let after: string | undefined;
  do {
    const page = await kit.storage.scan(partition, {
      index,
      ...EVERY_KEY,
      limit: 500,
      ...(after ? { after } : {}),
    });
    for (const doc of page.docs) {
      const [, collection, id] = expected[present++] ?? [];
      if (doc.collection !== collection || doc.id !== id) astray ??= `${doc.collection}/${doc.id}`;
    }
    after = page.after ?? undefined;
  } while (after);
  if (present !== expected.length) return `index "${index}" has ${present} entries instead of ${expected.length}`;
  return astray === null ? null : `index "${index}" has ${astray} in another place than its key says`;
}
