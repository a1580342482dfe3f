import type { ReadContext } from '../../operations/context.js';
import type { InputOf } from '../../operations/operation.js';
import type { MetricInfo, MetricResult, MetricsApi } from '../api.js';
import { infoOf, metricsOf } from '../catalogue.js';
import { headlineOf } from '../headline.js';
import { allMonths, logOf, type Measurer, measurer, settled } from '../measure.js';
import type { AnyMetric } from '../part.js';
import { type Months, monthsOf, windowsWithin } from '../windows.js';
import type { Dashboard, Tile, TrendPoint } from './api.js';
import { isOn, placeOf } from './views.js';

/** So many windows before: two years of quarters, a year of months, five years. */
const BEFORE: Readonly<Record<number, number>> = { 1: 12, 3: 8, 12: 5 };

/** Windows of the same length up to one, the earliest first. */
export function windowsUpTo(window: string, all: Months, quarterly: boolean): string[] {
  const { from, to } = monthsOf(window, all);
  const length = window === 'all' || quarterly ? 3 : to - from;
  return windowsWithin(all)
    .filter(({ months }) => months.to - months.from === length && months.to <= Math.max(to, from + 3))
    .slice(0, BEFORE[length])
    .map((each) => each.window)
    .reverse();
}

export function isNotMeasured({ caveats }: MetricResult<unknown>): boolean {
  return caveats.some(({ code }) => code === 'not-measured');
}

/** What calls for something first, what has a figure next, what is not measured last. */
function urgencyOf(result: MetricResult<unknown>): number {
  if (isNotMeasured(result)) return 3;
  if (result.status !== 'ok') return 2;
  return result.next === null ? 1 : 0;
}

async function trendOf(
  metric: AnyMetric,
  { shape, windows }: MetricInfo,
  asked: { readonly window: string; readonly all: Months; readonly result: Tile['result']; readonly measure: Measurer },
): Promise<TrendPoint[]> {
  const { window, all, result, measure } = asked;
  if (isNotMeasured(result)) return [];
  if (metric.costly) return [{ window, status: result.status, value: headlineOf(shape, result) }];
  const points: TrendPoint[] = [];
  for (const each of windowsUpTo(window, all, windows === 'quarters')) {
    const found = await measure(metric, each);
    points.push({ window: each, status: found.status, value: headlineOf(shape, found) });
  }
  return points;
}

export async function dashboard(context: ReadContext, input: InputOf<MetricsApi['getDashboard']>): Promise<Dashboard> {
  const { communityId, view, window } = input;
  const measure = await measurer(context, communityId);
  const log = settled(await logOf(context.kit, communityId), context.now);
  const all = allMonths(log, context.now);
  const tiles: Tile[] = [];
  for (const metric of (await metricsOf(context.kit)).values()) {
    const info = infoOf(metric);
    if (!isOn(view, info)) continue;
    const result = await measure(metric, window);
    const trend = await trendOf(metric, info, { window, all, result, measure });
    tiles.push({ metric: metric.name, info, result, trend });
    // Between two figures others may be served.
    await new Promise((resolve) => setTimeout(resolve));
    context.signal?.throwIfAborted();
  }
  const sorted = tiles.sort((a, b) => placeOf(a.info) - placeOf(b.info) || urgencyOf(a.result) - urgencyOf(b.result));
  return { communityId, view, window, tiles: sorted, nextAt: log.calendar.nextPublication(Date.parse(context.now)) };
}
