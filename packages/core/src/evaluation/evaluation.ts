import type { Extension } from '../extension/extension.js';
import { parts } from './parts.js';

export type * from '../four-outcomes/four-outcomes.js';
export type * from '../ideas/ideas.js';
export type * from '../ledger/ledger.js';
export type * from '../life-cycle/life-cycle.js';
export type * from '../mentoring/mentoring.js';
export type { Computed, Evidence, Measure, Metric, Window } from '../metrics/metric.js';
export { type MetricPart, metricPart } from '../metrics/part.js';
export { shapes } from '../metrics/shapes.js';
export type * from '../own-activity/own-activity.js';
export type * from '../realist/realist.js';
export type * from '../stories/stories.js';
export type * from '../surveys/surveys.js';
export { evaluationDeclarations } from './declarations.js';

/**
 * The records by which a community can be evaluated beyond what it writes: mentoring and competence, ideas and what
 * became of them. For processes that serve an organisation.
 */
export function evaluation(): Extension {
  return {
    name: 'evaluation',
    collections: parts.flatMap(({ collections = [] }) => collections),
    operations: parts.flatMap(({ operations = [] }) => operations),
    hooks: (operations) => parts.flatMap(({ hooks = [] }) => (typeof hooks === 'function' ? hooks(operations) : hooks)),
    effects: parts.flatMap(({ effects = [] }) => effects),
    subjects: parts.flatMap(({ subjects = [] }) => subjects),
    metrics: parts.flatMap(({ metrics = [] }) => metrics),
    overMetrics: (metrics) => parts.flatMap(({ overMetrics }) => overMetrics?.(metrics) ?? []),
    jobs: parts.flatMap(({ jobs = [] }) => jobs),
    async close(kit) {
      for (const { close } of parts) await close?.(kit);
    },
  };
}
