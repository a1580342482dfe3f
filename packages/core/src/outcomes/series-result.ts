import { wilson } from '../measures/proportion.js';
import type { Caveat, MetricResult, NextStep } from '../metrics/api.js';
import type { Intervention, OutcomeSeries, SeriesPoint, SeriesValue } from './api.js';
import { nextPeriod, periodAt, startOfPeriod } from './periods.js';
import type { Row } from './records.js';

/** Fewer things behind a share or a mean, and it is not shown. */
const LEAST_THINGS = 5;
/** Fewer periods on a side, and nothing can be said about a break. */
const LEAST_PERIODS = 8;

const METHODS = {
  count: 'Counts as reported, added up over units.',
  share: 'Numerator by denominator, each added up over units; Wilson intervals.',
  mean: 'Numerator by denominator, each added up over units; no interval, as the spread of single values is not reported.',
} as const;

const texts = {
  'not-a-cause': 'That something changed after a date does not say that it changed because of it.',
  'as-reported': 'The figures are the host’s own; copkit does not check them.',
  'too-few-periods': 'There are fewer than two periods with a value.',
  'short-sides': 'With fewer than eight periods before and after a change, nothing can be said about a break.',
  'few-things': 'Periods with fewer than five things are not shown.',
} satisfies Record<string, string>;

const caveats = (...codes: readonly (keyof typeof texts)[]): Caveat[] =>
  codes.map((code) => ({ code, text: texts[code] }));

/** The series over all units, period by period, with what was changed meanwhile. */
export function seriesResult(
  series: OutcomeSeries,
  rows: readonly Row[],
  changes: readonly Intervention[],
): MetricResult<SeriesValue> {
  const points = pointsOf(series, rows);
  const window = [points[0]?.from ?? series.updatedAt, points.at(-1)?.to ?? series.updatedAt] as const;
  const base = {
    definition: { id: 'outcome-series', version: 1 },
    nRecords: rows.length,
    nPersons: null,
    window,
    method: METHODS[series.measure],
    grade: 'C',
  } as const;
  const told = points.filter(({ value }) => value !== null);
  if (told.length < 2) {
    return { ...base, status: 'insufficient', caveats: caveats('too-few-periods'), next: 'add-periods' };
  }
  const interventions = changes.filter(({ at }) => window[0] <= at && at < window[1]);
  const short = (side: (point: SeriesPoint, at: string) => boolean) =>
    interventions.some(({ at }) => told.filter((point) => side(point, at)).length < LEAST_PERIODS);
  const shortBefore = short((point, at) => point.to <= at);
  const shortAfter = short((point, at) => point.from > at);
  const next: NextStep | null =
    shortBefore || told.length < LEAST_PERIODS ? 'add-periods' : shortAfter ? 'watch-series' : null;
  return {
    ...base,
    status: 'ok',
    value: { series, points, interventions },
    caveats: caveats(
      'as-reported',
      'not-a-cause',
      ...(shortBefore || shortAfter ? (['short-sides'] as const) : []),
      ...(points.some(({ status }) => status === 'suppressed') ? (['few-things'] as const) : []),
    ),
    next,
  };
}

function pointsOf({ every, measure }: OutcomeSeries, rows: readonly Row[]): SeriesPoint[] {
  const sums = new Map<number, { numerator: number; denominator: number }>();
  for (const { period, numerator, denominator } of rows) {
    const start = startOfPeriod(every, period) ?? 0;
    const sum = sums.get(start) ?? { numerator: 0, denominator: 0 };
    sums.set(start, { numerator: sum.numerator + numerator, denominator: sum.denominator + (denominator ?? 0) });
  }
  const points: SeriesPoint[] = [];
  const last = Math.max(...sums.keys());
  for (let start = Math.min(...sums.keys()); start <= last; start = nextPeriod(every, start)) {
    const from = new Date(start).toISOString();
    const to = new Date(nextPeriod(every, start)).toISOString();
    points.push({ period: periodAt(every, start), from, to, ...figureOf(measure, sums.get(start)) });
  }
  return points;
}

type Figure = Omit<SeriesPoint, 'period' | 'from' | 'to'>;
const nothing = { value: null, low: null, high: null, numerator: null, denominator: null } as const;

function figureOf(
  measure: OutcomeSeries['measure'],
  sum: { readonly numerator: number; readonly denominator: number } | undefined,
): Figure {
  if (!sum) return { status: 'empty', ...nothing };
  const { numerator, denominator } = sum;
  if (measure === 'count') return { status: 'ok', ...nothing, value: numerator, numerator };
  if (denominator === 0) return { status: 'empty', ...nothing };
  if (denominator < LEAST_THINGS) return { status: 'suppressed', ...nothing };
  if (measure === 'mean') return { status: 'ok', ...nothing, value: numerator / denominator, numerator, denominator };
  const { share, low, high } = wilson(numerator, denominator);
  return { status: 'ok', value: share, low, high, numerator, denominator };
}
