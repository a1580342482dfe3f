import { checkCounts, checkRange, insufficient, type Measured, MeasureError, ok } from '../measured.js';

/** From the middle outwards; `absent` members neither contributed nor viewed. */
export const levels = ['core', 'active', 'occasional', 'peripheral', 'transactional', 'absent'] as const;
export type Level = (typeof levels)[number];

/** What somebody did in a period, a quarter as a rule. */
export interface Engagement {
  readonly member: boolean;
  /** Weeks with a contribution. */
  readonly weeks: number;
  readonly contributions: number;
  readonly leadershipActs: number;
  readonly views: number;
}

/** Shares of the weeks from which somebody counts as core or active. Ours: Wenger gives none. */
export interface LevelCutoffs {
  readonly core: number;
  readonly active: number;
}

const CUTOFFS: LevelCutoffs = { core: 0.75, active: 0.25 };

/**
 * The level of somebody's engagement: core contributes in 75 % of the weeks or more and led at least once, active in
 * 25 % or more, occasional at least once, peripheral viewed only, transactional are not members (Wenger, McDermott &
 * Snyder 2002; the cut-offs are ours). For counting shares, not for showing who has which. Contested.
 *
 * @param weeks of the period, 1 or more.
 * @throws MeasureError `not-finite`, `negative`, `not-whole`, `out-of-range`
 */
export function engagementLevel(person: Engagement, weeks: number, cutoffs: LevelCutoffs = CUTOFFS): Level {
  checkCounts([person.weeks, person.contributions, person.leadershipActs, person.views], 'person');
  checkRange(weeks, 1, 1e6, 'weeks');
  checkRange(person.weeks, 0, weeks, 'person.weeks');
  if (!person.member) return person.contributions + person.views > 0 ? 'transactional' : 'absent';
  const regularity = person.weeks / weeks;
  if (person.contributions === 0) return person.views > 0 ? 'peripheral' : 'absent';
  if (regularity >= cutoffs.core && person.leadershipActs > 0) return 'core';
  return regularity >= cutoffs.active ? 'active' : 'occasional';
}

export type LevelCount = Readonly<Record<Level, number>>;

/**
 * How many are on each level, and their shares among those who are on any, absent ones apart. Shares 0 to 1; Wenger's
 * benchmark is 10–15 % core and 15–20 % active. Floor: 20 people, 5 in a published cell.
 *
 * @returns `too-few` where nobody engaged; the share of the absent is `absent`/all.
 */
export function levelShares(
  people: readonly Level[],
): Measured<{ readonly counts: LevelCount; readonly shares: LevelCount }> {
  const counts = Object.fromEntries(
    levels.map((level) => [level, people.filter((each) => each === level).length]),
  ) as Record<Level, number>;
  const engaged = people.length - counts.absent;
  if (engaged === 0) return insufficient('too-few', 'Nobody contributed or viewed.');
  const shareOf = (level: Level) => counts[level] / (level === 'absent' ? people.length : engaged);
  const shares = Object.fromEntries(levels.map((level) => [level, shareOf(level)])) as Record<Level, number>;
  return ok({ counts, shares });
}

export interface Trajectory {
  /** Rows: before; columns: after; both in the order of `levels`. */
  readonly counts: readonly (readonly number[])[];
  /** P_ij = n_ij / Σ_j n_ij; `null` where nobody was on the level before. */
  readonly probabilities: readonly (readonly number[] | null)[];
  /** P(peripheral → active or core); `null` where nobody was peripheral. */
  readonly inbound: number | null;
}

/**
 * Movement between levels from one quarter to the next: P_ij = n_ij/Σ_j n_ij, and as inbound trajectory the probability
 * of a peripheral member to be active or core in the next (legitimate peripheral participation, Lave & Wenger 1991;
 * little support as a progression in 8,600 communities, Muller 2012). Probabilities, 0 to 1. The periphery is no
 * failure. Floor: 30 transitions in a row.
 *
 * @param before level of each person in the earlier quarter.
 * @param after of the same people in the later one.
 * @returns `too-few` without people.
 * @throws MeasureError `lengths-differ`
 */
export function trajectory(before: readonly Level[], after: readonly Level[]): Measured<Trajectory> {
  if (before.length !== after.length)
    throw new MeasureError('lengths-differ', 'after', 'Give the level after for each person with one before.');
  if (before.length === 0) return insufficient('too-few', 'There are no people.');
  const counts = levels.map(() => levels.map(() => 0));
  for (const [at, from] of before.entries()) {
    const row = counts[levels.indexOf(from)];
    const to = levels.indexOf(after[at] ?? 'absent');
    if (row) row[to] = (row[to] ?? 0) + 1;
  }
  const probabilities = counts.map((row) => {
    const all = row.reduce((sum, count) => sum + count, 0);
    return all === 0 ? null : row.map((count) => count / all);
  });
  const peripheral = probabilities[levels.indexOf('peripheral')];
  const inbound = peripheral ? (peripheral[0] ?? 0) + (peripheral[1] ?? 0) : null;
  return ok({ counts, probabilities, inbound });
}
