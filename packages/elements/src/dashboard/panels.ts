import { defineInside, tagOf } from '../register.js';
import type { View } from './loading.js';

export interface Panel {
  readonly tag: string;
  /** Whether it is of a window of the calendar, and shows the dashboard's. */
  readonly windowed: boolean;
}

interface Loader {
  readonly tag: string;
  readonly windowed: boolean;
  readonly load: () => Promise<CustomElementConstructor>;
}

const lifeCycle: Loader = {
  tag: 'cop-life-cycle',
  windowed: false,
  load: async () => (await import('../life-cycle/life-cycle.component.js')).CopLifeCycle,
};
const series: Loader = {
  tag: 'cop-outcome-series',
  windowed: false,
  load: async () => (await import('../outcome-series/outcome-series.component.js')).CopOutcomeSeries,
};

const PANELS: Readonly<Record<View, readonly Loader[]>> = {
  facilitator: [lifeCycle, series],
  sponsor: [
    {
      tag: 'cop-outcomes-matrix',
      windowed: true,
      load: async () => (await import('../outcomes-matrix/outcomes-matrix.component.js')).CopOutcomesMatrix,
    },
    series,
    {
      tag: 'cop-value-matrix',
      windowed: true,
      load: async () => (await import('../value-matrix/value-matrix.component.js')).CopValueMatrix,
    },
    lifeCycle,
    {
      tag: 'cop-realist-table',
      windowed: false,
      load: async () => (await import('../realist-table/realist-table.component.js')).CopRealistTable,
    },
  ],
  organisation: [],
};

/** What is recorded beside the figures, for a view. */
export const loadPanels = (host: Element, view: View): Promise<readonly Panel[]> =>
  Promise.all(
    PANELS[view].map(async ({ tag, windowed, load }) => {
      const element = await load();
      defineInside(host, 'cop-dashboard', tag, element);
      return { tag: tagOf(element, tag), windowed };
    }),
  );
