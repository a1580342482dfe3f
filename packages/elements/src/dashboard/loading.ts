import type { CopkitApi, Dashboard, MetricWindow, Organisation } from '@copkit/core';
import { offered } from '../experts/offered.js';

export type View = 'facilitator' | 'sponsor' | 'organisation';

/** What stands on a dashboard; `null` in it where the server does not have it. */
export interface Loaded {
  readonly window: string;
  readonly windows: readonly MetricWindow[];
  readonly nextAt: string | null;
  readonly tiles: Dashboard['tiles'] | null;
  readonly organisation: Organisation | null;
}

const DAY = 86_400_000;
/** Figures of a quarter come out so long after its end. */
const OUT_AFTER = 7 * DAY;
const QUARTERS = 8;

/** The quarters that are out, the latest first, and the years among them: no community says them for all. */
export const quartersOut = (now: number): readonly MetricWindow[] => {
  const date = new Date(now - OUT_AFTER);
  const current = date.getUTCFullYear() * 4 + Math.floor(date.getUTCMonth() / 3);
  const begin = (quarter: number) => new Date(Date.UTC(Math.floor(quarter / 4), (quarter % 4) * 3)).toISOString();
  return Array.from({ length: QUARTERS }, (_, back) => {
    const quarter = current - 1 - back;
    return { window: `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`, from: begin(quarter), to: begin(quarter + 1) };
  });
};

/** The last quarter where none is asked for; all time where none is out. */
const chosen = (windows: readonly MetricWindow[], window: string | null): string =>
  window ?? windows.find((each) => each.window.includes('-Q'))?.window ?? 'all';

export const load = async (
  api: CopkitApi,
  communityId: string | null,
  view: View,
  wanted: string | null,
  now: number,
  signal: AbortSignal,
): Promise<Loaded> => {
  const options = { signal };
  if (view === 'organisation' || communityId === null) {
    const windows = quartersOut(now);
    const window = chosen(windows, wanted);
    const organisation = await offered(api, 'metrics.getOrganisation', () =>
      api.metrics.getOrganisation?.({ window }, options),
    );
    return { window, windows, nextAt: null, tiles: null, organisation };
  }
  const { items: windows } = await api.metrics.listWindows({ communityId }, options);
  const window = chosen(windows, wanted);
  const dashboard = await offered(api, 'metrics.getDashboard', () =>
    api.metrics.getDashboard?.({ communityId, view, window }, options),
  );
  return {
    window,
    windows,
    nextAt: dashboard?.nextAt ?? null,
    tiles: dashboard?.tiles ?? null,
    organisation: null,
  };
};
