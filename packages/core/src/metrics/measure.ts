import type { Kit } from '../kit.js';
import type { ReadContext } from '../operations/context.js';
import { Follower } from '../store/follower.js';
import { communityPartition } from '../store/partitions.js';
import { adoptionBreadth, timeToAdoption } from './adoption.js';
import type { MetricName, MetricResult, MetricValues, MetricWindow } from './api.js';
import { caveats } from './caveats.js';
import { type CommunityLog, CommunityLogs, remembered } from './columns.js';
import { crossUnitHelp } from './cross-unit-help.js';
import { type Evidence, isTellable, type Measure, type Metric, peopleIn, tellableFrom, type Window } from './metric.js';
import { K, Publication } from './publication.js';
import { answerRate, timeToFirstResponse } from './responsiveness.js';
import {
  type Months,
  momentOf,
  monthOf,
  monthsOf,
  nextPublication,
  publishedUntil,
  startOf,
  windowsWithin,
} from './windows.js';

const metrics: { readonly [N in MetricName]: Metric<N> } = {
  'time-to-first-response': timeToFirstResponse,
  'answer-rate': answerRate,
  'cross-unit-help': crossUnitHelp,
  'adoption-breadth': adoptionBreadth,
  'time-to-adoption': timeToAdoption,
};

/** Each running copkit keeps the logs that it was asked about. */
const kept = new WeakMap<Kit, { readonly logs: CommunityLogs; readonly follower: Follower }>();

export async function logOf(kit: Kit, communityId: string): Promise<CommunityLog> {
  const logs = new CommunityLogs();
  const { logs: known, follower } = kept.get(kit) ?? { logs, follower: new Follower(kit.storage, logs) };
  kept.set(kit, { logs: known, follower });
  const partition = communityPartition(communityId);
  await follower.catchUp(partition);
  return known.of(partition);
}

/** The whole quarters for which figures are out. */
export function allMonths(log: CommunityLog, now: string): Months {
  const to = publishedUntil(Date.parse(now));
  const first = log.firstAt;
  const month = first === null ? to : monthOf(first);
  return { from: Math.min(month - (month % 3), to), to };
}

export async function windowsOf(
  { kit, now }: ReadContext,
  communityId: string,
): Promise<{ items: MetricWindow[]; nextAt: string }> {
  const all = allMonths(await logOf(kit, communityId), now);
  const windows = [{ window: 'all', months: all }, ...windowsWithin(all)];
  const items = windows.map(({ window, months }) => ({ window, from: momentOf(months.from), to: momentOf(months.to) }));
  return { items: all.from === all.to ? [] : items, nextAt: nextPublication(Date.parse(now)) };
}

export async function measure<N extends MetricName>(
  { kit, now }: ReadContext,
  input: { readonly communityId: string; readonly metric: N; readonly window: string },
): Promise<MetricResult<MetricValues[N]>> {
  const log = await logOf(kit, input.communityId);
  const unitNames = await kit.people.unitNames();
  return result(metrics[input.metric], log, {
    window: input.window,
    now,
    unitName: (id) => unitNames.get(id)?.name ?? id,
  });
}

interface Published {
  readonly evidence: readonly Evidence[];
  readonly publication: Publication;
}
const publishedOf = remembered(() => new Map<string, Published>());

/** What is published of a metric, or of one of its horizons, in these quarters. */
function published(metric: Measure<unknown>, log: CommunityLog, all: Months, horizon?: number): Published {
  const known = publishedOf(log);
  const key = `${metric.name} ${horizon} ${all.from} ${all.to}`;
  const found = known.get(key);
  if (found) return found;
  const evidence = metric.evidence(log, horizon);
  const made = { evidence, publication: new Publication(all, tellableFrom(evidence)) };
  known.set(key, made);
  return made;
}

interface Asked {
  readonly window: string;
  readonly now: string;
  readonly unitName: (unitId: string) => string;
}

/** The figure, or why there is none; for everybody who may ask the same. */
export function result<T>(metric: Measure<T>, log: CommunityLog, { window, now, unitName }: Asked): MetricResult<T> {
  const all = allMonths(log, now);
  const asked = monthsOf(window, all);
  const { grade, method } = metric;
  const said = (months: Months) => ({ window: [momentOf(months.from), momentOf(months.to)] as const, method, grade });
  if (asked.to > all.to || all.from === all.to) {
    const text = `Figures for this window come out after it, the next ones at ${nextPublication(Date.parse(now))}.`;
    const caveat = { code: 'not-out-yet', text };
    return { status: 'insufficient', nRecords: 0, nPersons: 0, ...said(asked), caveats: [caveat], next: 'wait' };
  }
  const { evidence, publication } = published(metric, log, all);
  const months = window === 'all' ? { from: all.from, to: publication.until ?? all.to } : asked;
  const wider = window === 'all' ? 'invite-questions' : 'widen-window';
  const nothing = {
    nRecords: null,
    nPersons: null,
    ...said(months),
    caveats: caveats('too-few-people'),
    next: wider,
  } as const;
  if (!publication.has(months)) return { status: 'suppressed', ...nothing };
  const span: Window = {
    months,
    from: startOf(months.from),
    to: startOf(months.to),
    quarter: months.to - months.from === 3 && window !== 'all',
  };
  const within = (records: readonly Evidence[]) => records.filter(({ at }) => span.from <= at && at < span.to);
  const inside = within(evidence);
  const nPersons = metric.persons?.(log, span) ?? peopleIn(inside);
  if (!isTellable(inside) || (nPersons > 0 && nPersons < K)) return { status: 'suppressed', ...nothing };
  const told = (metric.horizons ?? []).filter((horizon) => {
    const own = published(metric, log, all, horizon);
    return own.publication.has(months) && isTellable(within(own.evidence));
  });
  const computed = metric.compute(log, span, unitName, told);
  if ('insufficient' in computed) {
    const { insufficient, nRecords } = computed;
    return { status: 'insufficient', nRecords, nPersons, ...said(months), caveats: caveats(insufficient), next: wider };
  }
  const { value, ci, nRecords, next } = computed;
  return {
    status: 'ok',
    value,
    ...(ci === null ? {} : { ci }),
    nRecords,
    nPersons,
    ...said(months),
    caveats: caveats(...computed.caveats),
    next,
  };
}
