import { CopkitError } from '../errors.js';
import { partitions } from '../integrity/feed.js';
import type { Kit } from '../kit.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { Effect } from '../operations/effects.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { cursorAt, page, placeOf } from '../operations/paging.js';
import { under } from '../store/keys.js';
import { type PartitionReader, reader, scanAll } from '../store/reader.js';
import type { NameHit, PrivacyApi } from './api.js';
import { audit } from './auditing.js';
import { PERSON_IDS } from './concerns.js';
import type { Declarations } from './declaration.js';
import { isHeld } from './keeping.js';
import { withTexts } from './leaves.js';
import { extractOf, folded, redacted, spansIn, termsIn } from './names.js';
import { type HitRecord, nameHits } from './records.js';
import { textsOf } from './texts.js';

type In<K extends keyof PrivacyApi> = InputOf<PrivacyApi[K]>;
type Out<K extends keyof PrivacyApi> = OutputOf<PrivacyApi[K]>;

const FORGET_WORDS = 'privacy.forgetWords';

export async function listNameHits(
  context: ReadContext,
  known: Declarations,
  { state = 'open', ...request }: In<'listNameHits'>,
): Promise<Out<'listNameHits'>> {
  const prefix = `${state}/`;
  const found = await page<HitRecord>(
    context,
    {
      collection: nameHits,
      index: 'nameHits',
      prefix,
      descending: false,
      keyOf: ({ id, body }) => `${prefix}${body.at}/${id}`,
    },
    request,
  );
  return { ...found, items: await Promise.all(found.items.map(({ id, body }) => view(context, known, id, body))) };
}

export async function hitView(context: ReadContext, known: Declarations, hitId: string): Promise<NameHit> {
  const hit = await context.get(nameHits, hitId);
  if (!hit) throw unknownHit();
  return view(context, known, hitId, hit);
}

async function view(context: ReadContext, known: Declarations, id: string, hit: HitRecord): Promise<NameHit> {
  const { original, sure, state, at, terms, salt } = hit;
  const home = reader(context.kit.storage, context.partition);
  const shown = [original, ...hit.places];
  for (const each of shown) {
    for (const { text } of await textsIn(context.kit, known, home, each)) {
      const spans = termsIn(text, salt, terms);
      if (spans.length === 0) continue;
      return {
        id,
        collection: original.collection,
        itemId: original.id,
        extract: extractOf(text, spans),
        sure,
        state,
        at,
      };
    }
  }
  return { id, collection: original.collection, itemId: original.id, extract: [], sure, state, at };
}

async function textsIn(kit: Kit, known: Declarations, home: PartitionReader, at: HitRecord['original']) {
  const collection = kit.collections.get(at.collection);
  const body = collection ? await home.get(collection, at.id) : null;
  return body === null ? [] : textsOf(known[at.collection], body);
}

export async function countNameHits({ kit }: ReadContext): Promise<Out<'countNameHits'>> {
  const communities: { communityId: string; open: number }[] = [];
  for await (const partition of partitions(kit.storage)) {
    if (!partition.startsWith('community/')) continue;
    const open = await scanAll(reader(kit.storage, partition), nameHits, { index: 'nameHits', ...under('open/') });
    if (open.length > 0) communities.push({ communityId: partition.slice('community/'.length), open: open.length });
  }
  return { communities };
}

const unknownHit = () => new CopkitError('not-found', 'There is no such hit.', 'hitId');

/** Takes the name out wherever this text stands, its earlier versions and copies included, or leaves it as it is. */
export async function decideNameHit(
  context: WriteContext,
  known: Declarations,
  { communityId, hitId, outcome }: In<'decideNameHit'>,
): Promise<string> {
  const hit = await context.get(nameHits, hitId);
  if (!hit) throw unknownHit();
  if (hit.state === 'redacted') {
    if (outcome === 'redacted') return hitId;
    throw new CopkitError('conflict', 'The name was taken out already; nobody knows it any more.', 'outcome');
  }
  if (outcome === 'redacted') {
    for (const { collection: name, id } of hit.places) {
      const collection = context.kit.collections.get(name);
      const body = collection && (await context.get(collection, id));
      if (!collection || body === null) continue;
      await refuseHeld(context, communityId, JSON.stringify([id, body]));
      const changed = textsOf(known[name], body).flatMap(({ at, text }) => {
        const spans = termsIn(text, hit.salt, hit.terms);
        return spans.length > 0 ? [{ at, text: redacted(text, spans) }] : [];
      });
      if (changed.length > 0) context.put(collection, id, withTexts(body, changed));
    }
    context.effect(FORGET_WORDS, 'all');
    context.effect('card', 'it');
  }
  const by = context.actor.kind === 'person' ? context.actor.id : null;
  context.put(nameHits, hitId, { ...hit, state: outcome, decidedBy: by, decidedAt: context.now });
  if (outcome === 'redacted') audit(context, { act: 'redact', subjectId: hit.original.id });
  return hitId;
}

const THREADS = /t_[0-9a-z]{16}_[0-9a-z]{12}/g;

/** What is held stays as it is; whose name stands in it waits until it is not. */
async function refuseHeld(context: WriteContext, communityId: string, text: string): Promise<void> {
  const ids = [communityId, ...(text.match(THREADS) ?? []), ...(text.match(PERSON_IDS) ?? [])];
  if (!(await isHeld(context, ids))) return;
  throw new CopkitError('conflict', 'A legal hold stands in the way. The name can be taken out when it ends.', 'hitId');
}

/** Indexes, and what is kept of them, have words that no text has any more. */
export const forgetWordsEffect: Effect = {
  type: FORGET_WORDS,
  async deliver(kit, partition) {
    await kit.search.anew(partition);
    await (await kit.experts.engine()).anew(partition.slice('community/'.length));
  },
};

const FEED_PAGE = 500;
const MOST_LOOKED_AT = 2_000;

/** Where some words stand in what communities write, whoever they are of. */
export async function locateText(
  { kit }: ReadContext,
  known: Declarations,
  { text: sought, after }: In<'locateText'>,
): Promise<Out<'locateText'>> {
  const words = (sought.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(folded).join(' ');
  if (words === '') throw new CopkitError('invalid', 'text: must have a word in it', 'text');
  const list = `privacy found ${words.length}`;
  const [begun = '', feed = ''] = after ? placeOf(list, after, 'after').split(' ') : [];
  const items: Out<'locateText'>['items'][number][] = [];
  let since: string | null = feed || null;
  let left = MOST_LOOKED_AT;
  const next = async (name: string) => {
    const [found] = await kit.storage.listPartitions(name || 'community/', 1);
    return found?.startsWith('community/') ? found : undefined;
  };
  for (let partition = since ? begun : await next(begun); partition; partition = await next(partition)) {
    for (let more = true; more; ) {
      const changes = await kit.storage.changes(partition, since, FEED_PAGE);
      if (changes.kind === 'reset') {
        since = null;
        continue;
      }
      for (const { collection, id, body } of changes.docs) {
        for (const { text } of textsOf(known[collection], body)) {
          const spans = spansIn(text, [words.split(' ').length], (found) => found === words);
          if (spans.length === 0) continue;
          const communityId = partition.slice('community/'.length);
          items.push({ communityId, collection, itemId: id, extract: extractOf(text, spans) });
        }
      }
      left -= changes.docs.length;
      more = changes.more;
      since = changes.cursor;
      if (left <= 0 && more) return { items, next: cursorAt(list, `${partition} ${since}`) };
    }
    since = null;
    if (left <= 0) return { items, next: cursorAt(list, partition) };
  }
  return { items, next: null };
}
