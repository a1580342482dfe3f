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
  const told = topics.filter(({ records }) => tellable(records)).sort(smallestFirst);
  for (let offending = offenderIn(told, disclosure, tellable); offending; ) {
    told.splice(told.indexOf(offending), 1);
    offending = offenderIn(told, disclosure, tellable);
  }
  return new Set(told.map(({ topicId }) => topicId));
}

/** `told`: the smallest first. */
function offenderIn<R>(
  told: readonly TopicRecords<R>[],
  { total }: Disclosure<R>,
  tellable: (records: Iterable<R>) => boolean,
): TopicRecords<R> | undefined {
  for (const [at, outer] of told.entries()) {
    const within = told.slice(0, at).filter(({ records }) => records.size > 0 && isWithin(records, outer.records));
    const offending = within.find(({ records }) => !tellable(without(outer.records, [records])));
    if (offending) return offending;
    if (
      within.length > 1 &&
      !tellable(
        without(
          outer.records,
          within.map(({ records }) => records),
        ),
      )
    )
      return within[0];
  }
  if (
    !total ||
    tellable(
      without(
        total,
        told.map(({ records }) => records),
      ),
    )
  )
    return undefined;
  return told.find(({ records }) => records.size > 0);
}

const isWithin = <R>(inner: ReadonlySet<R>, outer: ReadonlySet<R>): boolean =>
  inner.size <= outer.size && [...inner].every((record) => outer.has(record));

const without = <R>(records: ReadonlySet<R>, taken: readonly ReadonlySet<R>[]): R[] =>
  [...records].filter((record) => !taken.some((each) => each.has(record)));
