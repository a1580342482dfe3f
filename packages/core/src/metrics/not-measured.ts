import type { Grade, MetricName } from './api.js';
import type { Described, Metric } from './metric.js';

/** A metric of the catalogue for which copkit has no records: it says what would supply them. */
export function notMeasured<N extends MetricName>(
  name: N,
  grade: Grade,
  info: Described & { readonly supply: string },
): Metric<N> {
  return {
    name,
    version: 1,
    grade,
    method: 'Not measured: there are no records of it.',
    info,
    evidence: () => [],
    compute: () => ({ insufficient: 'not-measured', nRecords: 0, next: null }),
  };
}
