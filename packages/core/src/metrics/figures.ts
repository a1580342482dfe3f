import type { Part } from '../evaluation/part.js';
import { dashboardOperations } from './dashboard/operations.js';
import { firstMetrics } from './operations.js';
import { type MetricPart, metricPart } from './part.js';
import { shapes } from './shapes.js';

const { share, number, count, range, waiting, endings, comparison, lorenz, distribution, groups } = shapes;

const metrics: readonly MetricPart[] = [
  metricPart(
    {
      'active-members': count,
      'participation-rate': share,
      'interaction-rate': number,
      'contribution-inequality': lorenz,
      'volume-tiers': groups,
      'onion-tiers': groups,
      'engagement-levels': groups,
      'level-transitions': shapes.transitions,
      'newcomer-retention': waiting,
      'absence-factor': count,
      sponsorship: share,
      'event-activation': share,
      'channel-mix': groups,
    },
    async () => (await import('./participation/metrics.js')).participation,
  ),
  metricPart(
    {
      resolution: endings,
      backlog: count,
      'newcomer-gap': comparison,
      'community-or-escalated': comparison,
      'routing-hit-rate': share,
      'expert-coverage': share,
      'answer-load': lorenz,
      'customer-response': waiting,
    },
    async () => (await import('./answering/metrics.js')).answering,
  ),
  metricPart(
    {
      'adoption-as-is': share,
      'adoption-persistence': share,
      'reuse-ratio': share,
      'hours-claimed': range,
      'duplicate-rate': share,
      freshness: share,
      'search-success': share,
      'reading-without-asking': share,
      'procedure-change-point': shapes['change-point'],
    },
    async () => (await import('./reuse/metrics.js')).reuse,
  ),
  metricPart(
    {
      density: number,
      fragmentation: number,
      transitivity: number,
      'k-core': count,
      centralisation: number,
      betweenness: distribution,
      brokerage: shapes['against-chance'],
      'external-internal': number,
      'weak-ties': number,
      bottleneck: number,
      'member-quadrants': groups,
      'unit-ties': shapes.matrix,
    },
    async () => (await import('./networks/metrics.js')).networks,
  ),
  metricPart(
    { reciprocity: number, 'give-receive-balance': distribution, 'thanks-coverage': share },
    async () => (await import('./relational/metrics.js')).relational,
  ),
  metricPart(
    { 'vocabulary-convergence': number, 'newcomer-surprise': shapes.series, 'glossary-uptake': share },
    async () => (await import('./cognitive/metrics.js')).cognitive,
  ),
];

/** The catalogue of what the log of a community says, beyond the first five metrics, and what shows many at once. */
export const figures: Part = {
  declarations: {},
  operations: dashboardOperations([firstMetrics, ...metrics]),
  overMetrics: dashboardOperations,
  metrics,
};
