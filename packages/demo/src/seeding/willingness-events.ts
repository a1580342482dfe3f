import { willingness } from '../company/willingness.js';
import { Chronicle, DAY, type Event, timeOf } from './event.js';

export function willingnessEvents(now: Date): Event[] {
  const chronicle = new Chronicle('willingness', now);
  for (const { who, at, consent, awayFor, weeklyCap, hides } of willingness) {
    chronicle.add(at, `${who}/${at}`, async ({ as }, once) => {
      const { experts } = as(who);
      if (consent) await experts.setConsent({ consent }, once);
      if (weeklyCap !== undefined) await experts.setCap({ weeklyCap }, once);
      if (hides) await experts.hideTopic({ topic: hides }, once);
      if (awayFor === undefined) return;
      const until = new Date(Date.parse(timeOf(at, now)) + awayFor * DAY).toISOString().slice(0, 10);
      await experts.setAway({ away: { until } }, once);
    });
  }
  return chronicle.events;
}
