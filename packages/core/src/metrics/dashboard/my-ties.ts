import type { ReadContext } from '../../operations/context.js';
import type { InputOf } from '../../operations/operation.js';
import { isWithin } from '../acts.js';
import type { MetricsApi } from '../api.js';
import { logOf } from '../measure.js';
import { exchangesOf } from '../networks/ties.js';
import type { MyTies } from './api.js';

const DAY = 86_400_000;
const WINDOW = 91 * DAY;
const MOST = 200;

/** Everything in it stands in threads that the person may read. */
export async function myTies(
  { kit, actor, now }: ReadContext,
  { communityId }: InputOf<MetricsApi['getMyTies']>,
): Promise<MyTies> {
  // To the end of the day, so that what did not change is answered with the same.
  const to = Math.ceil(Date.parse(now) / DAY) * DAY;
  const window = { from: to - WINDOW, to };
  const log = await logOf(kit, communityId);
  const others = new Map<number, { given: number; received: number }>();
  const nameOf = (person: number) => log.people.stringOf(person);
  for (const { from, to: whom } of exchangesOf(log).filter(isWithin(window))) {
    const gave = nameOf(from) === actor.id;
    if (!gave && nameOf(whom) !== actor.id) continue;
    const other = gave ? whom : from;
    const ties = others.get(other) ?? { given: 0, received: 0 };
    ties[gave ? 'given' : 'received']++;
    others.set(other, ties);
  }
  const most = [...others]
    .sort(([, a], [, b]) => b.given + b.received - a.given - a.received)
    .slice(0, MOST)
    .map(([person, ties]) => ({ personId: nameOf(person), ...ties }));
  const found = await kit.people.cards(most.map(({ personId }) => personId));
  return {
    window: [new Date(window.from).toISOString(), new Date(window.to).toISOString()],
    people: most.flatMap(({ personId, given, received }) => {
      const card = found.get(personId);
      return card ? [{ personId, name: card.name, unit: card.unit, given, received }] : [];
    }),
  };
}
