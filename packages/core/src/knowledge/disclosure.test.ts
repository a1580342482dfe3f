import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { K } from '../metrics/publication.js';
import { type TopicRecords, toldTopics } from './disclosure.js';

/** A record is of one person. */
interface Record {
  readonly person: number;
  readonly topics: readonly number[];
}

const record = fc.record({
  person: fc.integer({ min: 0, max: 11 }),
  topics: fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }),
});
const community = fc.array(record, { maxLength: 60 });

const topicsOf = (records: readonly Record[]): TopicRecords<Record>[] =>
  [0, 1, 2, 3, 4].map((topic) => ({
    topicId: `t${topic}`,
    records: new Set(records.filter(({ topics }) => topics.includes(topic))),
  }));
const peopleIn = (records: Iterable<Record>) => new Set(Array.from(records, ({ person }) => person)).size;
const enough = (count: number) => count === 0 || count >= K;
const partsOf = ({ person }: Record) => [[person]];

/** Every way to take some of the told sets away from one of them or from all. */
function* differences(told: readonly TopicRecords<Record>[], total: ReadonlySet<Record>) {
  const sets = told.map(({ records }) => records);
  for (const outer of [...sets, total]) {
    const within = sets.filter((inner) => inner !== outer && [...inner].every((each) => outer.has(each)));
    for (let some = 0; some < 2 ** within.length; some++) {
      const taken = within.filter((_, at) => (some >> at) & 1);
      // Only of sets that have nothing in common the counts can be taken away one after the other.
      const sum = taken.reduce((count, { size }) => count + size, 0);
      const union = new Set(taken.flatMap((each) => [...each]));
      if (sum === union.size) yield [...outer].filter((each) => !union.has(each));
    }
  }
}

describe('what is told of topics', () => {
  test('is about nobody or enough people each', () => {
    fc.assert(
      fc.property(community, (records) => {
        const topics = topicsOf(records);
        const told = toldTopics(topics, { partsOf });
        for (const { topicId, records } of topics) if (told.has(topicId)) expect(enough(peopleIn(records))).toBe(true);
      }),
      { seed: 1 },
    );
  });

  test('leaves nobody alone when one is taken from another', () => {
    fc.assert(
      fc.property(community, (records) => {
        const topics = topicsOf(records);
        const told = toldTopics(topics, { partsOf });
        for (const outer of topics.filter(({ topicId }) => told.has(topicId))) {
          for (const inner of topics.filter(({ topicId }) => told.has(topicId))) {
            if (![...inner.records].every((each) => outer.records.has(each))) continue;
            const left = [...outer.records].filter((each) => !inner.records.has(each));
            expect(enough(peopleIn(left))).toBe(true);
          }
        }
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  test('leaves nobody alone when it is taken from the total', () => {
    fc.assert(
      fc.property(community, (records) => {
        const total = new Set(records);
        fc.pre(enough(peopleIn(total)));
        const topics = topicsOf(records);
        const told = toldTopics(topics, { partsOf, total });
        const shown = topics.filter(({ topicId }) => told.has(topicId));
        const left = records.filter((each) => !shown.some((topic) => topic.records.has(each)));
        expect(enough(peopleIn(left))).toBe(true);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  test('leaves nobody alone whatever is added up and taken away', () => {
    // With topics of which no two overlap: then every count can be taken from every sum.
    const apart = fc.array(
      fc.record({
        person: fc.integer({ min: 0, max: 11 }),
        topics: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 1 }),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(apart, (records) => {
        const total = new Set(records);
        fc.pre(enough(peopleIn(total)));
        const topics = topicsOf(records);
        const told = toldTopics(topics, { partsOf, total });
        const shown = topics.filter(({ topicId }) => told.has(topicId));
        for (const left of differences(shown, total)) expect(enough(peopleIn(left))).toBe(true);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  test('is everything where enough people stand behind everything', () => {
    const records = [0, 1, 2, 3, 4].flatMap((topic) =>
      [0, 1, 2, 3, 4, 5].map((person) => ({ person, topics: [topic] })),
    );
    expect(toldTopics(topicsOf(records), { partsOf, total: new Set(records) }).size).toBe(5);
  });

  test('takes work in proportion to the topics and records, however many topics are kept back', () => {
    let looked = 0;
    class Counting<R> extends Set<R> {
      override has(value: R): boolean {
        looked++;
        return super.has(value);
      }
    }
    let seed = 7;
    const below = (most: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((seed / 2 ** 31) * most);
    };
    const many = Array.from({ length: 800 }, () => ({ person: below(300), topics: [below(80), below(80), below(80)] }));
    const topics = Array.from({ length: 80 }, (_, topic) => ({
      topicId: `t${topic}`,
      records: new Counting(many.filter(({ topics: theirs }) => theirs.includes(topic))),
    }));
    // Of no topic: until others are left with it, it would be told by what is left.
    const total = new Set([...many, { person: 0, topics: [] }]);
    const told = toldTopics(topics, { partsOf, total });
    expect(topics.length - told.size).toBeGreaterThan(5);
    expect(looked).toBeLessThan(topics.length * many.length);
  });
});
