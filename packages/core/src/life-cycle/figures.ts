import type { MetricInfo, MetricResult, MetricWindow } from '../metrics/api.js';
import { calendarOf } from '../metrics/calendar.js';
import { monthsOf } from '../metrics/windows.js';
import type { ReadContext } from '../operations/context.js';

/** A figure as `metrics.get` tells it to whoever may ask, with its entry in the catalogue. */
export interface Figure {
  readonly metric: string;
  readonly info: Pick<MetricInfo, 'label' | 'grade'>;
  readonly result: MetricResult<unknown>;
}

/**
 * What another operation answers, with its windows and floors, whatever its figures are made of. As a part of the
 * question that is answered, so it is not one of its own that the ledger would count.
 */
export async function ask<T>(context: ReadContext, name: string, input: object): Promise<T> {
  const operation = context.kit.operations.get(name);
  if (operation?.kind !== 'read') throw new Error(`There is no ${name}.`);
  return (await operation.run(context, input as never)) as T;
}

export async function catalogueOf(context: ReadContext): Promise<readonly MetricInfo[]> {
  return (await ask<{ readonly items: readonly MetricInfo[] }>(context, 'metrics.list', {})).items;
}

export async function figureOf(
  context: ReadContext,
  info: MetricInfo,
  { communityId, window }: { readonly communityId: string; readonly window: string },
): Promise<Figure> {
  const asked = { communityId, metric: info.name, window };
  return { metric: info.name, info, result: await ask<MetricResult<unknown>>(context, 'metrics.get', asked) };
}

/** The windows that are out. */
async function windowsOf(context: ReadContext, communityId: string): Promise<readonly MetricWindow[]> {
  return (await ask<{ items: readonly MetricWindow[] }>(context, 'metrics.listWindows', { communityId })).items;
}

/** The last quarter that is out; `null` before there is one. */
export async function lastQuarter(context: ReadContext, communityId: string): Promise<MetricWindow | null> {
  return (await windowsOf(context, communityId)).find(({ window }) => /-Q[1-4]$/.test(window)) ?? null;
}

/** A window of the calendar, also one that is not out yet. @throws CopkitError `invalid` for what is no window. */
export async function windowNamed(
  context: ReadContext,
  communityId: string,
  window: string,
): Promise<Pick<MetricWindow, 'from' | 'to'>> {
  const found = (await windowsOf(context, communityId)).find((each) => each.window === window);
  if (found) return found;
  const calendar = calendarOf(context.kit.timeZone);
  const month = calendar.monthOf(Date.parse(context.now));
  const { from, to } = monthsOf(window, { from: month, to: month + 1 });
  return { from: calendar.momentOf(from), to: calendar.momentOf(to) };
}
