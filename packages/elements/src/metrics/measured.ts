import type {
  CopkitApi,
  MetricInfo,
  MetricName,
  MetricResult,
  MetricValues,
  MetricWindow,
  TrendPoint,
} from '@copkit/core';

/** A figure with what is needed to read it. */
export interface Measured {
  readonly metric: MetricName;
  readonly result: MetricResult<MetricValues[MetricName]>;
  readonly info: MetricInfo | null;
  readonly windows: readonly MetricWindow[];
  /** When the next figures come out; `null` where that is said elsewhere. */
  readonly nextAt: string | null;
  /** Its headline window by window; `null` where it is not known. */
  readonly trend: readonly TrendPoint[] | null;
}

export const loadMeasured = async (
  api: CopkitApi,
  communityId: string,
  metric: MetricName,
  window: string,
  signal: AbortSignal,
): Promise<Measured> => {
  const options = { signal };
  const [result, { items: windows, nextAt }, { items: catalogue }] = await Promise.all([
    api.metrics.get({ communityId, metric, window }, options),
    api.metrics.listWindows({ communityId }, options),
    api.metrics.list({}, options),
  ]);
  return { metric, result, info: catalogue.find(({ name }) => name === metric) ?? null, windows, nextAt, trend: null };
};
