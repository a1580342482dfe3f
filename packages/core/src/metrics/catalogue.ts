import type { Kit } from '../kit.js';
import { adoptionBreadth, timeToAdoption } from './adoption.js';
import type { Breakdowns, MetricInfo, MetricName } from './api.js';
import { crossUnitHelp } from './cross-unit-help.js';
import type { AnyMetric } from './part.js';
import { answerRate, timeToFirstResponse } from './responsiveness.js';

/** Those that are there without an extension. */
export const firstMetrics: readonly AnyMetric[] = [
  timeToFirstResponse,
  answerRate,
  crossUnitHelp,
  adoptionBreadth,
  timeToAdoption,
] as readonly unknown[] as readonly AnyMetric[];

const loaded = new WeakMap<Kit, Promise<ReadonlyMap<MetricName, AnyMetric>>>();

/** All metrics of a running copkit by name, in the order in which they were registered. */
export function metricsOf(kit: Kit): Promise<ReadonlyMap<MetricName, AnyMetric>> {
  const known = loaded.get(kit);
  if (known) return known;
  const loading = Promise.all(kit.metrics.map(({ load }) => load())).then(
    (parts) => new Map(parts.flat().map((metric) => [metric.name, metric])),
  );
  // What could not be loaded may be there the next time.
  loading.catch(() => loaded.delete(kit));
  loaded.set(kit, loading);
  return loading;
}

const ANY: readonly Breakdowns[] = ['unit', 'topic', 'tenure'];

export function infoOf({ name, version, grade, windows, counted, info }: AnyMetric): MetricInfo {
  return { name, version, grade, windows: windows ?? 'any', breakdowns: counted ? ANY : [], ...info };
}

/** What is measured, and how far it can be trusted. */
export async function catalogue(kit: Kit): Promise<readonly MetricInfo[]> {
  return [...(await metricsOf(kit)).values()].map(infoOf);
}
