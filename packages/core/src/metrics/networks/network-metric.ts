import { floors } from '../../measures/floors.js';
import type { Insufficient, Measured } from '../../measures/measured.js';
import type { Aside, Grade, MetricName, MetricValues, NextStep } from '../api.js';
import type { CaveatCode } from '../caveats.js';
import { described } from '../described.js';
import type { Computed, Described, Metric } from '../metric.js';
import { type Quarterly, quarterly, talking } from './ties.js';

const SHORTAGE: Readonly<Record<Insufficient['reason'], CaveatCode>> = {
  'too-few': 'few-people',
  'zero-denominator': 'nothing-to-divide-by',
  'no-variation': 'no-variation',
  'not-identified': 'no-variation',
};

/** What is said where a formula has no figure. */
export const lacking = (found: Insufficient, nRecords: number): Computed<never> => ({
  insufficient: SHORTAGE[found.reason],
  nRecords,
});

interface Told<T> {
  readonly value: T;
  readonly ci?: readonly [number, number] | null;
  readonly caveats?: readonly CaveatCode[];
  readonly next?: NextStep | null;
}

interface NetworkMetric<N extends MetricName> {
  readonly name: N;
  readonly grade: Grade;
  readonly costly?: boolean;
  readonly info: Omit<Parameters<typeof described>[0], 'group' | 'floor'> & Partial<Pick<Described, 'floor' | 'group'>>;
  readonly method: string;
  /** 10 unless told. */
  readonly people?: number;
  readonly of: (quarter: Quarterly, unitName: (unitId: string) => string) => Measured<Told<MetricValues[N]>>;
}

/** Everything about a network is of one quarter, of ten people or more, and says that ties elsewhere are not seen. */
export function networkMetric<N extends MetricName>(metric: NetworkMetric<N>): Metric<N> {
  const { name, grade, costly = false, info, method, people = floors.network.people, of } = metric;
  return {
    name,
    version: 1,
    grade,
    costly,
    info: described({
      floor: `At least ${people} people in the network; 5 of them on each side of the ties. Quarters only.`,
      group: 'networks',
      ...info,
    }),
    windows: 'quarters',
    method: `People with an act in the quarter; a tie from whoever replied to, answered or thanked somebody to that person. ${method}`,
    evidence: talking,
    compute(log, window, { unitName }) {
      const quarter = quarterly(log, window);
      const nRecords = quarter.exchanges.length;
      if (quarter.graph.nodes.length < people) return { insufficient: 'few-people', nRecords };
      const found = of(quarter, unitName);
      if (found.status !== 'ok') return lacking(found, nRecords);
      const { value, ci = null, caveats = [], next = null } = found.value;
      return { value, ci, nRecords, caveats: ['ties-seen-here', ...caveats], next };
    },
  };
}

/** A number without an interval. */
export const numberOf = (
  value: number,
  unit: MetricValues['density']['unit'] = 'none',
  asides: readonly Aside[] = [],
): MetricValues['density'] => ({ value, low: null, high: null, unit, chance: null, asides });
