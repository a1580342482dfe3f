import { CopkitError } from '../errors.js';
import type { Kit } from '../kit.js';
import type { ReadContext } from '../operations/context.js';
import { Follower } from '../store/follower.js';
import { communityPartition } from '../store/partitions.js';
import type { MetricName, MetricResult, MetricValues, MetricWindow } from './api.js';
import { calendarOf, SETTLING } from './calendar.js';
import { metricsOf } from './catalogue.js';
import { caveats } from './caveats.js';
import { type CommunityLog, CommunityLogs, remembered } from './columns.js';
import type { Measure, Window } from './metric.js';
import { PeopleByMonth } from './people-by-month.js';
import { K, Publication } from './publication.js';
import { type Months, monthsOf, quarterName, windowsWithin } from './windows.js';

/** Each running copkit keeps the logs that it was asked about. */
const kept = new WeakMap<Kit, { readonly logs: CommunityLogs; readonly follower: Follower }>();

export async function logOf(kit: Kit, communityId: string): Promise<CommunityLog> {
  const logs = new CommunityLogs(calendarOf(kit.timeZone));
  const { logs: known, follower } = kept.get(kit) ?? { logs, follower: new Follower(kit.storage, logs) };
  kept.set(kit, { logs: known, follower });
  const partition = communityPartition(communityId);
  await follower.catchUp(partition);
  return known.of(partition);
}

/** What of a log bears on the figures that are out: whoever writes now changes nothing of it. */
export function settled(log: CommunityLog, now: string): CommunityLog {
  const { calendar } = log;
  return log.before(calendar.startOf(calendar.publishedUntil(Date.parse(now))) + SETTLING);
}

/** The whole quarters for which figures are out. */
export function allMonths(log: CommunityLog, now: string): Months {
  const { calendar } = log;
  const to = calendar.publishedUntil(Date.parse(now));
  const first = log.firstAt;
  const month = first === null ? to : calendar.monthOf(first);
  return { from: Math.min(month - (month % 3), to), to };
}

export async function windowsOf(
  { kit, now }: ReadContext,
  communityId: string,
): Promise<{ items: MetricWindow[]; nextAt: string }> {
  const log = settled(await logOf(kit, communityId), now);
  const { calendar } = log;
  const all = allMonths(log, now);
  const windows = [{ window: 'all', months: all }, ...windowsWithin(all)];
  const items = windows.map(({ window, months }) => ({
    window,
    from: calendar.momentOf(months.from),
    to: calendar.momentOf(months.to),
  }));
  return { items: all.from === all.to ? [] : items, nextAt: calendar.nextPublication(Date.parse(now)) };
}

export async function measure<N extends MetricName>(
  context: ReadContext,
  input: { readonly communityId: string; readonly metric: N; readonly window: string },
): Promise<MetricResult<MetricValues[N]>> {
  const { kit } = context;
  const metric = (await metricsOf(kit)).get(input.metric);
  if (!metric) throw new CopkitError('invalid', 'There is no such metric.', 'metric');
  return (await measurer(context, input.communityId))(metric, input.window) as Promise<MetricResult<MetricValues[N]>>;
}

export type Measurer = <T>(metric: Measure<T, unknown>, window: string) => Promise<MetricResult<T>>;

/** Measures one community, as often as is asked at this moment. */
export async function measurer(context: ReadContext, communityId: string): Promise<Measurer> {
  const { kit, now } = context;
  const log = settled(await logOf(kit, communityId), now);
  const unitNames = await kit.people.unitNames();
  const unitName = (id: string) => unitNames.get(id)?.name ?? id;
  const gathered = new Map<unknown, Promise<unknown>>();
  return async (metric, window) => {
    const { gather } = metric;
    if (!gather) return result(metric, log, { window, now, unitName });
    const found = gathered.get(gather) ?? gather(context, communityId, log);
    gathered.set(gather, found);
    return result(metric, log, { window, now, unitName, records: await found });
  };
}

/** What is published of a metric, or of one of its horizons. */
interface Published {
  readonly records: unknown;
  readonly publication: Publication;
  readonly people: PeopleByMonth;
}
const publishedOf = remembered(() => new Map<unknown, Map<number | undefined, Published>>());

function published<R>(
  metric: Measure<unknown, R>,
  log: CommunityLog,
  all: Months,
  records: R,
  horizon?: number,
): Published {
  const known = publishedOf(log);
  const own = known.get(metric) ?? new Map<number | undefined, Published>();
  known.set(metric, own);
  const found = own.get(horizon);
  if (found && found.records === records) return found;
  const people = new PeopleByMonth(metric.evidence(log, horizon, records), log.calendar);
  const publication = new Publication(all, (months) => people.isTellable(months), metric.windows);
  const made = { records, publication, people };
  own.set(horizon, made);
  return made;
}

