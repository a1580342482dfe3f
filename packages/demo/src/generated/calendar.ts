import type { Moment } from '../communities/sample.js';
import { DAY, HOUR } from '../seeding/event.js';
import type { Chance } from './chance.js';

const MINUTE = 60_000;
/** In UTC, from the first shift in the south to the last office in the north. */
const OPENS = 6.5 * HOUR;
const CLOSES = 17.5 * HOUR;
/** Stations and boats do not know weekends, offices do. */
const WEEKEND_WORK = 0.12;

const isWeekend = (time: number) => [0, 6].includes(new Date(time).getUTCDay());
const midnight = (time: number) => Math.floor(time / DAY) * DAY;

/** A working moment on the day, or on the next working day. */
export function duringWork(chance: Chance, day: number): number {
  const at = midnight(day) + chance.between(OPENS, CLOSES - HOUR);
  return isWeekend(at) && !chance.happens(WEEKEND_WORK) ? duringWork(chance, day + DAY) : at;
}

/** When somebody acts who would have after so many hours: then if it is working time, otherwise early on the next day. */
export function actsAfter(chance: Chance, since: number, hours: number): number {
  let at = since + Math.max(hours * HOUR, 4 * MINUTE);
  const clock = at - midnight(at);
  const rests = isWeekend(at) && !chance.happens(WEEKEND_WORK);
  if (!rests && clock >= OPENS && clock <= CLOSES) return at;
  if (rests || clock > CLOSES) {
    do at += DAY;
    while (isWeekend(at));
  }
  return midnight(at) + OPENS + chance.logNormal(50, 0.7) * MINUTE;
}

/** As the hand-written files say it, to the minute: days before the last midnight, and the time of that day. */
export function momentOf(time: number, until: Date): Moment {
  const days = (midnight(until.getTime()) - midnight(time)) / DAY;
  const [hours, minutes] = new Date(time).toISOString().slice(11, 16).split(':').map(Number);
  const two = (number = 0) => String(number).padStart(2, '0');
  return `${days} ${two(hours)}:${two(minutes)}` as Moment;
}
