import { activities } from '../activity/records.js';
import { drafts } from '../drafts/records.js';
import { communityOf } from '../identity/ids.js';
import { inbox } from '../inbox/records.js';
import type { Kit } from '../kit.js';
import type { Collection } from '../store/collection.js';
import { communityPartition, kindOf, type PartitionKind, usageDay } from '../store/partitions.js';
import { type PartitionReader, reader } from '../store/reader.js';
import { flags, replies } from '../threads/records.js';
import { askingStore } from './asking.js';
import { concernsOf } from './concerns.js';
import type { Declarations } from './declaration.js';
import { isInForce } from './holding.js';
import { erasures, type HoldRecord, heldTexts, holds, nameHits, privacyAudit } from './records.js';
import { cutoff, type RetentionKind, type RetentionRules } from './retention.js';

/** What becomes old where, and in which index the oldest stands first, after these letters. */
const OLDEST: readonly {
  readonly kind: RetentionKind | 'heldTexts';
  readonly home: PartitionKind;
  readonly collection: Collection<unknown>;
  readonly index: string;
  readonly prefix: string;
}[] = [
  { kind: 'drafts', home: 'person', collection: drafts as Collection<unknown>, index: 'drafts', prefix: 'all/' },
  { kind: 'inbox', home: 'person', collection: inbox as Collection<unknown>, index: 'inbox', prefix: 'all/' },
  { kind: 'flags', home: 'community', collection: flags as Collection<unknown>, index: 'flags', prefix: 'resolved/' },
  {
    kind: 'activity',
    home: 'community',
    collection: activities as Collection<unknown>,
    index: 'activity',
    prefix: 'at/',
  },
  {
    kind: 'reviews',
    home: 'community',
    collection: nameHits as Collection<unknown>,
    index: 'nameHits',
    prefix: 'redacted/',
  },
  {
    kind: 'reviews',
    home: 'community',
    collection: nameHits as Collection<unknown>,
    index: 'nameHits',
    prefix: 'kept/',
  },
  {
    kind: 'heldTexts',
    home: 'community',
    collection: heldTexts as Collection<unknown>,
    index: 'heldTexts',
    prefix: '',
  },
  { kind: 'erasures', home: 'people', collection: erasures as Collection<unknown>, index: 'erasures', prefix: '' },
  {
    kind: 'audit',
    home: 'privacy',
    collection: privacyAudit as Collection<unknown>,
    index: 'privacyAudit',
    prefix: '',
  },
];

export interface Due {
  readonly kind: RetentionKind | 'heldTexts';
  readonly collection: Collection<unknown>;
  readonly id: string;
  readonly body: unknown;
}

/** A part of what is older than its rule says, oldest first. `after` each part something may have been deleted. */
export async function* dueIn(kit: Kit, rules: RetentionRules, partition: string, now: string): AsyncGenerator<Due[]> {
  const home = reader(kit.storage, partition);
  for (const { kind, home: where, collection, index, prefix } of OLDEST) {
    // What was kept for a hold goes when nothing holds it any more, however old.
    const before = kind === 'heldTexts' ? now : cutoff(rules, kind, now);
    if (where !== kindOf(partition) || before === null) continue;
    let after: string | undefined;
    do {
      const range = { index, from: prefix, to: `${prefix}${before}`, limit: 200 };
      const page = await home.scan(collection, { ...range, ...(after ? { after } : {}) });
      if (page.items.length > 0) yield page.items.map(({ id, body }) => ({ kind, collection, id, body }));
      after = page.after ?? undefined;
    } while (after);
  }
}

/** Whether a whole partition is a day of counts that is older than the rule says. */
export function isUsageDue(rules: RetentionRules, partition: string, now: string): boolean {
  const day = usageDay(partition);
  const before = cutoff(rules, 'usage', now);
  return day !== null && before !== null && day < before.slice(0, 10);
}

const THREADS = /t_[0-9a-z]{16}_[0-9a-z]{12}/g;
const REPLIES = /r_[0-9a-z]{16}_[0-9a-z]{12}/g;

/** Tells what is held: what is of a held community or thread, and whatever concerns a held person. */
export class Held {
  readonly #subjects: ReadonlySet<string>;

  constructor(
    readonly kit: Kit,
    readonly known: Declarations,
    inForce: readonly HoldRecord[],
  ) {
    this.#subjects = new Set(inForce.map(({ subjectId }) => subjectId));
  }

  async isHeld(partition: string, { collection, id, body }: Due): Promise<boolean> {
    const home = reader(this.kit.storage, partition);
    // Read where it stands, since the register may be behind by a moment.
    if (partition.startsWith('community/') && (await this.#isCommunityHeld(home, partition))) return true;
    if (this.#subjects.size === 0) return false;
    const asking = askingStore(this.kit.storage);
    const doc = { partition, collection: collection.name, id, body };
    for (const { personId } of await concernsOf(doc, this.known[collection.name], asking))
      if (this.#subjects.has(personId)) return true;
    const text = JSON.stringify([id, body]);
    if ((text.match(THREADS) ?? []).some((thread) => this.#subjects.has(thread))) return true;
    const posts = await home.getMany(replies, [...new Set(text.match(REPLIES) ?? [])]);
    return posts.some((post) => post !== null && this.#subjects.has(post.threadId));
  }

  /** A day of counts tells of nobody; it goes with its community, or with a thread there. */
  async isDayHeld(partition: string): Promise<boolean> {
    const [, communityId = ''] = partition.split('/');
    if ([...this.#subjects].some((subjectId) => communityOf(subjectId) === communityId)) return true;
    const community = communityPartition(communityId);
    return this.#isCommunityHeld(reader(this.kit.storage, community), community);
  }

  async #isCommunityHeld(home: PartitionReader, partition: string): Promise<boolean> {
    return isInForce(await home.get(holds, partition.slice('community/'.length)), this.kit.now());
  }
}
