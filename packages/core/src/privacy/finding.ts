import { derive } from '../identity/ids.js';
import { documents, partitions } from '../integrity/feed.js';
import type { Kit } from '../kit.js';
import type { Effect } from '../operations/effects.js';
import { personPartition } from '../store/partitions.js';
import type { Declarations } from './declaration.js';
import { withTexts } from './leaves.js';
import { countOf, type Names, namedIn, printOf, redacted } from './names.js';
import { type HitRecord, heldTexts, nameHits } from './records.js';
import { originalsOf, textsOf } from './texts.js';

export const FIND_NAME = 'privacy.findName';

/** What an erasure owes: the name stands in it until it was looked for everywhere, and nowhere after that. */
export interface Sought extends Names {
  readonly personId: string;
  readonly salt: string;
  readonly at: string;
}

/** One text that was found and the documents that repeat it. */
interface Gathered {
  readonly original: HitRecord['original'];
  readonly places: HitRecord['places'][number][];
  readonly words: Set<string>;
  sure: boolean;
}

/**
 * Looks for the name of somebody who was erased in all free text. Where a community writes, somebody is to look at it;
 * elsewhere, in drafts, labels and profiles of others, the whole name goes at once, and nobody need read those.
 */
export const findNameEffect = (known: Declarations): Effect => ({
  type: FIND_NAME,
  async deliver(kit, _partition, payload) {
    const sought = payload as unknown as Sought;
    for await (const partition of partitions(kit.storage)) {
      if (partition.startsWith('usage/')) break;
      if (partition === personPartition(sought.personId) || partition === 'catalog') continue;
      if (partition.startsWith('community/')) await gather(kit, known, partition, sought);
      else await redactAll(kit, known, partition, sought);
    }
  },
});

async function gather(kit: Kit, known: Declarations, partition: string, sought: Sought): Promise<void> {
  const gathered = new Map<string, Gathered>();
  const names = [...sought.sure, ...sought.parts];
  const sure = new Set(sought.sure);
  for await (const doc of documents(kit.storage, partition)) {
    // Nobody reads what is kept for a hold, and it goes as a whole when the hold ends.
    if (doc.collection === heldTexts.name) continue;
    const spans = textsOf(known[doc.collection], doc.body).flatMap(({ text }) => namedIn(text, names));
    if (spans.length === 0) continue;
    for (const original of originalsOf(known, doc)) {
      const id = hitId(sought.personId, original);
      const hit = gathered.get(id) ?? emptyAt(original);
      hit.places.push({ collection: doc.collection, id: doc.id });
      for (const { words } of spans) {
        hit.words.add(words);
        hit.sure ||= sure.has(words);
      }
      gathered.set(id, hit);
    }
  }
  const all = [...gathered];
  for (let from = 0; from < all.length; from += 100) {
    await kit.writers.mutate(partition, async (transaction) => {
      for (const [id, { words, ...hit }] of all.slice(from, from + 100)) {
        // Delivered twice: what was decided on in the meantime stays decided.
        if (await transaction.get(nameHits, id)) continue;
        transaction.put(nameHits, id, {
          ...hit,
          personId: sought.personId,
          salt: sought.salt,
          terms: [...words].sort().map((each) => ({ words: countOf(each), print: printOf(sought.salt, each) })),
          state: 'open',
          at: sought.at,
          decidedBy: null,
          decidedAt: null,
        });
      }
    });
  }
}

const emptyAt = (original: Gathered['original']): Gathered => ({
  original,
  places: [],
  words: new Set(),
  sure: false,
});

const hitId = (personId: string, { collection, id }: HitRecord['original']): string =>
  derive(`name of ${personId} in ${collection} ${id}`, 20);

async function redactAll(kit: Kit, known: Declarations, partition: string, sought: Sought): Promise<void> {
  for await (const { collection: name, id, body } of documents(kit.storage, partition)) {
    const collection = kit.collections.get(name);
    const declaration = known[name];
    const named = (text: string) => namedIn(text, sought.sure);
    if (!collection || !textsOf(declaration, body).some(({ text }) => named(text).length > 0)) continue;
    await kit.writers.mutate(partition, async (transaction) => {
      const now = await transaction.get(collection, id);
      const changed = textsOf(declaration, now).flatMap(({ at, text }) => {
        const spans = named(text);
        return spans.length > 0 ? [{ at, text: redacted(text, spans) }] : [];
      });
      if (now !== null && changed.length > 0) transaction.put(collection, id, withTexts(now, changed));
    });
  }
}
