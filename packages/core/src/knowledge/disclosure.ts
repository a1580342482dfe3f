import { isTellable } from '../metrics/metric.js';

/** What one topic's figure is made of. */
export interface TopicRecords<R> {
  readonly topicId: string;
  readonly records: ReadonlySet<R>;
}

export interface Disclosure<R> {
  /** Who stands behind a record, by part: in each part of what is told there is nobody or there are enough people. */
  readonly partsOf: (record: R) => readonly (readonly number[])[];
  /** All records, where everybody may know their figure: then also what no shown topic has. */
  readonly total?: ReadonlySet<R>;
}

/**
 * Of which topics figures are told together, so that neither one of them nor what is left when one is taken from
 * another, or all from the total, is that of a few. A record may be of several topics, so that topics overlap: where
 * one lies within another, the difference between the two must be tellable, and what is left of a topic without all
 * that lie within it. What offends is kept back, the smaller first; of the same size by id.
 */
export function toldTopics<R>(topics: readonly TopicRecords<R>[], disclosure: Disclosure<R>): ReadonlySet<string> {
  const tellable = (records: Iterable<R>) =>
    isTellable(Array.from(records, (record) => ({ parts: disclosure.partsOf(record) })));
  const smallestFirst = (a: TopicRecords<R>, b: TopicRecords<R>) =>
    a.records.size - b.records.size || (a.topicId < b.topicId ? -1 : 1);
  const told = new Set(topics.filter(({ records }) => tellable(records)).sort(smallestFirst));
  const offenderAmong = offendersOf([...told], tellable);
  const rest = restOf(told, disclosure.total ?? new Set());
  for (;;) {
    const offending =
      offenderAmong(told) ?? (tellable(rest.records()) ? undefined : [...told].find(({ records }) => records.size > 0));
    if (!offending) return new Set(Array.from(told, ({ topicId }) => topicId));
    told.delete(offending);
    rest.keepBack(offending);
  }
}

/** Which topic gives something away together with one that it lies in. `sorted`: the smallest first. */
function offendersOf<R>(sorted: readonly TopicRecords<R>[], tellable: (records: Iterable<R>) => boolean) {
  const all = sorted.map((outer, at) => {
    const lies = ({ records }: TopicRecords<R>) => records.size > 0 && isWithin(records, outer.records);
    return { outer, inner: sorted.slice(0, at).filter(lies) };
  });
  /** With how many within it a topic was found to be in order: what is told only becomes less. */
  const fine = new Map<TopicRecords<R>, number>();
  return (told: ReadonlySet<TopicRecords<R>>): TopicRecords<R> | undefined => {
    for (const { outer, inner } of all) {
      if (!told.has(outer)) continue;
      const within = inner.filter((each) => told.has(each));
      if (fine.get(outer) === within.length) continue;
      const alone = within.find(({ records }) => !tellable(without(outer.records, [records])));
      if (alone) return alone;
      const sets = within.map(({ records }) => records);
      if (within.length > 1 && !tellable(without(outer.records, sets))) return within[0];
      fine.set(outer, within.length);
    }
    return undefined;
  };
}

/** What no topic has that is told. */
function restOf<R>(told: Iterable<TopicRecords<R>>, total: ReadonlySet<R>) {
  const topicsOf = new Map<R, number>(Array.from(total, (record) => [record, 0]));
  const count = ({ records }: TopicRecords<R>, by: 1 | -1) => {
    for (const record of records) {
      const before = topicsOf.get(record);
      if (before !== undefined) topicsOf.set(record, before + by);
    }
  };
  for (const topic of told) count(topic, 1);
  return {
    keepBack: (topic: TopicRecords<R>) => count(topic, -1),
    records: () => [...topicsOf].flatMap(([record, topics]) => (topics === 0 ? [record] : [])),
  };
}

const isWithin = <R>(inner: ReadonlySet<R>, outer: ReadonlySet<R>): boolean =>
  inner.size <= outer.size && [...inner].every((record) => outer.has(record));

const without = <R>(records: ReadonlySet<R>, taken: readonly ReadonlySet<R>[]): R[] =>
  [...records].filter((record) => !taken.some((each) => each.has(record)));