interface Asked<R> {
  readonly window: string;
  readonly now: string;
  readonly unitName: (unitId: string) => string;
  /** What was gathered for it. */
  readonly records?: R;
}

interface Figure {
  /** The names of units that it tells. */
  readonly names: ReadonlyMap<string, string>;
  readonly result: MetricResult<unknown>;
}
/** By metric, from what was gathered last. */
const figuresOf = remembered(() => new Map<unknown, { readonly records: unknown; readonly by: Map<string, Figure> }>());

/**
 * The figure, or why there is none; for everybody who may ask the same. Worked out once, and again when what it is made
 * of has changed: the log up to the last quarter that is out, what was gathered, or the name of a unit.
 */
export function result<T, R = null>(metric: Measure<T, R>, whole: CommunityLog, asked: Asked<R>): MetricResult<T> {
  const log = settled(whole, asked.now);
  const { window, now, unitName, records = null } = asked;
  // Of what is told of quarters only, most windows tell the same.
  const key =
    metric.windows === 'quarters' ? quarterName(lastQuarterOf(monthsOf(window, allMonths(log, now))).from) : window;
  const figures = figuresOf(log);
  const last = figures.get(metric);
  const own = last?.records === records ? last : { records, by: new Map<string, Figure>() };
  figures.set(metric, own);
  const known = own.by.get(key);
  if (known && [...known.names].every(([id, name]) => unitName(id) === name))
    return structuredClone(known.result) as MetricResult<T>;
  const names = new Map<string, string>();
  const named = (id: string) => {
    const name = unitName(id);
    names.set(id, name);
    return name;
  };
  const made = figure(metric, log, { ...asked, unitName: named });
  own.by.set(key, { names, result: structuredClone(made) });
  return made;
}

/** The figure from a log, as it is. */
export function figure<T, R = null>(metric: Measure<T, R>, log: CommunityLog, asked: Asked<R>): MetricResult<T> {
  const { window, now, unitName, records = null as R } = asked;
  const all = allMonths(log, now);
  const wanted = monthsOf(window, all);
  const { calendar } = log;
  const { grade, method, name, version } = metric;
  const said = (months: Months) => ({
    definition: { id: name, version },
    window: [calendar.momentOf(months.from), calendar.momentOf(months.to)] as const,
    method,
    grade,
  });
  const quarterly = metric.windows === 'quarters';
  const told = quarterly ? lastQuarterOf(wanted) : wanted;
  if (told.to > all.to || all.from === all.to) {
    const text = `Figures for this window come out after it, the next ones at ${calendar.nextPublication(Date.parse(now))}.`;
    const caveat = { code: 'not-out-yet', text };
    return { status: 'insufficient', nRecords: 0, nPersons: 0, ...said(told), caveats: [caveat], next: 'wait' };
  }
  const { people, publication } = published(metric, log, all, records);
  const months = window === 'all' && !quarterly ? { from: all.from, to: publication.until ?? all.to } : told;
  const wider = window === 'all' || quarterly ? 'invite-questions' : 'widen-window';
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
    from: calendar.startOf(months.from),
    to: calendar.startOf(months.to),
    quarter: months.to - months.from === 3 && (window !== 'all' || quarterly),
  };
  const nPersons = metric.persons ? metric.persons(log, span, records) : people.countIn(months);
  const few = nPersons !== null && nPersons > 0 && nPersons < K;
  if (few || !people.isTellable([months])) return { status: 'suppressed', ...nothing };
  const horizons = (metric.horizons ?? []).filter((horizon) => {
    const own = published(metric, log, all, records, horizon);
    return own.publication.has(months) && own.people.isTellable([months]);
  });
  const computed = metric.compute(log, span, { unitName, told: horizons, records });
  if ('suppressed' in computed) return { status: 'suppressed', ...nothing, caveats: caveats(computed.suppressed) };
  if ('insufficient' in computed) {
    const { insufficient, nRecords } = computed;
    const next = computed.next === undefined ? wider : computed.next;
    return { status: 'insufficient', nRecords, nPersons, ...said(months), caveats: caveats(insufficient), next };
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

/** Of what is told of quarters only: the last one of a window, or the one that a month lies in. */
function lastQuarterOf({ to }: Months): Months {
  const from = to - 1 - ((to - 1) % 3);
  return { from, to: from + 3 };
}
