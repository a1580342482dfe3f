import type * as z from 'zod';
import type { MetricName, MetricValues } from './api.js';
import type { Metric } from './metric.js';

/**
 * Metrics that belong together, as an extension brings them: what describes their values is there at once, so that the
 * API is known; the rest is loaded with the first question for any of them.
 */
export interface MetricPart {
  /** The schema of the value of each, by name. */
  readonly values: Readonly<Record<string, z.ZodType>>;
  readonly load: () => Promise<readonly AnyMetric[]>;
}

/** A metric of which it is not known what its value is. */
export type AnyMetric = Metric<MetricName, unknown>;

/** Those whose names are not known before: each schema is that of the value declared in {@link MetricValues}. */
export function metricPart<N extends MetricName>(
  values: { readonly [M in N]: z.ZodType<MetricValues[M]> },
  load: () => Promise<{ readonly [M in N]: Metric<M, unknown> }>,
): MetricPart {
  return {
    values,
    load: async () => Object.values<Metric<N, unknown>>(await load()) as unknown as readonly AnyMetric[],
  };
}
