import type { SampleCommunity, SampleThread, Who } from '../communities/sample.js';
import { type Chronicle, DAY, timeOf } from '../seeding/event.js';
import { actsAfter, momentOf } from './calendar.js';
import { Chance } from './chance.js';

/** Older counts copkit forgets by itself. */
const KEPT = 395 * DAY;
/** In two weeks after it was written; later people come by search. */
const READERS_OF_A_THREAD = 2.4;
/** In the first two weeks, and in each month after them. */
const READERS_OF_A_NEW_PRACTICE = 7;
const READS_OF_A_PRACTICE_PER_MONTH = 2;

/** Who read what, so that copkit can count in how many units. */
export function readingEvents(
  community: SampleCommunity,
  threads: readonly SampleThread[],
  chronicle: Chronicle,
  seed: number,
): void {
  const { now: until } = chronicle;
  const end = until.getTime();
  const joined = Object.entries(community.members).map(([who, at]) => [who, Date.parse(timeOf(at, until))] as const);
  const present = (time: number) => joined.flatMap(([who, at]) => (at < time && !community.left?.[who] ? [who] : []));
  const read = (time: number, who: Who, what: string, times: number) => {
    if (time > end - DAY / 24) return;
    const isPractice = what.startsWith('practice/');
    chronicle.add(momentOf(time, until), `${what}/read/${who}/${times}`, (world) => {
      const id = chronicle.id(world, what);
      return isPractice ? world.as(who).practices.get({ practiceId: id }) : world.as(who).threads.get({ threadId: id });
    });
  };

  for (const { key, at, by } of threads) {
    const time = Date.parse(timeOf(at, until));
    if (time < end - KEPT) continue;
    const chance = new Chance(seed, `${community.key} read ${key}`);
    const others = present(time).filter((who) => who !== by);
    for (const who of chance.some(others, chance.poisson(READERS_OF_A_THREAD)))
      read(actsAfter(chance, time, chance.between(1, 14 * 24)), who, key, 1);
  }
  for (const { key, at, approved, by } of community.practices ?? []) {
    const begins = Math.max(Date.parse(timeOf(approved?.at ?? at, until)), end - KEPT);
    const chance = new Chance(seed, `${community.key} read practice ${key}`);
    const count = chance.poisson(((end - begins) / (30 * DAY)) * READS_OF_A_PRACTICE_PER_MONTH);
    for (let times = 1; times <= READERS_OF_A_NEW_PRACTICE + count; times++) {
      const last = times <= READERS_OF_A_NEW_PRACTICE ? Math.min(end, begins + 14 * DAY) : end;
      const time = actsAfter(chance, chance.between(begins + DAY / 24, last), 0);
      const others = present(time).filter((who) => who !== by);
      if (others.length > 0) read(time, chance.pick(others), `practice/${key}`, times);
    }
  }
}
