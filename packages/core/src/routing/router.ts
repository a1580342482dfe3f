import type { EvidenceShown } from '../experts/api.js';
import type { Slot } from './api.js';

/** A question that looks for people. */
export interface RouteRequest {
  readonly communityId: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  /** Topic ids. */
  readonly topics: readonly string[];
  readonly askerId: string;
  /** ISO 8601. */
  readonly now: string;
  /** Who was asked already, or declined. */
  readonly exclude: ReadonlySet<string>;
}

/** A contribution that speaks for asking somebody. */
export interface RouteReason {
  /** The post or practice. */
  readonly itemId: string;
  /** `null` where it stands in no thread. */
  readonly threadId: string | null;
  readonly title: string;
  readonly at: string;
  readonly kind: EvidenceShown;
}

export interface Candidate {
  readonly personId: string;
  /** What is shown to whom: all of it in the community of the question, or readable by all of its readers. */
  readonly reasons: readonly RouteReason[];
  readonly slot: Slot;
}

/**
 * Finds whom to ask: members who may read the question, agreed to be asked, are not away and not over their own limit
 * of invitations. Not the asker and nobody of `exclude`.
 */
export interface ExpertRouter {
  /** At most so many, who should be asked first comes first. */
  route(request: RouteRequest, limit: number): Promise<readonly Candidate[]>;
}
