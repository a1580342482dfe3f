import { type LifeSigns, type Stage, stages, suggestStage } from '../measures/life-cycle.js';
import { allMonths, logOf } from '../metrics/measure.js';
import { type Months, quarterName } from '../metrics/windows.js';
import { type ReadContext, theCommunity } from '../operations/context.js';
import type { SuggestionRecord } from './records.js';
import { signsOf } from './signs.js';

/** Quarters that are looked back on. */
const MOST_QUARTERS = 12;

/**
 * The stage that two quarters in a row last agreed on. As long as the latest two agree on none, what was suggested
 * before goes on; the signs are those of the latest quarter.
 */
export function suggestionFrom(quarters: readonly LifeSigns[], last: string | null): SuggestionRecord {
  let suggested: Stage | null = null;
  let evidence: SuggestionRecord['evidence'] = [];
  for (let at = 2; at <= quarters.length; at++) {
    const measured = suggestStage(quarters.slice(at - 2, at));
    if (measured.status !== 'ok') continue;
    suggested = measured.value.stage ?? suggested;
    const signs = measured.value.evidence;
    evidence = stages.map((stage) => ({ stage, signs: signs[stage].map((sign) => ({ ...sign })) }));
  }
  return { stage: suggested, quarter: evidence.length === 0 ? null : last, evidence };
}

/** Of the quarters for which figures are out, so that it is the same for everybody until the next. */
export async function suggestionOf(context: ReadContext): Promise<SuggestionRecord> {
  const { id, facilitatorIds } = theCommunity(context);
  const log = await logOf(context.kit, id);
  const all = allMonths(log, context.now);
  const months: Months = { from: Math.max(all.from, all.to - 3 * MOST_QUARTERS), to: all.to };
  const coordinators = new Set(facilitatorIds.map((personId) => log.people.numberOf(personId)));
  return suggestionFrom(
    signsOf(log, months, coordinators),
    months.to > months.from ? quarterName(months.to - 3) : null,
  );
}
