import type { SampleThread } from '../communities/sample.js';
import { type Chronicle, timeOf } from '../seeding/event.js';
import { actsAfter, momentOf } from './calendar.js';
import { Chance } from './chance.js';

/** Some of those whom copkit asks say that they cannot help. Who was asked shows only then. */
export function decliningEvents(threads: readonly SampleThread[], chronicle: Chronicle, seed: number): void {
  for (const { key, kind, at, by } of threads) {
    const chance = new Chance(seed, `${chronicle.community} decline ${key}`);
    if (kind !== 'question' || !chance.happens(0.25)) continue;
    const time = actsAfter(chance, Date.parse(timeOf(at, chronicle.now)), chance.logNormal(5, 0.8));
    if (time > chronicle.now.getTime()) continue;
    const which = chance.uniform();
    chronicle.add(momentOf(time, chronicle.now), `${key}/decline`, async (world, once) => {
      const threadId = chronicle.id(world, key);
      const { items } = await world.as(by).routing.list({ threadId });
      const waiting = items.filter(({ state }) => state === 'invited');
      const asked = waiting[Math.floor(which * waiting.length)]?.person.id;
      const [who] = [...world.people].find(([, id]) => id === asked) ?? [];
      if (who !== undefined) await world.as(who).routing.decline({ threadId }, once);
    });
  }
}
