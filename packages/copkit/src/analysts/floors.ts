import type { Activity } from '@copkit/core';
import { type PeriodLength, periodOf } from './periods.js';

/** So many different people stand behind whatever is told apart. */
export const K = 5;
export const OTHERS = '(others)';
export const NO_UNIT = '(none)';

/** How an act is told. */
export interface Told {
  /** One period of the calendar, or the first and the last of several that were put together: `2025-03/2025-05`. */
  readonly period: string;
  readonly unit: string;
  /** Those of its topics that enough people of the same period and unit touched. */
  readonly topics: readonly string[];
}

/** What somebody did in a period: by verb, the topics of it. */
interface Doings {
  unit: string;
  readonly topicsBy: Map<string, Set<string>>;
}

/** What is told of the people of one period and unit. */
interface Class {
  readonly period: string;
  readonly unit: string;
  readonly verbs: ReadonlySet<string>;
  readonly topics: ReadonlySet<string>;
}

/**
 * What may be told of a log, so that behind each period and unit, and behind each verb and topic within them, stand at
 * least five people. What has fewer is made coarser: periods are put together, small units become others, and verbs and
 * topics are left out. Holds something for each person and period, and nothing for each act.
 */
export class Floors {
  readonly #periods = new Map<string, Map<string, Doings>>();

  constructor(readonly length: PeriodLength) {}

  take({ actor, at, unitAtEvent, verb, topics }: Activity): void {
    if (actor === null || actor === 'system') return;
    const period = periodOf(at, this.length);
    const people = this.#periods.get(period) ?? new Map<string, Doings>();
    this.#periods.set(period, people);
    add(people, actor, { unit: unitAtEvent ?? NO_UNIT, topicsBy: new Map([[verb, new Set(topics)]]) });
  }

  /** The whole log was taken. Answers how to tell an act of it; `null`: it is left out. */
  close(): (act: Activity) => Told | null {
    const classOf = new Map<string, ReadonlyMap<string, Class>>();
    for (const group of together(this.#periods)) {
      const classes = classesOf(group.people, group.name);
      for (const period of group.periods) classOf.set(period, classes);
    }
    return ({ actor, at, verb, topics }) => {
      const found = actor === null ? undefined : classOf.get(periodOf(at, this.length))?.get(actor);
      if (!found?.verbs.has(verb)) return null;
      return { period: found.period, unit: found.unit, topics: topics.filter((topic) => found.topics.has(topic)) };
    };
  }
}

/** Somebody's unit is the last that they had: who changes units would stand out in both. */
function add(people: Map<string, Doings>, person: string, { unit, topicsBy }: Doings): void {
  const known = people.get(person) ?? { unit, topicsBy: new Map<string, Set<string>>() };
  people.set(person, known);
  known.unit = unit;
  for (const [verb, topics] of topicsBy) {
    const of = known.topicsBy.get(verb) ?? new Set();
    known.topicsBy.set(verb, of);
    for (const topic of topics) of.add(topic);
  }
}

interface Group {
  readonly name: string;
  readonly periods: readonly string[];
  readonly people: ReadonlyMap<string, Doings>;
}

/** Neighbouring periods, put together until enough people did something; none where there never were enough. */
function together(byPeriod: ReadonlyMap<string, ReadonlyMap<string, Doings>>): Group[] {
  const groups: { periods: string[]; people: Map<string, Doings> }[] = [];
  for (const [period, people] of [...byPeriod].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const last = groups.at(-1);
    const open = last && last.people.size < K ? last : { periods: [], people: new Map<string, Doings>() };
    if (open !== last) groups.push(open);
    open.periods.push(period);
    for (const [person, doings] of people) add(open.people, person, doings);
  }
  const rest = groups.at(-1);
  if (rest && rest.people.size < K) {
    groups.pop();
    const before = groups.at(-1);
    before?.periods.push(...rest.periods);
    if (before) for (const [person, doings] of rest.people) add(before.people, person, doings);
  }
  return groups.map(({ periods, people }) => ({
    name: [...new Set([periods[0], periods.at(-1)])].join('/'),
    periods,
    people,
  }));
}

/** The class of each person of a group: their unit, or the others where too few have it, or where too few were others. */
function classesOf(people: ReadonlyMap<string, Doings>, period: string): Map<string, Class> {
  const units = new Map<string, number>();
  for (const { unit } of people.values()) units.set(unit, (units.get(unit) ?? 0) + 1);
  const smallestFirst = [...units].sort(([a, some], [b, others]) => some - others || (a < b ? -1 : 1));
  const others = new Set<string>();
  let count = 0;
  for (const [unit, size] of smallestFirst) {
    if (size >= K && (count === 0 || count >= K)) break;
    others.add(unit);
    count += size;
  }
  const members = new Map<string, [string, Doings][]>();
  for (const entry of people) {
    const unit = others.has(entry[1].unit) ? OTHERS : entry[1].unit;
    const of = members.get(unit) ?? [];
    members.set(unit, of);
    of.push(entry);
  }
  const classes = new Map<string, Class>();
  for (const [unit, of] of members) {
    const verbs = common(of.map(([, { topicsBy }]) => topicsBy.keys()));
    const topics = common(of.map(([, { topicsBy }]) => topicsOf(topicsBy, verbs)));
    for (const [person] of of) classes.set(person, { period, unit, verbs, topics });
  }
  return classes;
}

/** Of what is told at all. */
const topicsOf = (topicsBy: Doings['topicsBy'], verbs: ReadonlySet<string>): Set<string> =>
  new Set([...topicsBy].flatMap(([verb, topics]) => (verbs.has(verb) ? [...topics] : [])));

/** What stands in the lists of enough people. */
function common(lists: readonly Iterable<string>[]): Set<string> {
  const counts = new Map<string, number>();
  for (const list of lists) for (const each of list) counts.set(each, (counts.get(each) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= K).map(([each]) => each));
}
