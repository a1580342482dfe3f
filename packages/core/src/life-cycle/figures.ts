import type { Kit } from '../kit.js';
import type { MetricInfo, MetricResult, MetricWindow } from '../metrics/api.js';
import { momentOf, monthOf, monthsOf } from '../metrics/windows.js';

/** A figure as `metrics.get` tells it to whoever may ask, with its entry in the catalogue. */
export interface Figure {
  readonly metric: string;
  readonly info: Pick<MetricInfo, 'label' | 'grade'>;
  readonly result: MetricResult<unknown>;
}

export async function catalogueOf({ callAsSystem }: Kit): Promise<readonly MetricInfo[]> {
  return ((await callAsSystem('metrics.list', {})) as { readonly items: readonly MetricInfo[] }).items;
}

/** Figures are the same for everybody who may ask, so they are asked for as a job does: floors and windows hold. */
export async function figureOf(
  { callAsSystem }: Kit,
  info: MetricInfo,
  { communityId, window }: { readonly communityId: string; readonly window: string },
): Promise<Figure> {
  const result = (await callAsSystem('metrics.get', {
    communityId,
    metric: info.name,
    window,
  })) as MetricResult<unknown>;
  return { metric: info.name, info, result };
}

/** The windows that are out, and when the next come. */
export async function windowsOf({ callAsSystem }: Kit, communityId: string): Promise<readonly MetricWindow[]> {
  const { items } = (await callAsSystem('metrics.listWindows', { communityId })) as { items: readonly MetricWindow[] };
  return items;
}

/** The last quarter that is out; `null` before there is one. */
export async function lastQuarter(kit: Kit, communityId: string): Promise<MetricWindow | null> {
  return (await windowsOf(kit, communityId)).find(({ window }) => /-Q[1-4]$/.test(window)) ?? null;
}

/** A window of the calendar, also one that is not out yet. @throws CopkitError `invalid` for what is no window. */
export async function windowNamed(
  kit: Kit,
  communityId: string,
  window: string,
): Promise<Pick<MetricWindow, 'from' | 'to'>> {
  const found = (await windowsOf(kit, communityId)).find((each) => each.window === window);
  if (found) return found;
  const month = monthOf(Date.parse(kit.now()));
  const { from, to } = monthsOf(window, { from: month, to: month + 1 });
  return { from: momentOf(from), to: momentOf(to) };
}
