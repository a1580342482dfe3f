import type { Json, StoredDoc } from '@copkit/storage';
import { communities, THE_ONE } from '../communities/records.js';
import { CopkitError } from '../errors.js';
import type { Kit } from '../kit.js';
import { memberships } from '../membership/records.js';
import type { ReadContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import { staleCursor } from '../operations/paging.js';
import { maySee } from '../operations/policy.js';
import { people } from '../people/records.js';
import { peoplePartition } from '../store/partitions.js';
import { reader } from '../store/reader.js';
import type { ExportItem, ExportPage, PrivacyApi } from './api.js';
import { askingStore } from './asking.js';
import { auditPart } from './auditing.js';
import { concernsOf, isOthers, PERSON_IDS, type Role, type Standing } from './concerns.js';
import type { Declaration, Declarations } from './declaration.js';
import { textsAt, withTexts } from './leaves.js';
import { sealed, unsealed } from './sealing.js';

export const EXPORT_FORMAT = 'copkit person 1';

const FEED_PAGE = 500;
/** A call looks at about so many documents. */
const MOST_LOOKED_AT = 2_000;
const SOMEONE = 'someone-else';

interface Wanted {
  readonly personId: string;
  /** The person themself, who is told nothing of communities that they may not know of. */
  readonly self: boolean;
  /** The partition that is gone on with or was looked at last, and where in it; nothing from the beginning. */
  readonly from: string;
}

interface Part {
  readonly items: readonly ExportItem[];
  /** Where the next part goes on from, not for anybody to see; `null` after the last. */
  readonly to: string | null;
}

/** The part of a community that its name may be told for, and whether the person may know of it. */
interface Whereabouts {
  readonly communityId: string | null;
  readonly communityName: string | null;
  readonly known: boolean;
}

/** What the actor is told about themself. Places are sealed, as they may be in communities that must stay unknown. */
export async function ownPage(
  { kit, actor }: ReadContext,
  known: Declarations,
  { after }: { readonly after?: string | undefined },
): Promise<ExportPage> {
  const list = `privacy:${actor.id}`;
  const from = after === undefined ? '' : await unsealed(kit, list, after);
  const { items, to } = await partOf(kit, known, { personId: actor.id, self: true, from });
  return page(actor.id, items, to === null ? null : await sealed(kit, list, to));
}

/**
 * The same on somebody's behalf. All pages of an export are noted in one entry of the audit, before they are given, with
 * what they hold; only the first page begins one, and no other can be had without, since a place cannot be made up.
 */
export async function pageOnBehalf(
  { kit, actor }: ReadContext,
  known: Declarations,
  { personId, reason, after }: InputOf<PrivacyApi['exportOf']>,
): Promise<ExportPage> {
  const list = `privacy:${personId}:${actor.id}`;
  const opened = after === undefined ? ' ' : await unsealed(kit, list, after);
  const entryId = opened.slice(0, opened.indexOf(' ')) || null;
  const { items, to } = await partOf(kit, known, {
    personId,
    self: false,
    from: opened.slice(opened.indexOf(' ') + 1),
  });
  const noted = await auditPart(kit, entryId, {
    said: { act: 'export', subjectId: personId, reason, counts: countsOf(items) },
    by: actor.id,
  });
  if (noted === null) throw staleCursor('after');
  return page(personId, items, to === null ? null : await sealed(kit, list, `${noted} ${to}`));
}

function countsOf(items: readonly ExportItem[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { collection } of items) counts[collection] = (counts[collection] ?? 0) + 1;
  return counts;
}

const page = (personId: string, items: readonly ExportItem[], next: string | null): ExportPage => ({
  format: EXPORT_FORMAT,
  personId,
  items,
  next,
});

/**
 * A part of everything about a person. Every partition is looked at but those of other people and the counts of reads,
 * document by document, so it may be empty though there is more. What others wrote is left out, and who they are.
 */
async function partOf(kit: Kit, known: Declarations, wanted: Wanted): Promise<Part> {
  const { personId, from } = wanted;
  if (!(await reader(kit.storage, peoplePartition(personId)).get(people, personId)))
    throw new CopkitError('not-found', 'There is no such person.', 'personId');
  const [begun = '', feed = ''] = from.split(' ');
  const items: ExportItem[] = [];
  let left = MOST_LOOKED_AT;
  let since: string | null = feed || null;
  // What is half done is gone on with first.
  for (
    let partition = since ? begun : await nextAfter(kit, begun);
    partition;
    partition = await nextAfter(kit, partition)
  ) {
    if (partition.startsWith('usage/')) break;
    if (partition.startsWith('catalog') || isOthers(partition, personId)) continue;
    const where = await whereabouts(kit, partition, wanted);
    for (let more = true; more; ) {
      const changes = await kit.storage.changes(partition, since, FEED_PAGE);
      if (changes.kind === 'reset') {
        since = null;
        continue;
      }
      for (const doc of changes.docs) items.push(...(await itemsOf(kit, known, { doc, partition, where, personId })));
      left -= changes.docs.length;
      more = changes.more;
      since = changes.cursor;
      if (left <= 0 && more) return { items, to: `${partition} ${since}` };
    }
    since = null;
    if (left <= 0) return { items, to: partition };
  }
  return { items, to: null };
}

async function nextAfter({ storage }: Kit, partition: string): Promise<string | undefined> {
  return (await storage.listPartitions(partition || null, 1))[0];
}

async function whereabouts(kit: Kit, partition: string, { personId, self }: Wanted): Promise<Whereabouts> {
  const home = reader(kit.storage, partition);
  const community = partition.startsWith('community/') ? await home.get(communities, THE_ONE) : null;
  if (!community) return { communityId: null, communityName: null, known: true };
  const membership = await home.get(memberships, personId);
  const actor = { kind: 'person', id: personId, admin: false } as const;
  const known = !self || membership !== null || maySee({ actor, community, membership, owner: false });
  return { communityId: community.id, communityName: known ? community.name : null, known };
}

interface Looking {
  readonly doc: StoredDoc;
  readonly partition: string;
  readonly where: Whereabouts;
  readonly personId: string;
}

async function itemsOf(kit: Kit, known: Declarations, looking: Looking): Promise<ExportItem[]> {
  const { doc, partition, where, personId } = looking;
  if (doc.body === null) return [];
  const declaration = Object.hasOwn(known, doc.collection) ? known[doc.collection] : undefined;
  if (declaration?.none) return [];
  const standing: Standing = { partition, collection: doc.collection, id: doc.id, body: doc.body };
  const roles = (await concernsOf(standing, declaration, askingStore(kit.storage))).flatMap((concern) =>
    concern.personId === personId ? [concern.as] : [],
  );
  if (roles.length === 0 || !(where.known || roles.includes('author'))) return [];
  const { body, leftOut } = told(doc.body, declaration, roles);
  return [
    {
      collection: doc.collection,
      title: declaration?.title ?? doc.collection,
      as: roles,
      communityId: where.known ? where.communityId : null,
      communityName: where.communityName,
      id: masked(doc.id, personId),
      body: JSON.parse(masked(JSON.stringify(body), personId)) as Json,
      leftOut,
    },
  ];
}

/** An author is told all of it that they may know; somebody else what it says about them, and not what its author wrote. */
function told(
  body: Json,
  declaration: Declaration | undefined,
  roles: readonly Role[],
): { body: Json; leftOut: string[] } {
  if (roles.includes('author')) return forAuthor(body, declaration?.unseen ?? []);
  if (!declaration) return { body: null, leftOut: ['everything'] };
  const theirs = [...(declaration.fields.text ?? []), ...(declaration.fields.identity ?? [])];
  const places = theirs.map((field) => ({ field, texts: textsAt(body, field).filter(({ text }) => text !== '') }));
  const emptied = places.flatMap(({ texts }) => texts.map(({ at }) => ({ at, text: '' })));
  return {
    body: withTexts(body, emptied),
    leftOut: places.flatMap(({ field, texts }) => (texts.length > 0 ? [field] : [])),
  };
}

function forAuthor(body: Json, unseen: readonly string[]): { body: Json; leftOut: string[] } {
  if (unseen.length === 0) return { body, leftOut: [] };
  const seen = Object.entries(body as Record<string, Json>).filter(([field]) => !unseen.includes(field));
  return { body: Object.fromEntries(seen), leftOut: [...unseen] };
}

const masked = (text: string, personId: string): string =>
  text.replaceAll(PERSON_IDS, (id) => (id === personId ? id : SOMEONE));
