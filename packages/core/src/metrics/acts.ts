import type { Verb } from '../activity/records.js';
import { type CommunityLog, remembered } from './columns.js';
import type { Evidence, Window } from './metric.js';

/** Something that somebody did; people, units and objects are numbers of the log's dictionaries. */
export interface Act {
  readonly at: number;
  readonly person: number;
  readonly unit: number;
  readonly object: number;
  readonly verb: Verb;
  readonly topics: readonly string[];
}

/** Writing: posts and practices. */
const CONTRIBUTING: ReadonlySet<Verb> = new Set<Verb>(['ask', 'start', 'answer', 'reply', 'publish', 'fork', 'offer']);
/** Taking part without writing. */
const RESPONDING: ReadonlySet<Verb> = new Set<Verb>([
  'rate',
  'thank',
  'accept',
  'follow',
  'consider',
  'try',
  'adopt',
  'adapt',
  'sustain',
  'claim',
  'corroborate',
]);
/** What those do who keep a community going. */
const LEADING: ReadonlySet<Verb> = new Set<Verb>([
  'charter',
  'approve',
  'review',
  'merge',
  'prove',
  'pin',
  'lock',
  'close',
  'hide',
  'restore',
  'invite',
  'changeRoles',
  'entrust',
]);

/** With what else tells who was there. */
const KNOWN: readonly Verb[] = ['join', ...CONTRIBUTING, ...RESPONDING, ...LEADING];

export interface Acts {
  /** Everything below. */
  readonly all: readonly Act[];
  readonly contributions: readonly Act[];
  readonly leading: readonly Act[];
  /** When somebody was first seen: their first act or their joining. */
  readonly firstSeen: ReadonlyMap<number, number>;
  /** Who wrote what. */
  readonly authorOf: ReadonlyMap<number, number>;
}

/** What people did, the oldest first, without what was hidden. Of nobody known, and of the system, is nothing in it. */
export const actsOf = remembered((log): Acts => {
  const hidden = new Set<number>();
  const [all, contributions, leading]: [Act[], Act[], Act[]] = [[], [], []];
  const firstSeen = new Map<number, number>();
  const authorOf = new Map<number, number>();
  for (const { at, verb, actor, unit, object, whom, topics } of log.acts(...KNOWN)) {
    if (verb === 'hide') hidden.add(object);
    else if (verb === 'restore') hidden.delete(object);
    const written = verb === 'publish' && whom !== 0 && whom !== actor;
    const person = written ? whom : actor;
    if (verb === 'join' && whom !== 0 && !firstSeen.has(whom)) firstSeen.set(whom, at);
    if (person === 0) continue;
    const act = { at, person, unit: written ? 0 : unit, object, verb, topics };
    if (CONTRIBUTING.has(verb)) {
      contributions.push(act);
      if (!authorOf.has(object)) authorOf.set(object, person);
    } else if (LEADING.has(verb)) leading.push(act);
    else if (!RESPONDING.has(verb)) continue;
    all.push(act);
    if (!firstSeen.has(person)) firstSeen.set(person, at);
  }
  const shown = ({ object, verb }: Act) => !hidden.has(object) || !CONTRIBUTING.has(verb);
  return { all: all.filter(shown), contributions: contributions.filter(shown), leading, firstSeen, authorOf };
});

export const isWithin =
  ({ from, to }: Pick<Window, 'from' | 'to'>) =>
  ({ at }: { readonly at: number }): boolean =>
    from <= at && at < to;

/** What is within a window, of records in the order of time. */
export function inside<R extends { readonly at: number }>(
  records: readonly R[],
  { from, to }: Pick<Window, 'from' | 'to'>,
): readonly R[] {
  return records.slice(firstFrom(records, from), firstFrom(records, to));
}

/** The place of the first record at or after a moment. */
function firstFrom(records: readonly { readonly at: number }[], moment: number): number {
  let [low, high] = [0, records.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((records[middle]?.at ?? 0) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

const evidenceOf = (acts: readonly Act[]): readonly Evidence[] =>
  acts.map(({ at, person }) => ({ at, parts: [[person]] }));

/** Whoever took part. */
export const takingPart = remembered((log) => evidenceOf(actsOf(log).all));
/** Whoever wrote. */
export const writing = remembered((log) => evidenceOf(actsOf(log).contributions));

/** How much each person has, the people in the order in which they come. */
export function perPerson(records: Iterable<{ readonly person: number }>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { person } of records) counts.set(person, (counts.get(person) ?? 0) + 1);
  return counts;
}

const DAY = 86_400_000;
/** So long somebody is a newcomer. */
export const NEWCOMER_MS = 91 * DAY;

/** Whether somebody had been there for less than a quarter of a year. */
export function isNewcomer(log: CommunityLog, person: number, at: number): boolean {
  return at - (actsOf(log).firstSeen.get(person) ?? at) < NEWCOMER_MS;
}

/** From when to when somebody belonged to the community, the earliest first; `Infinity` where they still do. */
type Spells = { readonly from: number; to: number }[];

const spellsOf = remembered((log): ReadonlyMap<number, Spells> => {
  const spells = new Map<number, Spells>();
  for (const { at, verb, actor, whom } of log.acts('join', 'leave', 'remove')) {
    const person = whom || actor;
    if (person === 0) continue;
    const own = spells.get(person) ?? [];
    spells.set(person, own);
    const open = own.at(-1);
    const belongs = open !== undefined && open.to === Number.POSITIVE_INFINITY;
    if (verb === 'join' && !belongs) own.push({ from: at, to: Number.POSITIVE_INFINITY });
    // Who leaves without having joined came with the history.
    else if (verb !== 'join' && belongs) open.to = at;
    else if (verb !== 'join' && own.length === 0) own.push({ from: Number.NEGATIVE_INFINITY, to: at });
  }
  return spells;
});

/** Who belonged at some time of a window; who took part without ever having joined came with the history. */
export function membersIn(log: CommunityLog, { from, to }: Pick<Window, 'from' | 'to'>): Set<number> {
  const members = new Set<number>();
  const spells = spellsOf(log);
  for (const [person, own] of spells) {
    if (own.some((spell) => spell.from < to && spell.to > from)) members.add(person);
  }
  for (const [person, since] of actsOf(log).firstSeen) if (since < to && !spells.has(person)) members.add(person);
  return members;
}
