/**
 * The formulas of the expertise directory: evidence items are scored, not profiles, and vote for their authors.
 * Voting models: Macdonald & Ounis, "Voting for candidates" (CIKM 2006); BM25: Robertson & Zaragoza, "The
 * Probabilistic Relevance Framework" (2009), section 3. What each is for and how it was chosen: `docs/experts.md`.
 */

/** BM25: how soon a repeated word stops counting, and how much a long text is held against it. */
export const BM25 = { k1: 1.2, b: 0.6 } as const;

export const DAY_MS = 86_400_000;
const EXPERTISE_HALF_LIFE_MS = 365 * DAY_MS;
export const ACTIVITY_HALF_LIFE_MS = 7 * DAY_MS;
/** What is older than 30 half-lives weighs less than 10⁻⁹, and nothing. */
export const ACTIVITY_HORIZON_MS = 30 * ACTIVITY_HALF_LIFE_MS;

/** Whom to ask is decided by the best items alone. */
export const ROUTED_ITEMS = 200;

/**
 * κ: what everything is worth that speaks for somebody, the one table of it. The unit is an answer that fits best, was
 * written today and that nobody voted for.
 */
export const KAPPA = {
  answer: 1,
  /** Written for others, and kept up. */
  practice: 2,
  /** A practice of another's that its steward held against how things are, and confirmed. */
  review: 0.5,
  /** A unit other than the author's works by a practice. For its author: who speaks for the unit is for the staff alone. */
  adoption: 0.5,
  /** What had value, told for others. The core has no records of it: an extension feeds them, see `contributions`. */
  story: 1,
  /** Held, not attended. Fed by an extension too. */
  event: 1,
  /** One colleague who knows all about it says so; see {@link endorsed}. */
  endorsement: 0.5,
  /** What a declared skill comes to where nothing bears it out; see {@link declared}. */
  declared: 0.01,
} as const;

export type EvidenceKind = Exclude<keyof typeof KAPPA, 'endorsement' | 'declared'>;

export interface Weighed {
  readonly kind: EvidenceKind;
  /** Votes for less votes against. */
  readonly votes: number;
  readonly accepted: boolean;
}

/** 2^(−age / half-life); what is dated in the future counts as of now. */
export function decay(at: number, now: number, halfLife: number): number {
  return at >= now ? 1 : Math.exp((-Math.LN2 * (now - at)) / halfLife);
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

/** What an item is worth to its author, whatever is looked for and however old it is. */
export function weight({ kind, votes, accepted }: Weighed): number {
  return KAPPA[kind] * (1 + 0.5 * Math.log(1 + Math.max(0, votes)) + (accepted ? 0.5 : 0));
}

/** One item's share of its author's expertise. `similarity`: its BM25 divided by the best item's, 0 to 1. */
export function evidence(similarity: number, weightOfItem: number, at: number, now: number): number {
  return similarity * similarity * weightOfItem * decay(at, now, EXPERTISE_HALF_LIFE_MS);
}

/**
 * What a declared skill adds to expertise E from evidence: a tenth of it. So nobody learns E from how much of a score
 * is declared. Where there is next to no evidence it is enough to be found, after everybody who has some.
 */
export function declared(expertise: number): number {
  return Math.max(0.1 * expertise, KAPPA.declared);
}

/** One colleague's word, as it counts. */
export interface Endorser {
  /** Their own evidence on what was looked for. */
  readonly expertise: number;
  /** How many endorsements they gave in this community. */
  readonly given: number;
  /** The endorsed endorsed them as well. */
  readonly mutual: boolean;
  readonly at: number;
}

/** Endorsements that somebody gives before each counts for less. */
const FREELY = 5;
const MUTUAL = 0.25;
const ENDORSEMENT_HALF_LIFE_MS = 365 * DAY_MS;
/** Of a whole score. */
export const MOST_ENDORSED = 0.3;

/** What a colleague's word is worth: nothing from who knows nothing of it, little from who says it of everybody. */
export function endorsement({ expertise, given, mutual, at }: Endorser, now: number): number {
  const own = expertise / (1 + expertise);
  const damped = Math.min(1, FREELY / given) * (mutual ? MUTUAL : 1);
  return KAPPA.endorsement * own * damped * decay(at, now, ENDORSEMENT_HALF_LIFE_MS);
}

/** What all endorsements add to the rest of a score: at most 30 % of the whole. */
export function endorsed(rest: number, endorsements: number): number {
  return Math.min(endorsements, (MOST_ENDORSED / (1 - MOST_ENDORSED)) * rest);
}

/**
 * How sure one may be, from the mass of the evidence: less than one answer that fits best and is five months old is an
 * anecdote; three fresh ones, from three contributions at least, are a habit.
 */
export function confidence(expertise: number, items: number): 'low' | 'medium' | 'high' {
  if (expertise < 0.75) return 'low';
  return expertise >= 3 && items >= 3 ? 'high' : 'medium';
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

/** A₇: answers tell more about the next answer than questions and comments, which count a tenth. */
export function activity(answers: number, others: number): number {
  return answers + 0.1 * others;
}

/** Whom to ask now: who knows, has been here lately, and is not asked all the time. */
export function routeScore(expertise: number, activeLately: number, load: number): number {
  return ((expertise + 0.5) * (activeLately + 0.05)) / (1 + load / 3);
}
