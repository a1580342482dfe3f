import type { StoredDoc } from '@copkit/storage';
import type { CommunityCounts, CommunityRecord } from '../communities/records.js';
import type { Kit } from '../kit.js';
import type { MembershipRecord } from '../membership/records.js';
import { isParticipant } from '../operations/policy.js';
import type { Collection } from '../store/collection.js';
import { EVERY_KEY } from '../store/keys.js';
import { kindOf } from '../store/partitions.js';
import type { ListingRecord, ReplyRecord, ThreadRecord } from '../threads/records.js';
import type { Finding } from './api.js';
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

type Found = Pick<Finding, 'document' | 'what'>;

/** Counts and references inside one community. Keeps ids and numbers, not texts. */
class CommunityCheck {
  #community: Pick<CommunityRecord, 'facilitatorIds' | 'sponsorId'> | null = null;
  #counts: CommunityCounts | null = null;
  #members = 0;
  readonly #facilitators = new Set<string>();
  readonly #sponsors = new Set<string>();
  readonly #threads = new Map<string, { readonly acceptedReplyId: string | null; readonly listed: boolean }>();
  readonly #listings = new Map<string, Pick<ListingRecord, 'replyCount' | 'answerCount' | 'listed'>>();
  readonly #replies = new Map<string, Pick<ReplyRecord, 'threadId' | 'inReplyTo'>>();
  readonly #visible = new Map<string, { replies: number; answers: number }>();

  take({ collection, id, body }: StoredDoc): void {
    if (collection === 'community') this.#community = body as unknown as CommunityRecord;
    if (collection === 'counts') this.#counts = body as unknown as CommunityCounts;
    if (collection === 'memberships') {
      const membership = body as unknown as MembershipRecord;
      if (isParticipant(membership)) this.#members++;
      if (membership.roles.includes('facilitator') && isParticipant(membership)) this.#facilitators.add(id);
      if (membership.roles.includes('sponsor') && isParticipant(membership)) this.#sponsors.add(id);
    }
    if (collection === 'threads') {
      const { acceptedReplyId, visibility } = body as unknown as ThreadRecord;
      this.#threads.set(id, { acceptedReplyId, listed: visibility === 'visible' });
    }
    if (collection === 'listings') this.#listings.set(id, body as unknown as ListingRecord);
    if (collection === 'replies') {
      const { threadId, inReplyTo, visibility, role } = body as unknown as ReplyRecord;
      this.#replies.set(id, { threadId, inReplyTo });
      const counted = this.#visible.get(threadId) ?? { replies: 0, answers: 0 };
      if (visibility === 'visible') {
        counted.replies++;
        if (role === 'answer') counted.answers++;
      }
      this.#visible.set(threadId, counted);
    }
  }

  *findings(): Generator<Found> {
    if (!this.#community) yield { document: null, what: 'has no community document' };
    const named = [...(this.#community?.facilitatorIds ?? [])].sort().join();
    if (named !== [...this.#facilitators].sort().join()) {
      yield { document: 'community/it', what: 'names other facilitators than the memberships do' };
    }
    if ([...this.#sponsors].join() !== (this.#community?.sponsorId ?? '')) {
      yield { document: 'community/it', what: 'names another sponsor than the memberships do' };
    }
    if ((this.#counts?.members ?? 0) !== this.#members) {
      yield { document: 'counts/it', what: `counts ${this.#counts?.members ?? 0} members instead of ${this.#members}` };
    }
    const listed = [...this.#listings.values()].filter((listing) => listing.listed).length;
    if ((this.#counts?.threads ?? 0) !== listed) {
      yield { document: 'counts/it', what: `counts ${this.#counts?.threads ?? 0} threads instead of ${listed}` };
    }
    for (const [id, { threadId, inReplyTo }] of this.#replies) {
      if (!this.#threads.has(threadId))
        yield { document: `replies/${id}`, what: `is in thread ${threadId}, which is not there` };
      if (inReplyTo !== null && this.#replies.get(inReplyTo)?.threadId !== threadId) {
        yield { document: `replies/${id}`, what: `responds to ${inReplyTo}, which is not in its thread` };
      }
    }
    for (const [id, thread] of this.#threads) yield* this.#threadFindings(id, thread.acceptedReplyId);
  }

  *#threadFindings(id: string, acceptedReplyId: string | null): Generator<Found> {
    const listing = this.#listings.get(id);
    if (!listing) {
      yield { document: `threads/${id}`, what: 'has no listing' };
      return;
    }
    if (acceptedReplyId !== null && this.#replies.get(acceptedReplyId)?.threadId !== id) {
      yield { document: `threads/${id}`, what: `accepted ${acceptedReplyId}, which is not in it` };
    }
    const counted = this.#visible.get(id) ?? { replies: 0, answers: 0 };
    if (listing.replyCount !== counted.replies || listing.answerCount !== counted.answers) {
      yield {
        document: `listings/${id}`,
        what: `counts ${listing.replyCount} replies and ${listing.answerCount} answers instead of ${counted.replies} and ${counted.answers}`,
      };
    }
  }
}
