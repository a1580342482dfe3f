import type { StoredDoc } from '@copkit/storage';
import { dequal } from 'dequal/lite';
import type { CommunityCounts, CommunityRecord } from '../communities/records.js';
import type { MembershipRecord } from '../membership/records.js';
import { isParticipant } from '../operations/policy.js';
import type { SeriesRecord } from '../outcomes/records.js';
import type { InvitationRecord } from '../routing/records.js';
import { openState, shownInLists } from '../threads/post.js';
import type { ListingRecord, ReplyRecord, TallyRecord, ThreadRecord } from '../threads/records.js';
import type { Finding } from './api.js';
import { PracticeCheck } from './practice-check.js';

type Found = Pick<Finding, 'document' | 'what'>;
type Reactions = TallyRecord['reactions'];
type Copied = ReturnType<typeof shownInLists>;

interface Thread {
  readonly copied: Copied;
  readonly acceptedReplyId: string | null;
}

/** What the documents of one community say about each other. Keeps ids, numbers and titles, not texts. */
export class CommunityCheck {
  #community: Pick<CommunityRecord, 'facilitatorIds' | 'sponsorId'> | null = null;
  #counts: CommunityCounts | null = null;
  #members = 0;
  readonly #asking = new Set<string>();
  readonly #requests = new Set<string>();
  readonly #facilitators = new Set<string>();
  readonly #sponsors = new Set<string>();
  readonly #threads = new Map<string, Thread>();
  readonly #listings = new Map<string, ListingRecord>();
  readonly #replies = new Map<string, Pick<ReplyRecord, 'threadId' | 'inReplyTo'>>();
  readonly #visible = new Map<string, { replies: number; answers: number }>();
  readonly #tallies = new Map<string, Reactions>();
  readonly #reacted = new Map<string, Reactions>();
  readonly #practices = new PracticeCheck();
  /** Threads to which people were invited, by invitation. */
  readonly #invitations = new Map<string, string>();
  /** How many rows each series says it has, and how many it has. */
  readonly #series = new Map<string, number>();
  readonly #rows = new Map<string, number>();

  take(doc: StoredDoc): void {
    const { collection, id, body } = doc;
    const is = <T>() => body as unknown as T;
    switch (collection) {
      case 'community':
        this.#community = is<CommunityRecord>();
        break;
      case 'counts':
        this.#counts = is<CommunityCounts>();
        break;
      case 'memberships':
        this.#takeMembership(id, is<MembershipRecord>());
        break;
      case 'requests':
        this.#requests.add(id);
        break;
      case 'threads': {
        const thread = is<ThreadRecord>();
        this.#threads.set(id, { copied: shownInLists(thread), acceptedReplyId: thread.acceptedReplyId });
        break;
      }
      case 'listings':
        this.#listings.set(id, is<ListingRecord>());
        break;
      case 'replies':
        this.#takeReply(id, is<ReplyRecord>());
        break;
      case 'tallies':
        this.#tallies.set(id, is<TallyRecord>().reactions);
        break;
      case 'reactions':
        this.#takeReactions(id.slice(0, id.lastIndexOf(':')), is<{ kinds: readonly (keyof Reactions)[] }>().kinds);
        break;
      case 'invitations':
        this.#invitations.set(id, is<InvitationRecord>().threadId);
        break;
      case 'series':
        this.#series.set(id, is<SeriesRecord>().rows);
        break;
      case 'seriesRows':
        this.#rows.set(id, is<{ rows: readonly unknown[] }>().rows.length);
        break;
      default:
        this.#practices.take(doc);
    }
  }

  #takeMembership(id: string, membership: MembershipRecord): void {
    if (membership.state === 'requested') this.#asking.add(id);
    if (!isParticipant(membership)) return;
    this.#members++;
    if (membership.roles.includes('facilitator')) this.#facilitators.add(id);
    if (membership.roles.includes('sponsor')) this.#sponsors.add(id);
  }

  #takeReply(id: string, { threadId, inReplyTo, visibility, role }: ReplyRecord): void {
    this.#replies.set(id, { threadId, inReplyTo });
    const counted = this.#visible.get(threadId) ?? { replies: 0, answers: 0 };
    if (visibility === 'visible') {
      counted.replies++;
      if (role === 'answer') counted.answers++;
    }
    this.#visible.set(threadId, counted);
  }

  #takeReactions(about: string, kinds: readonly (keyof Reactions)[]): void {
    const counted = this.#reacted.get(about) ?? {};
    for (const kind of kinds) counted[kind] = (counted[kind] ?? 0) + 1;
    this.#reacted.set(about, counted);
  }

  *findings(): Generator<Found> {
    yield* this.#peopleFindings();
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
    for (const [id, thread] of this.#threads) yield* this.#threadFindings(id, thread);
    for (const [id, threadId] of this.#invitations) {
      if (!this.#threads.has(threadId))
        yield { document: `invitations/${id}`, what: `is to ${threadId}, which is not there` };
    }
    for (const id of new Set([...this.#series.keys(), ...this.#rows.keys()])) {
      const [told, counted] = [this.#series.get(id), this.#rows.get(id) ?? 0];
      if (told !== counted)
        yield { document: `series/${id}`, what: `counts ${told ?? 'no'} rows instead of ${counted}` };
    }
    yield* this.#practices.findings((replyId) => this.#replies.get(replyId)?.threadId);
    for (const about of new Set([...this.#tallies.keys(), ...this.#reacted.keys()])) {
      const [told, counted] = [tidy(this.#tallies.get(about)), tidy(this.#reacted.get(about))];
      if (told !== counted) yield { document: `tallies/${about}`, what: `counts ${told} instead of ${counted}` };
    }
  }

  *#peopleFindings(): Generator<Found> {
    if (!this.#community) yield { document: null, what: 'has no community document' };
    if (ids(this.#community?.facilitatorIds ?? []) !== ids(this.#facilitators)) {
      yield { document: 'community/it', what: 'names other facilitators than the memberships do' };
    }
    if ((this.#community?.sponsorId ?? '') !== ids(this.#sponsors)) {
      yield { document: 'community/it', what: 'names another sponsor than the memberships do' };
    }
    if (ids(this.#requests) !== ids(this.#asking)) {
      yield { document: null, what: 'has other requests to join than people who asked' };
    }
    if ((this.#counts?.members ?? 0) !== this.#members) {
      yield { document: 'counts/it', what: `counts ${this.#counts?.members ?? 0} members instead of ${this.#members}` };
    }
  }

  *#threadFindings(id: string, { copied, acceptedReplyId }: Thread): Generator<Found> {
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
    for (const field of Object.keys(copied) as (keyof Copied)[]) {
      if (!dequal(listing[field], copied[field])) {
        yield { document: `listings/${id}`, what: `says ${field} ${listing[field]} instead of ${copied[field]}` };
      }
    }
    const open = openState({ kind: copied.kind, acceptedReplyId }, counted.answers);
    if (copied.state !== 'closed' && copied.state !== open) {
      yield { document: `threads/${id}`, what: `is ${copied.state} instead of ${open}` };
    }
  }
}

const ids = (some: Iterable<string>): string => [...some].sort().join();

function tidy(reactions: Reactions = {}): string {
  const counted = Object.entries(reactions).filter(([, count]) => count !== 0);
  return (
    counted
      .map(([kind, count]) => `${count} ${kind}`)
      .sort()
      .join(', ') || 'none'
  );
}
