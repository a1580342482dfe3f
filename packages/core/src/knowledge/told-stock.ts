import { toldTopics } from './disclosure.js';
import type { LoggedItem } from './evidence-log.js';
import type { Held, Stock } from './stock.js';

/** What is told of who holds the evidence by a month, by topic; without the topics of which nothing is. */
export function toldStock(stock: Stock, month: number, topicIds: readonly string[]): ReadonlyMap<string, Held> {
  const held = new Map(
    topicIds.flatMap((topicId) => {
      const found = stock.toldUntil(topicId, month);
      return found ? [[topicId, found] as const] : [];
    }),
  );
  const cells = Array.from(held, ([topicId, { items }]) => ({ topicId, records: items }));
  const told = toldTopics(cells, { partsOf: ({ holder }: LoggedItem) => [[holder]] });
  return new Map([...held].filter(([topicId]) => told.has(topicId)));
}

/** Topics whose evidence lies within that of another: a breakdown of both would tell of what they do not share. */
export function nested(held: ReadonlyMap<string, Held>): ReadonlySet<string> {
  const all = [...held];
  const inner = all.filter(([topicId, { items }]) =>
    all.some(
      ([other, outer]) =>
        other !== topicId && items.size <= outer.items.size && [...items].every((item) => outer.items.has(item)),
    ),
  );
  return new Set(inner.map(([topicId]) => topicId));
}
