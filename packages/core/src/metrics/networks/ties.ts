import type { Network, Tie } from '../../measures/networks/network.js';
import { network } from '../../measures/networks/network.js';
import { actsOf, inside } from '../acts.js';
import { type CommunityLog, remembered } from '../columns.js';
import type { Evidence, Window } from '../metric.js';

/** Somebody replied to, answered or thanked somebody else. */
export interface Exchange {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** The answer or reply, or what was thanked for. */
  readonly object: number;
  readonly kind: 'answer' | 'reply' | 'thank';
}

/** Every exchange between two known people, the oldest first, without what was hidden. */
export const exchangesOf = remembered((log): readonly Exchange[] => {
  const { authorOf } = actsOf(log);
  const hidden = new Set<number>();
  const exchanges: Exchange[] = [];
  for (const { at, verb, actor, object, inReplyTo } of log.acts('answer', 'reply', 'thank', 'hide', 'restore')) {
    if (verb === 'hide') hidden.add(object);
    else if (verb === 'restore') hidden.delete(object);
    if (verb !== 'answer' && verb !== 'reply' && verb !== 'thank') continue;
    const to = authorOf.get(verb === 'thank' ? object : inReplyTo) ?? 0;
    if (actor !== 0 && to !== 0 && to !== actor) exchanges.push({ at, from: actor, to, object, kind: verb });
  }
  return exchanges.filter(({ object }) => !hidden.has(object));
});

/** Who talks: on both sides of the exchanges enough people. */
export const talking = remembered((log): readonly Evidence[] =>
  exchangesOf(log).map(({ at, from, to }) => ({ at, parts: [[from], [to]] })),
);

/** The network of a quarter. */
export interface Quarterly {
  readonly graph: Network;
  readonly exchanges: readonly Exchange[];
  /** The unit at the last act in it of each person whose unit is known. */
  readonly unitOf: ReadonlyMap<number, string>;
}

/** Everybody with an act in the quarter, isolates too, and a tie from each to whom they replied to, answered or thanked. */
const madeOf = remembered((log) => {
  const made = new Map<string, Quarterly>();
  return (window: Window): Quarterly => {
    const key = `${window.from} ${window.to}`;
    const known = made.get(key);
    if (known) return known;
    const acts = inside(actsOf(log).all, window);
    const exchanges = inside(exchangesOf(log), window);
    const unitOf = new Map<number, string>();
    for (const { person, unit } of acts) if (unit !== 0) unitOf.set(person, log.units.stringOf(unit));
    const people = new Set(acts.map(({ person }) => person));
    for (const { from, to } of exchanges) people.add(from).add(to);
    const ties = exchanges.map(({ from, to }): Tie => ({ from, to }));
    const quarter = { graph: network(ties, people), exchanges, unitOf };
    made.set(key, quarter);
    return quarter;
  };
});

export const quarterly = (log: CommunityLog, window: Window): Quarterly => madeOf(log)(window);
