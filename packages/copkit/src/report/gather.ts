import type { Copkit, Dashboard, MetricWindow, Tile } from '@copkit/core';
import type { LifeCyclePanel, OutcomeMatrix, ValueMatrixView } from '@copkit/core/evaluation';
import { Failure } from '../failure.js';

/** What a report is made of; as JSON it is this. */
export interface Report {
  readonly format: 'copkit report 1';
  readonly community: { readonly id: string; readonly name: string; readonly purpose: string };
  readonly window: MetricWindow;
  /** ISO 8601. */
  readonly madeAt: string;
  /** What a sponsor answers for. */
  readonly dashboard: Dashboard;
  /** All figures, by metric. */
  readonly tiles: readonly Tile[];
  readonly outcomes: OutcomeMatrix;
  readonly value: ValueMatrixView;
  readonly lifeCycle: LifeCyclePanel;
}

/** Asks for everything of one community and window. `window`: as of {@link windowFrom}, `null` for the last quarter. */
export async function gather(cop: Copkit, communityId: string, wanted: string | null, madeAt: string): Promise<Report> {
  const { communities, lifeCycle, metrics, outcomes, stories } = cop.system({ name: 'report' });
  const { id, name, purpose } = await communities.get({ communityId });
  const { items, nextAt } = await metrics.listWindows({ communityId });
  const window = items.find((each) => (wanted === null ? /-Q\d$/.test(each.window) : each.window === wanted));
  if (!window) {
    const [first, last] = [items.at(-1)?.window, items.find((each) => /-\d\d$/.test(each.window))?.window];
    const there = first ? ` There are figures from ${first} to ${last}.` : '';
    throw new Failure(
      `There are no figures of ${wanted ?? 'any quarter'} yet.${there} The next come out on ${nextAt.slice(0, 10)}.`,
    );
  }
  const asked = { communityId, window: window.window };
  const dashboard = await metrics.getDashboard({ ...asked, view: 'sponsor' });
  const { tiles } = await metrics.getDashboard({ ...asked, view: 'facilitator' });
  return {
    format: 'copkit report 1',
    community: { id, name, purpose },
    window,
    madeAt,
    dashboard,
    tiles,
    outcomes: await outcomes.getMatrix(asked),
    value: await stories.getMatrix(asked),
    lifeCycle: await lifeCycle.get({ communityId }),
  };
}
