import { checkAmounts, insufficient, type Measured, MeasureError, ok } from './measured.js';
import { proportion, type Share } from './proportion.js';

// The time to adoption is `waitingTime` of `waits`, one life per unit, from publication (`entered` for later units).

/**
 * Units that adopted a practice, of those that could. Share with Wilson's 95 % interval, 0 to 1. A steward says which
 * units could. Robust. Floor: 3 units, 5 people.
 *
 * @returns `zero-denominator` without units that could.
 */
export function adoptionBreadth(adopted: Iterable<string>, eligible: Iterable<string>): Measured<Share> {
  const could = new Set(eligible);
  const did = [...new Set(adopted)].filter((unit) => could.has(unit));
  return proportion(did.length, could.size, 'No unit is eligible.');
}

/** One unit's use of a practice; times in one unit, on one clock. */
export interface Adoption {
  readonly adoptedAt: number;
  readonly mode: 'as-is' | 'adapted';
  /** `null`: still in use. */
  readonly abandonedAt: number | null;
}

export interface Fidelity {
  readonly asIs: Share;
  readonly adapted: Share;
  readonly abandoned: Share;
  /** Of those followed for `sustained` or abandoned before: still in use then; `null` where none were followed so long. */
  readonly sustained: Share | null;
}

/**
 * Form and durability of use: shares taken over as is, adapted (whatever became of them), and abandoned by now, and the
 * share sustained for 90 days. Shares with Wilson's 95 % interval, 0 to 1. Adaptation is learning, not deviation
 * (Brown & Duguid). Robust. Floor: 3 units, 5 people.
 *
 * @param sustained 90 unless told: in days where times are in days.
 * @returns `zero-denominator` without adoptions by `now`.
 * @throws MeasureError `not-finite`
 */
export function fidelity(adoptions: readonly Adoption[], now: number, sustained = 90): Measured<Fidelity> {
  for (const { adoptedAt, abandonedAt } of adoptions) {
    if (!Number.isFinite(adoptedAt) || (abandonedAt !== null && !Number.isFinite(abandonedAt)))
      throw new MeasureError('not-finite', 'adoptions', 'Times are finite numbers; null where a practice is in use.');
  }
  const begun = adoptions.filter(({ adoptedAt }) => adoptedAt <= now);
  const share = (count: number, of: number) => proportion(count, of, 'No unit has adopted it.');
  const gone = begun.filter(({ abandonedAt }) => abandonedAt !== null && abandonedAt <= now);
  const asIs = share(begun.filter(({ mode }) => mode === 'as-is').length, begun.length);
  const adapted = share(begun.filter(({ mode }) => mode === 'adapted').length, begun.length);
  const abandoned = share(gone.length, begun.length);
  const lasted = ({ adoptedAt, abandonedAt }: Adoption) => (abandonedAt ?? Number.POSITIVE_INFINITY) - adoptedAt;
  const followed = begun.filter(({ adoptedAt }) => now - adoptedAt >= sustained);
  const kept = share(followed.filter((each) => lasted(each) >= sustained).length, followed.length);
  if (asIs.status !== 'ok') return asIs;
  if (adapted.status !== 'ok') return adapted;
  if (abandoned.status !== 'ok') return abandoned;
  const durable = kept.status === 'ok' ? kept.value : null;
  return ok({ asIs: asIs.value, adapted: adapted.value, abandoned: abandoned.value, sustained: durable });
}

/**
 * Reuses, of reuses and new equivalents. Share with Wilson's 95 % interval, 0 to 1. What is equivalent is judged by
 * somebody. Contested. Floor: 5 people.
 *
 * @returns `zero-denominator` where nothing was reused or made.
 * @throws MeasureError `not-finite`, `negative`, `not-whole`
 */
export function reuseRatio(reuses: number, newEquivalents: number): Measured<Share> {
  return proportion(reuses, reuses + newEquivalents, 'Nothing was reused or made.');
}

export interface BenefitClaim {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
  /** Whether somebody other than the claimant confirmed it. */
  readonly corroborated: boolean;
}

/**
 * Hours of reinvention that people say were avoided, corroborated claims only: Σ vᵢ·hoursᵢ, v ∈ {0, 1}, as three sums
 * (Lesser & Storck 2001). Hours, 0 or more. Self-report: never a headline, never money. Contested. Floor: 5 people.
 *
 * @returns `too-few` without a corroborated claim.
 * @throws MeasureError `not-finite`, `negative`; `out-of-range` where low ≤ mid ≤ high does not hold.
 */
export function hoursClaimed(
  claims: readonly BenefitClaim[],
): Measured<{ readonly low: number; readonly mid: number; readonly high: number; readonly claims: number }> {
  let [low, mid, high, count] = [0, 0, 0, 0];
  for (const claim of claims) {
    checkAmounts([claim.low, claim.mid, claim.high], 'claims');
    if (claim.low > claim.mid || claim.mid > claim.high)
      throw new MeasureError('out-of-range', 'claims', 'Of a claim low is at most mid, and mid at most high.');
    if (!claim.corroborated) continue;
    low += claim.low;
    mid += claim.mid;
    high += claim.high;
    count++;
  }
  return count === 0 ? insufficient('too-few', 'No claim was corroborated.') : ok({ low, mid, high, claims: count });
}

/**
 * Visitors who viewed answers and asked nothing, of all visitors (Stack Internal). Share with Wilson's 95 % interval,
 * 0 to 1. Reading is not reuse. Contested. Floor: 5 people.
 *
 * @returns `zero-denominator` without visitors.
 * @throws MeasureError `not-finite`, `negative`, `not-whole`, `out-of-range`
 */
export function readingWithoutAsking(readers: number, visitors: number): Measured<Share> {
  return proportion(readers, visitors, 'There were no visitors.');
}

/**
 * Questions closed as duplicates, of all questions. Share with Wilson's 95 % interval, 0 to 1; a sign of search that
 * fails as well. Robust. Floor: 5 people.
 *
 * @returns `zero-denominator` without questions.
 * @throws MeasureError `not-finite`, `negative`, `not-whole`, `out-of-range`
 */
export function duplicateRate(duplicates: number, questions: number): Measured<Share> {
  return proportion(duplicates, questions, 'There are no questions.');
}

/**
 * Approved items within their review date, of all approved items. Share with Wilson's 95 % interval, 0 to 1. An item
 * without a date is not fresh. Robust.
 *
 * @param reviewDue of each approved item when it is to be reviewed, on the clock of `now`; `null` without a date.
 * @returns `zero-denominator` without items.
 * @throws MeasureError `not-finite`
 */
export function freshness(reviewDue: readonly (number | null)[], now: number): Measured<Share> {
  if (!Number.isFinite(now) || reviewDue.some((due) => due !== null && !Number.isFinite(due)))
    throw new MeasureError('not-finite', 'reviewDue', 'Times are finite numbers; null without a date.');
  const fresh = reviewDue.filter((due) => due !== null && due >= now);
  return proportion(fresh.length, reviewDue.length, 'No item is approved.');
}

/**
 * Searches that ended in opening something without another query, of all searches. Share with Wilson's 95 % interval,
 * 0 to 1. Searches are counted without persons. Robust. Floor: 5 people.
 *
 * @returns `zero-denominator` without searches.
 * @throws MeasureError `not-finite`, `negative`, `not-whole`, `out-of-range`
 */
export function searchSuccess(successes: number, searches: number): Measured<Share> {
  return proportion(successes, searches, 'Nobody searched.');
}
