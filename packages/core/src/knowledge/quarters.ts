import { CopkitError } from '../errors.js';
import type { Kit } from '../kit.js';
import type { Definition, Grade, MetricResult } from '../metrics/api.js';
import type { CommunityLog } from '../metrics/columns.js';
import { allMonths, logOf } from '../metrics/measure.js';
import { type Months, monthsOf } from '../metrics/windows.js';
import type { ReadContext } from '../operations/context.js';
import { TOPICS } from '../store/partitions.js';
import { evidenceLogOf } from './evidence-log.js';
import { type Merges, mergesIn } from './merges.js';
import { Stock } from './stock.js';

/** What a figure of one quarter is made of. */
export interface Quarter {
  readonly months: Months;
  readonly log: CommunityLog;
  readonly merges: Merges;
  readonly stock: Stock;
}

export interface Described {
  readonly definition: Definition;
  readonly method: string;
  readonly grade: Grade;
}

/** As long as nothing changed, what was decided about publication is kept. */
const kept = new WeakMap<Kit, Map<string, { readonly key: string; readonly quarter: Omit<Quarter, 'months'> }>>();

/**
 * The quarter that is asked for, the last one that is out where none is. Only quarters: they do not overlap, so that no
 * topic can be worked out from two of them.
 */
export async function quarterFor<T>(
  context: ReadContext,
  { communityId, window }: { readonly communityId: string; readonly window?: string | undefined },
  { definition, method, grade }: Described,
): Promise<Quarter | MetricResult<T>> {
  const { kit, now } = context;
  const log = await logOf(kit, communityId);
  const all = allMonths(log, now);
  const months = window === undefined ? { from: all.to - 3, to: all.to } : quarterNamed(window, all);
  if (months.to > all.to || months.from < all.from) {
    const text = `Figures come out a week after a quarter has ended, the next ones at ${log.calendar.nextPublication(Date.parse(now))}.`;
    return {
      status: 'insufficient',
      definition,
      nRecords: 0,
      nPersons: 0,
      window: [log.calendar.momentOf(months.from), log.calendar.momentOf(months.to)],
      method,
      grade,
      caveats: [{ code: 'not-out-yet', text }],
      next: 'wait',
    };
  }
  const made = kept.get(kit) ?? new Map();
  kept.set(kit, made);
  const key = `${log.revision} ${kit.topics.version} ${all.from} ${all.to}`;
  const known = made.get(communityId);
  if (known?.key === key) return { months, ...known.quarter };
  const merges = await mergesIn(context.in(TOPICS));
  const quarter = { log, merges, stock: new Stock(evidenceLogOf(log), all, merges) };
  made.set(communityId, { key, quarter });
  return { months, ...quarter };
}

function quarterNamed(window: string, all: Months): Months {
  if (!/^\d{4}-Q[1-4]$/.test(window)) throw new CopkitError('invalid', 'A quarter is written as "2025-Q3".', 'window');
  return monthsOf(window, all);
}
