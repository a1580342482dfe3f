import type { SampleCommunity } from '../communities/sample.js';
import { people } from '../company/people.js';
import { Chronicle, DAY, type Event } from '../seeding/event.js';
import { actsAfter, momentOf } from './calendar.js';
import { Chance } from './chance.js';

/** Days before the end, about: whoever looks at the company finds what is new of a few days, and not of a year. */
const CAUGHT_UP = [320, 180, 90, 35, 5];

/** People go through what they were told, now and then. */
export function inboxEvents(until: Date, seed: number): Event[] {
  const chronicle = new Chronicle('inbox', until);
  for (const { hostId, since = Number.POSITIVE_INFINITY } of people) {
    const chance = new Chance(seed, `inbox ${hostId}`);
    for (const days of CAUGHT_UP.filter((each) => each < since)) {
      const moment = momentOf(about(chance, until, days), until);
      chronicle.add(moment, `${hostId}/${days}`, (world, once) => world.as(hostId).inbox.markRead({ all: true }, once));
    }
  }
  return chronicle.events;
}

/** Members of whom nothing is said leave little unread. */
export function readMarkEvents({ members, read = {}, left = {} }: SampleCommunity, chronicle: Chronicle, seed: number) {
  for (const who of Object.keys(members).filter((each) => !read[each] && !left[each])) {
    const chance = new Chance(seed, `${chronicle.community} caught up ${who}`);
    const moment = momentOf(about(chance, chronicle.now, CAUGHT_UP.at(-1) ?? 0), chronicle.now);
    chronicle.add(moment, `read/${who}`, (world, once) =>
      world.as(who).threads.markAllRead(chronicle.here(world), once),
    );
  }
}

function about(chance: Chance, until: Date, days: number): number {
  return actsAfter(chance, until.getTime() - chance.between(days * 0.6, days * 1.4) * DAY, 0);
}
