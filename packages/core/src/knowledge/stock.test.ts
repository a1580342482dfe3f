import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Activity } from '../activity/records.js';
import { UTC } from '../metrics/calendar.js';
import { CommunityLog } from '../metrics/columns.js';
import { K } from '../metrics/publication.js';
import { absenceFactor, effectiveNumber } from './concentration.js';
import { evidenceLogOf } from './evidence-log.js';
import { Merges } from './merges.js';
import { type Held, Stock } from './stock.js';

const FROM = UTC.monthOf(Date.parse('2024-01-01'));
const day = (of: number) => new Date(Date.UTC(2024, 0, 1 + of, 12)).toISOString();

class Told {
  readonly log = new CommunityLog();
  #acts = 0;

  act(more: Partial<Activity> & Pick<Activity, 'verb' | 'at'>): this {
    const id = `a${this.#acts++}`;
    const nothing = { inReplyTo: null, target: null, unitAtEvent: null, topics: [], detail: null } as const;
    const where = { community: 'c', channel: 'text', recordedAt: more.at, origin: 'live' } as const;
    this.log.take({ id, actor: 'asker', object: id, ...nothing, ...where, ...more } as Activity);
    return this;
  }

  answer(of: number, actor: string, topics: string[], more: Partial<Activity> = {}): string {
    const object = `r${this.#acts}`;
    this.act({ verb: 'ask', at: day(of), object: `q${object}`, topics });
    this.act({ verb: 'answer', at: day(of), actor, object, inReplyTo: `q${object}`, topics, ...more });
    return object;
  }

  stock(months: number, merges = new Merges(new Map())): Stock {
    return new Stock(evidenceLogOf(this.log), { from: FROM, to: FROM + months }, merges);
  }
}

const sharesOf = ({ byPerson }: Held) => {
  const total = [...byPerson.values()].reduce((sum, each) => sum + each, 0);
  return [...byPerson.values()].map((each) => each / total);
};
const atEnd = (stock: Stock, month: number, topic = 'pumps') => stock.heldAt(topic, UTC.startOf(FROM + month));

describe('what is held', () => {
  test('is answers, accepted ones half as much again, practices twice, half as much after a year', () => {
    const told = new Told();
    told.answer(0, 'ada', ['pumps']);
    const accepted = told.answer(0, 'bo', ['pumps']);
    told.act({ verb: 'accept', at: day(1), object: accepted });
    told.act({ verb: 'publish', at: day(0), actor: 'cy', target: 'dee', object: 'h1', topics: ['pumps'] });
    told.answer(365, 'eve', ['pumps', 'seals']);
    const held = atEnd(told.stock(15), 15);
    const [ada = 0, bo = 0, dee = 0, eve = 0] = [...held.byPerson.values()];
    expect(bo / ada).toBeCloseTo(1.5, 9);
    expect(dee / ada).toBeCloseTo(2, 9);
    expect(eve / ada).toBeCloseTo(2, 9);
  });

  test('is not an answer to oneself, nor what was hidden or withdrawn by then, nor of who had left', () => {
    const told = new Told();
    told.answer(0, 'asker', ['pumps']);
    const hidden = told.answer(1, 'ada', ['pumps']);
    const gone = told.answer(1, 'bo', ['pumps']);
    told.answer(1, 'cy', ['pumps']);
    told.act({ verb: 'hide', at: day(40), object: hidden });
    told.act({ verb: 'restore', at: day(400), object: hidden });
    told.act({ verb: 'withdraw', at: day(100), actor: 'bo', object: gone });
    told.act({ verb: 'leave', at: day(100), actor: 'cy', object: 'c' });
    const stock = told.stock(15);
    expect([3, 6, 15].map((month) => atEnd(stock, month).byPerson.size)).toEqual([2, 0, 1]);
  });

  test('of merged topics is together from the merge on', () => {
    const told = new Told();
    told.answer(0, 'ada', ['pumps']);
    told.answer(0, 'bo', ['pumping']);
    const merges = new Merges(new Map([['pumping', { into: 'pumps', at: day(100) }]]));
    const stock = told.stock(6, merges);
    expect(stock.topicIds).toEqual(['pumps']);
    expect([3, 6].map((month) => atEnd(stock, month).byPerson.size)).toEqual([1, 2]);
  });

  test('has the concentration of the log', () => {
    const told = new Told();
    for (const [person, answers] of [8, 2, 2, 2, 2].entries())
      for (let n = 0; n < answers; n++) told.answer(n, `p${person}`, ['pumps']);
    const held = told.stock(3).toldUntil('pumps', FROM + 3);
    const shares = sharesOf(held!);
    expect(absenceFactor(shares)).toBe(1);
    expect(effectiveNumber(shares)).toBeCloseTo(4, 1);
  });
});

