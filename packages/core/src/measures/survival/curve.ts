import { MeasureError } from '../measured.js';

/** Something that began and is waited for. Times count from its beginning, in any unit. */
export interface Observation {
  /** When it came under observation, where that was later than its beginning. */
  readonly entry?: number;
  readonly time: number;
  /** `event`: what is waited for happened; `rival`: something that rules it out did; `censored`: nobody knows. */
  readonly end: 'event' | 'rival' | 'censored';
}

/** From `time` on the share `waiting` has not had the event. */
export interface Step {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  readonly waiting: number;
  readonly variance: number;
}

/** 97.5 % of a standard normal distribution lie below. */
export const Z = 1.959963984540054;
/** Shares are sums of fractions. */
const EXACT = 1e-12;

/**
 * The share that still waits after each event: 1 − F(t) with the Aalen–Johansen cumulative incidence
 * F(t) = Σ S(t⁻)·d/n, where S is the share without event or rival. Without rivals this is the Kaplan–Meier estimator
 * Π(1 − d/n) and the variance Greenwood's S²·Σ d/(n(n−d)). An event at the time of a censoring comes first. Who came
 * under observation later is at risk from then on (left truncation).
 * Kaplan & Meier 1958; Aalen & Johansen 1978; variance by the delta method, Marubini & Valsecchi 1995, § 10.
 * Shares, 0 to 1, in the unit of time of the observations; no steps where nothing happened. Floor: 20 observations.
 * Throws a MeasureError `not-finite` or `negative` for times that are no times.
 */
export function waitingCurve(observations: readonly Observation[]): Step[] {
  checkTimes(observations);
  const observed = observations.filter(({ entry = 0, time }) => entry === 0 || entry < time);
  const byTime = [...observed].sort((a, b) => a.time - b.time);
  const entries = observed.map(({ entry = 0 }) => entry).sort((a, b) => a - b);
  const steps: Step[] = [];
  let entered = 0;
  let left = 0;
  let free = 1;
  let incidence = 0;
  // Sums over earlier times: w = d/(n(n−d)) for both ends, u = S(t⁻)·d₁/n².
  let [w, wF, wFF, u, uF, v] = [0, 0, 0, 0, 0, 0];
  while (left < byTime.length) {
    const time = byTime[left]?.time ?? 0;
    while (entered < entries.length && ((entries[entered] ?? 0) < time || entries[entered] === 0)) entered++;
    const atRisk = entered - left;
    let [events, rivals] = [0, 0];
    for (; byTime[left]?.time === time; left++) {
      if (byTime[left]?.end === 'event') events++;
      else if (byTime[left]?.end === 'rival') rivals++;
    }
    if (events + rivals === 0) continue;
    const before = free;
    const gone = events + rivals;
    incidence += (before * events) / atRisk;
    free = before * (1 - gone / atRisk);
    const weight = gone === atRisk ? 0 : gone / (atRisk * (atRisk - gone));
    w += weight;
    wF += weight * incidence;
    wFF += weight * incidence ** 2;
    const direct = (before * events) / atRisk ** 2;
    u += direct;
    uF += direct * incidence;
    v += (before ** 2 * (atRisk - events) * events) / atRisk ** 3;
    const variance = incidence ** 2 * w - 2 * incidence * wF + wFF + v - 2 * (incidence * u - uF);
    const waiting = 1 - incidence < EXACT ? 0 : 1 - incidence;
    if (events > 0) steps.push({ time, atRisk, events, waiting, variance: Math.max(0, variance) });
  }
  return steps;
}

export function checkTimes(observations: readonly Observation[]): void {
  for (const { entry = 0, time } of observations) {
    if (!Number.isFinite(time) || !Number.isFinite(entry))
      throw new MeasureError('not-finite', 'observations', `A time is ${time}: give finite numbers.`);
    if (time < 0 || entry < 0)
      throw new MeasureError('negative', 'observations', `A time is ${time}: times count from the beginning.`);
  }
}

/**
 * 95 % interval on the log(−log) scale: it never leaves 0 to 1 and covers better in small samples than the plain one
 * (Kalbfleisch & Prentice 1980; Borgan & Liestøl 1990). It has no width where all or none are waiting.
 */
export function logLogInterval({ waiting, variance }: Pick<Step, 'waiting' | 'variance'>): readonly [number, number] {
  if (waiting <= 0 || waiting >= 1) return [waiting, waiting];
  const theta = (Z * Math.sqrt(variance)) / (waiting * -Math.log(waiting));
  return [waiting ** Math.exp(theta), waiting ** Math.exp(-theta)];
}

/** The share waiting at a time: that of the last step by then. */
export function waitingAt(steps: readonly Step[], time: number): Step | null {
  let found: Step | null = null;
  for (const step of steps) {
    if (step.time > time) break;
    found = step;
  }
  return found;
}

/** The first time by which half or fewer are waiting, with its interval after Brookmeyer & Crowley 1982; `null`: not reached. */
export function medianOf(steps: readonly Step[]): { median: number | null; low: number | null; high: number | null } {
  const first = (share: (step: Step) => number) => steps.find((step) => share(step) <= 0.5 + EXACT)?.time ?? null;
  return {
    median: first(({ waiting }) => waiting),
    low: first((step) => logLogInterval(step)[0]),
    high: first((step) => logLogInterval(step)[1]),
  };
}

/**
 * ∫₀ʰ of the share waiting, the mean time waited within the horizon (Royston & Parmar 2013), with its variance
 * Σ (∫ from tⱼ to h of S)²·d/(n(n−d)) (Klein & Moeschberger 2003, § 4.5), which holds for curves without rivals.
 */
export function restrictedMean(steps: readonly Step[], horizon: number): { mean: number; variance: number } {
  const within = steps.filter(({ time }) => time < horizon);
  const areas: number[] = [];
  let mean = 0;
  let since = 0;
  let share = 1;
  for (const { time, waiting } of within) {
    mean += share * (time - since);
    areas.push(mean);
    since = time;
    share = waiting;
  }
  mean += share * (horizon - since);
  let variance = 0;
  for (const [at, { atRisk, events }] of within.entries()) {
    if (events < atRisk) variance += ((mean - (areas[at] ?? 0)) ** 2 * events) / (atRisk * (atRisk - events));
  }
  return { mean, variance };
}
