import { leastSquares } from './breaks/regression.js';
import { halfWidthOfT } from './distributions.js';
import { checkAmounts, insufficient, type Measured, ok } from './measured.js';

/** Of Wenger, McDermott & Snyder 2002; active, dispersed and memorable in Wenger 1998 are the last three. */
export const stages = ['potential', 'coalescing', 'maturing', 'stewardship', 'transformation'] as const;
export type Stage = (typeof stages)[number];

/** What is known of a community at the end of a quarter; `null`: not measured. Shares 0 to 1. */
export interface LifeSigns {
  readonly launched: boolean;
  /** Units in which somebody showed interest before the launch. */
  readonly interestedUnits: number;
  /** Decided: merged, split or retired. */
  readonly ending: boolean;
  /** Change of the number of members from month to month, with its 95 % interval. */
  readonly memberSlope: Slope | null;
  readonly activitySlope: Slope | null;
  /** People with several contributions, the coordinator not counted. */
  readonly recurrentContributors: number | null;
  readonly core: { readonly people: number; readonly share: number } | null;
  readonly answerRate: number | null;
  readonly answerRateRising: boolean | null;
  readonly practicesGrowing: boolean | null;
  readonly freshness: number | null;
  readonly newcomers: number | null;
  readonly leavers: number | null;
}

export interface Slope {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The change from period to period of a straight line through a series, with its 95 % interval by Student's t. In the
 * unit of y by period. Floor: 8 points; errors are taken as independent.
 *
 * @returns `too-few` for fewer than three points.
 * @throws MeasureError `not-finite`, `negative`
 */
export function slope(y: ArrayLike<number>): Measured<Slope> {
  checkAmounts(y, 'y');
  if (y.length < 3) return insufficient('too-few', 'A line with an interval needs three points.');
  const fit = leastSquares(
    Array.from(y, (_, at) => [1, at + 1]),
    y,
  );
  if (fit.status !== 'ok') return fit;
  const df = y.length - 2;
  const estimate = fit.value.beta[1] ?? 0;
  const half = halfWidthOfT(df) * Math.sqrt((fit.value.rss / df) * fit.value.inverse.get(1, 1));
  return ok({ estimate, low: estimate - half, high: estimate + half });
}

/** Whether a sign of a stage is there; `unknown` where it is not measured. */
export interface Sign {
  readonly name: string;
  readonly holds: 'yes' | 'no' | 'unknown';
}

export interface StageSuggestion {
  /** The last stage all of whose signs held in both quarters; `null`: none. */
  readonly stage: Stage | null;
  /** Of the later quarter, for each stage. */
  readonly evidence: Readonly<Record<Stage, readonly Sign[]>>;
}

const holds = (value: boolean | null): Sign['holds'] => (value === null ? 'unknown' : value ? 'yes' : 'no');

/** Of two alternatives one is enough, whether or not the other is measured. */
const either = (one: boolean | null, other: boolean | null): boolean | null =>
  one === true || other === true ? true : one === null || other === null ? null : false;

function signsOf(signs: LifeSigns): Record<Stage, Sign[]> {
  const { core, answerRate, memberSlope, activitySlope, recurrentContributors, freshness, newcomers, leavers } = signs;
  const sign = (name: string, value: boolean | null): Sign => ({ name, holds: holds(value) });
  return {
    potential: [sign('not-launched', !signs.launched), sign('interest-from-two-units', signs.interestedUnits >= 2)],
    coalescing: [
      sign('launched', signs.launched),
      sign('members-growing', memberSlope && memberSlope.estimate > 0),
      sign('fewer-than-three-recurrent', recurrentContributors === null ? null : recurrentContributors < 3),
    ],
    maturing: [
      sign('launched', signs.launched),
      sign('core-of-three-and-five-percent', core && core.people >= 3 && core.share >= 0.05),
      sign(
        'answers-rising-or-sixty-percent',
        either(answerRate === null ? null : answerRate >= 0.6, signs.answerRateRising),
      ),
      sign('practices-growing', signs.practicesGrowing),
    ],
    stewardship: [
      sign('launched', signs.launched),
      sign('members-steady', memberSlope && memberSlope.low <= 0 && memberSlope.high >= 0),
      sign('eighty-percent-fresh', freshness === null ? null : freshness >= 0.8),
      sign('newcomers-replace-leavers', newcomers === null || leavers === null ? null : newcomers >= leavers),
    ],
    transformation: [
      sign(
        'activity-falling-or-ending-decided',
        either(signs.ending ? true : null, activitySlope && activitySlope.high < 0),
      ),
    ],
  };
}

/**
 * The stage of life that two quarters in a row suggest, with every sign that speaks for or against each (Wenger,
 * McDermott & Snyder 2002; the cut-offs are ours, as none are published). Where several stages hold the latest is
 * suggested, and a decision to end is enough for transformation. A suggestion that somebody confirms: keep it, its
 * evidence and the decision apart. Contested. Floor: two quarters.
 *
 * @param quarters signs at the end of each, the earliest first; the last two count.
 * @returns `too-few` for fewer than two quarters.
 * @throws MeasureError `not-finite`, `negative` for counts and shares that are none.
 */
export function suggestStage(quarters: readonly LifeSigns[]): Measured<StageSuggestion> {
  for (const { interestedUnits, recurrentContributors, core, answerRate, freshness, newcomers, leavers } of quarters) {
    const given = [interestedUnits, recurrentContributors, core?.people, core?.share, answerRate, freshness, newcomers];
    checkAmounts(
      [...given, leavers].filter((value) => value !== null && value !== undefined),
      'quarters',
    );
  }
  const [earlier, later] = quarters.slice(-2).map(signsOf);
  if (!earlier || !later) return insufficient('too-few', 'Two quarters in a row are needed.');
  const all = (signs: readonly Sign[]) => signs.every((sign) => sign.holds === 'yes');
  const ending = quarters.at(-1)?.ending === true;
  const stage = ending ? 'transformation' : (stages.findLast((each) => all(earlier[each]) && all(later[each])) ?? null);
  return ok({ stage, evidence: later });
}
