import { lnGamma } from '../distributions.js';
import { checkCounts, checkRange, insufficient, type Measured, ok } from '../measured.js';

/** A gamma distribution of the rate: shape α and rate β, both above 0. */
export interface Prior {
  readonly alpha: number;
  readonly beta: number;
}

export interface ChangePoint {
  /** How many periods the first rate most probably lasted, the earliest of equals. */
  readonly after: number;
  /** Probability of each place, given that there is one: after 1, 2, … n−1 periods. They add up to 1. */
  readonly posterior: Float64Array;
  /** log₁₀ of the Bayes factor of one change against none: above 0 for, 1 is tenfold. */
  readonly log10BayesFactor: number;
  /** Mean rate before and after, given the most probable place. */
  readonly rates: readonly [before: number, after: number];
}

/**
 * Where the rate of counted events changed, for a Poisson process with gamma priors: p(τ|y) ∝
 * Γ(α+S_τ)(β+τ)^{−(α+S_τ)}·Γ(α+S_n−S_τ)(β+n−τ)^{−(α+S_n−S_τ)}, and the Bayes factor of one change against none, with
 * β^α/Γ(α) for each segment and τ uniform. Probabilities; rates in events per period. Model and priors are ours, not
 * those of Cordery et al. 2015, who ask the question; the factor hangs on the prior: `priorSensitivity`. Contested.
 * Floor: 12 periods and 20 events.
 *
 * @param counts of events in periods of one length.
 * @param prior α = β = 1 unless told.
 * @returns `too-few` for fewer than two periods.
 * @throws MeasureError `not-finite`, `negative`, `not-whole`, `out-of-range`
 */
export function poissonChangePoint(
  counts: ArrayLike<number>,
  { alpha, beta }: Prior = { alpha: 1, beta: 1 },
): Measured<ChangePoint> {
  checkCounts(counts, 'counts');
  checkRange(alpha, 1e-9, 1e9, 'alpha');
  checkRange(beta, 1e-9, 1e9, 'beta');
  const n = counts.length;
  if (n < 2) return insufficient('too-few', 'Two periods are needed.');
  const total = Array.from(counts).reduce((sum, count) => sum + count, 0);
  const segment = (events: number, periods: number) =>
    lnGamma(alpha + events) - (alpha + events) * Math.log(beta + periods);
  const weights = new Float64Array(n - 1);
  let before = 0;
  for (let tau = 1; tau < n; tau++) {
    before += counts[tau - 1] ?? 0;
    weights[tau - 1] = segment(before, tau) + segment(total - before, n - tau);
  }
  const most = weights.reduce((max, each) => Math.max(max, each), Number.NEGATIVE_INFINITY);
  const scaled = weights.map((each) => Math.exp(each - most));
  const mass = scaled.reduce((sum, each) => sum + each, 0);
  const posterior = scaled.map((each) => each / mass);
  const after = posterior.indexOf(posterior.reduce((max, each) => Math.max(max, each), 0)) + 1;
  const priorTerm = alpha * Math.log(beta) - lnGamma(alpha);
  const change = most + Math.log(mass / (n - 1)) + 2 * priorTerm;
  const none = segment(total, n) + priorTerm;
  const first = Array.from(counts)
    .slice(0, after)
    .reduce((sum, count) => sum + count, 0);
  return ok({
    after,
    posterior,
    log10BayesFactor: (change - none) / Math.LN10,
    rates: [(alpha + first) / (beta + after), (alpha + total - first) / (beta + n - after)],
  });
}

/** The probability that the change came within `within` periods of `after`, 0 to 1. */
export function changeNear({ posterior }: ChangePoint, after: number, within = 1): number {
  const near = posterior.filter((_, at) => Math.abs(at + 1 - after) <= within);
  return Math.min(
    1,
    near.reduce((sum, each) => sum + each, 0),
  );
}

export interface Sensitivity extends Prior {
  readonly after: number;
  readonly probability: number;
  readonly log10BayesFactor: number;
}

/**
 * The change point under several priors: what holds under all of them does not come from the prior.
 *
 * @param priors vague to firm around the mean rate unless told.
 * @returns as `poissonChangePoint`
 */
export function priorSensitivity(
  counts: ArrayLike<number>,
  priors?: readonly Prior[],
): Measured<readonly Sensitivity[]> {
  checkCounts(counts, 'counts');
  const mean = Math.max(1e-3, Array.from(counts).reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length));
  const tried = priors ?? [{ alpha: 1, beta: 1 }, ...[0.5, 1, 2, 4].map((alpha) => ({ alpha, beta: alpha / mean }))];
  const rows: Sensitivity[] = [];
  for (const prior of tried) {
    const found = poissonChangePoint(counts, prior);
    if (found.status !== 'ok') return found;
    const { after, posterior, log10BayesFactor } = found.value;
    rows.push({ ...prior, after, probability: posterior[after - 1] ?? 0, log10BayesFactor });
  }
  return ok(rows);
}