describe('what is told of it', () => {
  const byPeople = (told: Told, of: number, people: readonly number[]) => {
    for (const person of people) told.answer(of, `p${person}`, ['pumps']);
  };
  const FIVE = [0, 1, 2, 3, 4];

  test('is nothing of four', () => {
    const told = new Told();
    byPeople(told, 0, [0, 1, 2, 3]);
    expect(told.stock(3).toldUntil('pumps', FROM + 3)).toBeNull();
    byPeople(told, 1, [4]);
    expect(told.stock(3).toldUntil('pumps', FROM + 3)).not.toBeNull();
    expect(told.stock(3).toldUntil('seals', FROM + 3)?.byPerson.size).toBe(0);
  });

  test('stays what it was while fewer than five change it', () => {
    const told = new Told();
    byPeople(told, 0, FIVE);
    byPeople(told, 100, [5]);
    byPeople(told, 200, [6, 7, 8, 9]);
    const stock = told.stock(9);
    const toldAt = (month: number) => stock.toldUntil('pumps', FROM + month);
    expect([3, 6, 9].map((month) => toldAt(month)?.byPerson.size)).toEqual([5, 5, 10]);
    expect(toldAt(6)?.at).toBe(UTC.startOf(FROM + 3));
  });

  test('of all topics together stays what it was while fewer than five change it', () => {
    const told = new Told();
    byPeople(told, 0, FIVE);
    // One person makes one topic, and with it the count of those that hang on one person.
    told.answer(100, 'p9', ['valves']);
    const stock = told.stock(6);
    for (const month of [3, 6]) {
      expect(stock.allUntil(FROM + month)).toMatchObject({ at: UTC.startOf(FROM + 3), held: [{}] });
      expect(stock.thinUntil(FROM + month)).toMatchObject({ at: UTC.startOf(FROM + 3), held: [] });
    }
    for (const person of [0, 1, 2, 3, 4]) told.answer(200, `q${person}`, [`part ${person}`]);
    const later = told.stock(9);
    expect(later.allUntil(FROM + 9)?.held).toHaveLength(1 + 1 + 5);
    expect(later.thinUntil(FROM + 9)?.held).toHaveLength(1 + 5);
  });

  test('is not who left, nor who moved to another unit', () => {
    const told = new Told();
    byPeople(told, 0, [...FIVE, 5]);
    told.act({ verb: 'leave', at: day(100), actor: 'p5', object: 'c' });
    told.act({ verb: 'reply', at: day(200), actor: 'p4', unitAtEvent: 'north' });
    const stock = told.stock(9);
    expect([6, 9].map((month) => stock.toldUntil('pumps', FROM + month)?.at)).toEqual(
      Array.from({ length: 2 }, () => UTC.startOf(FROM + 3)),
    );
  });

  test('is nothing by which one quarter and another tell of a few', () => {
    const deed = fc.record({
      of: fc.integer({ min: 0, max: 700 }),
      person: fc.integer({ min: 0, max: 14 }),
      what: fc.constantFrom('answer', 'answer', 'answer', 'publish', 'hide', 'accept'),
    });
    const leaving = fc.array(fc.integer({ min: 100, max: 700 }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(deed, { minLength: 5, maxLength: 120 }), leaving, (deeds, leavings) => {
        const told = new Told();
        for (const { of, person, what } of deeds.toSorted((a, b) => a.of - b.of)) {
          const actor = `p${person}`;
          if (what === 'publish')
            told.act({ verb: what, at: day(of), actor, object: `h${of}.${person}`, topics: ['pumps'] });
          else {
            const object = told.answer(of, actor, ['pumps']);
            if (what !== 'answer') told.act({ verb: what, at: day(of + 95), object });
          }
        }
        for (const [person, of] of leavings.entries())
          told.act({ verb: 'leave', at: day(of), actor: `p${person}`, object: 'c' });
        const stock = told.stock(27);
        const seen = new Map<number, Held>();
        for (let month = 3; month <= 27; month += 3) {
          const held = stock.toldUntil('pumps', FROM + month);
          if (held) seen.set(held.at, held);
        }
        const ends = [...seen.values()];
        for (const held of ends) expect(held.byPerson.size === 0 || held.byPerson.size >= K).toBe(true);
        for (const [at, later] of ends.entries()) {
          for (const earlier of ends.slice(0, at)) expect(changedBetween(earlier, later)).not.toBeOneOf([1, 2, 3, 4]);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  function changedBetween(earlier: Held, later: Held): number {
    const people = new Set([...earlier.byPerson.keys(), ...later.byPerson.keys()]);
    return [...people].filter((person) => earlier.byPerson.get(person) !== later.byPerson.get(person)).length;
  }
});

describe('units', () => {
  const unitsOf = (people: Readonly<Record<string, number>>) => {
    const told = new Told();
    for (const [unit, count] of Object.entries(people)) {
      for (let n = 0; n < count; n++)
        told.answer(n, `${unit}${n}`, ['pumps'], { unitAtEvent: unit === 'none' ? null : unit });
    }
    const stock = told.stock(3);
    const held = stock.toldUntil('pumps', FROM + 3)!;
    const units = stock.unitsOf(held, (unit) => ({ id: told.log.units.stringOf(unit), name: `Unit ${unit}` }));
    return Object.fromEntries(
      units.map(({ unitId, share }) => [unitId, share === null ? null : Number(share.toFixed(2))]),
    );
  };

  test('have their share, where five of each hold some', () => {
    expect(unitsOf({ north: 5, south: 15 })).toEqual({ north: 0.25, south: 0.75 });
  });

  test('with fewer have none, nor do those by which it could be worked out', () => {
    expect(unitsOf({ north: 5, south: 15, east: 2 })).toEqual({ north: null, south: expect.any(Number), east: null });
    expect(unitsOf({ north: 5, south: 15, none: 1 })).toEqual({ north: null, south: expect.any(Number) });
    expect(unitsOf({ north: 9, east: 1 })).toEqual({ north: null, east: null });
    expect(unitsOf({ north: 9, east: 3, west: 2 })).toEqual({ north: expect.any(Number), east: null, west: null });
  });
});
