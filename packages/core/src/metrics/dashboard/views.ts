import type { MetricInfo } from '../api.js';
import type { DashboardView } from './api.js';

/** The parts of the catalogue in the order of a dashboard; those of extensions that are not in it come after. */
const GROUPS = [
  'outcomes',
  'responsiveness',
  'participation',
  'reuse',
  'relational',
  'networks',
  'cognitive',
  'over-time',
];

/** What a sponsor answers for, in five minutes; facilitators see everything. */
const SPONSOR: ReadonlySet<string> = new Set([
  'time-to-first-response',
  'answer-rate',
  'cross-unit-help',
  'customer-response',
  'resolution',
  'expert-coverage',
  'active-members',
  'participation-rate',
  'newcomer-retention',
  'absence-factor',
  'sponsorship',
  'adoption-breadth',
  'time-to-adoption',
  'adoption-persistence',
  'reuse-ratio',
  'freshness',
  'weak-ties',
  'unit-ties',
  'reciprocity',
  'procedure-change-point',
]);

/** What facilitators work with and extensions bring stands on both where it is an outcome. */
export function isOn(view: DashboardView, { name, rung }: MetricInfo): boolean {
  return view === 'facilitator' || SPONSOR.has(name) || rung === 'outcome';
}

/** Where the part of a metric stands. */
export function placeOf({ group }: MetricInfo): number {
  const place = GROUPS.indexOf(group);
  return place === -1 ? GROUPS.length : place;
}
