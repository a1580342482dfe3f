import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seals } from '../communities/seals/charter.js';
import { timeOf } from '../seeding/event.js';
import { actsAfter, duringWork, momentOf } from './calendar.js';
import { Chance } from './chance.js';
import { lifeOf } from './community-life.js';
import { manners } from './manners.js';

const until = new Date('2026-11-23T00:00:00.000Z');
const manner = manners.seals as NonNullable<typeof manners.seals>;
const HOUR = 3_600_000;

describe('chance', () => {
  it('is the same for the same seed and name, and another one for each other', () => {
    const drawn = (seed: number, name: string) => {
      const chance = new Chance(seed, name);
      return Array.from({ length: 5 }, () => chance.uniform());
    };
    expect(drawn(1, 'a')).toEqual(drawn(1, 'a'));
    expect(drawn(2, 'a')).not.toEqual(drawn(1, 'a'));
    expect(drawn(1, 'b')).not.toEqual(drawn(1, 'a'));
  });

  it('has the middle that it is told', () => {
    const chance = new Chance(1, 'middle');
    const hours = Array.from({ length: 2_001 }, () => chance.logNormal(8, 1.1)).toSorted((a, b) => a - b);
    expect(hours[1_000]).toBeGreaterThan(7);
    expect(hours[1_000]).toBeLessThan(9);
  });

  it('weighs: what weighs nothing is never taken', () => {
    const chance = new Chance(1, 'weights');
    const taken = Array.from({ length: 200 }, () => chance.weighted(['a', 'b'], (item) => (item === 'a' ? 0 : 2)));
    expect(new Set(taken)).toEqual(new Set(['b']));
    expect(chance.weighted(['a'], () => 0)).toBeNull();
  });
});

describe('the calendar', () => {
  it('lets nobody act before, nor in the night', () => {
    const since = fc.integer({ min: Date.parse('2025-05-01'), max: Date.parse('2026-11-01') });
    fc.assert(
      fc.property(since, fc.double({ min: 0, max: 500, noNaN: true }), fc.nat(), (from, hours, seed) => {
        const at = actsAfter(new Chance(seed, 'acts'), from, hours);
        expect(at).toBeGreaterThan(from);
        expect((at % (24 * HOUR)) / HOUR).toBeGreaterThanOrEqual(6.5);
        expect((duringWork(new Chance(seed, 'works'), from) % (24 * HOUR)) / HOUR).toBeLessThan(17.5);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('writes moments as the hand-written files do', () => {
    const time = Date.parse('2026-11-20T07:45:00.000Z');
    expect(momentOf(time, until)).toBe('3 07:45');
    expect(timeOf('3 07:45', until)).toBe(new Date(time).toISOString());
  });
});

describe('the life of a community', () => {
  const threads = lifeOf(seals, manner, until, 1);

  it('is the same for the same seed, and another one for another', () => {
    expect(lifeOf(seals, manner, until, 1)).toEqual(threads);
    expect(lifeOf(seals, manner, until, 2)).not.toEqual(threads);
  });

  it('grows, and is answered sooner', () => {
    const half = 546 / 2;
    const daysAgo = (moment: string) => Number(moment.split(' ')[0]);
    const early = threads.filter(({ at }) => daysAgo(at) >= half);
    const late = threads.filter(({ at }) => daysAgo(at) < half);
    expect(late.length).toBeGreaterThan(early.length * 1.3);
    const median = (some: typeof threads) => {
      const hours = some.flatMap(({ at, kind, replies = [] }) =>
        kind === 'question' && replies[0]
          ? [(Date.parse(timeOf(replies[0].at, until)) - Date.parse(timeOf(at, until))) / HOUR]
          : [],
      );
      return hours.toSorted((a, b) => a - b)[Math.floor(hours.length / 2)] ?? 0;
    };
    expect(median(late)).toBeLessThan(median(early));
  });

  it('fills every word of a text, and never says the same title twice', () => {
    expect(JSON.stringify(threads)).not.toMatch(/\{\w+\}/);
    expect(new Set(threads.map(({ title }) => title)).size).toBe(threads.length);
    expect(threads.every(({ by, replies = [] }) => replies.every((reply) => reply.by !== by))).toBe(true);
  });
});
