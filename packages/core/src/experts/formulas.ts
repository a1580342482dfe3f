/**
 * The formulas of the expertise directory: evidence items are scored, not profiles, and vote for their authors.
 * Voting models: Macdonald & Ounis, "Voting for candidates" (CIKM 2006); BM25: Robertson & Zaragoza, "The
 * Probabilistic Relevance Framework" (2009), section 3.
 */

/** BM25: how soon a repeated word stops counting, and how much a long text is held against it. */
export const BM25 = { k1: 1.2, b: 0.6 } as const;

export const DAY_MS = 86_400_000;
const EXPERTISE_HALF_LIFE_MS = 365 * DAY_MS;
const ACTIVITY_HALF_LIFE_MS = 7 * DAY_MS;
/** What is older than 30 half-lives weighs less than 10⁻⁹, and nothing. */
export const ACTIVITY_HORIZON_MS = 30 * ACTIVITY_HALF_LIFE_MS;

/** Whom to ask is decided by the best items alone. */
export const ROUTED_ITEMS = 200;

export type EvidenceKind = 'answer' | 'practice';

/** κ: what a kind of contribution is worth. A practice has been written for others, and is kept up. */
const KAPPA: Readonly<Record<EvidenceKind, number>> = { answer: 1, practice: 2 };

export interface Weighed {
  readonly kind: EvidenceKind;
  /** Votes for less votes against. */
  readonly votes: number;
  readonly accepted: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** 2^(−age / half-life); what is dated in the future counts as of now. */
function decay(at: number, now: number, halfLife: number): number {
  return 2 ** (-Math.max(0, now - at) / halfLife);
}

/** Inverse document frequency; above 0 however common the word is. */
export function idf(documents: number, withTerm: number): number {
  return Math.log(1 + (documents - withTerm + 0.5) / (withTerm + 0.5));
}

/** What one word adds to a document's BM25. `length` and `average` in words. */
export function bm25(idfOfTerm: number, frequency: number, length: number, average: number): number {
  const { k1, b } = BM25;
  return (idfOfTerm * frequency * (k1 + 1)) / (frequency + k1 * (1 - b + (b * length) / average));
}

/** One item's share of its author's expertise. `similarity`: its BM25 divided by the best item's, 0 to 1. */
export function evidence(similarity: number, { kind, votes, accepted, at }: Weighed, now: number): number {
  const quality = 1 + 0.5 * Math.log(1 + Math.max(0, votes)) + (accepted ? 0.5 : 0);
  return KAPPA[kind] * similarity ** 2 * quality * decay(at, now, EXPERTISE_HALF_LIFE_MS);
}

/** Σ 2^(−age / 7 d); L, of the moments somebody was invited. `moments`: the oldest first. */
export function recency(moments: readonly number[], now: number): number {
  let sum = 0;
  for (let at = moments.length - 1; at >= 0; at--) {
    const moment = moments[at] as number;
    if (now - moment > ACTIVITY_HORIZON_MS) break;
    sum += decay(moment, now, ACTIVITY_HALF_LIFE_MS);
  }
  return sum;
}

/** A₇: answers tell more about the next answer than questions and comments, which count half. */
export function activity(answers: readonly number[], others: readonly number[], now: number): number {
  return recency(answers, now) + 0.5 * recency(others, now);
}

/** Whom to ask now: who knows, has been here lately, and is not asked all the time. */
export function routeScore(expertise: number, activeLately: number, load: number): number {
  return ((expertise + 0.1) * (activeLately + 0.05)) / (1 + load / 5);
}
