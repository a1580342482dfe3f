// @ts-check
import { createHash } from 'node:crypto';
import { createCopkit } from '@copkit/core';
import { communities } from '../data/communities.mjs';
import { people, units } from '../data/people.mjs';
import { topics } from '../data/topics.mjs';
import { eventsOf, timeOf } from './events.mjs';

/** Letters that mutation ids may have, the same for the same name. @param {string} name */
const digest = (name) => createHash('sha256').update(name).digest('hex').slice(0, 40);

/**
 * Bytes that follow from a name. People get their ids from them, and everything else its id from the person and the
 * mutation: the pages can name a community by its id.
 */
const namedBytes = () => {
  let name = '';
  let block = 0;
  return {
    /** @param {string} next */
    begin(next) {
      name = next;
      block = 0;
    },
    /** @param {number} count */
    bytes: (count) => {
      const parts = [];
      for (let have = 0; have < count; have += 32, block += 1)
        parts.push(createHash('sha256').update(`${name} ${block}`).digest());
      return new Uint8Array(Buffer.concat(parts).subarray(0, count));
    },
  };
};

/**
 * Lets the sample happen in an empty store, through the core's own operations, each at its time in the year before `now`.
 * The same `now` gives the same store. Closes the store.
 * @param {import('@copkit/storage').StorageAdapter} storage @param {Date} now
 */
export const seed = async (storage, now) => {
  let present = timeOf('400 08:00', now);
  const random = namedBytes();
  const cop = await createCopkit({ storage, clock: () => new Date(present), random: random.bytes });
  try {
    const directory = cop.system({ name: 'directory' });
    for (const unit of units) await directory.units.define(unit);
    for (const topic of topics) await directory.topics.define(topic);

    /** @type {Map<string, string>} */
    const ids = new Map();
    for (const { came, ...person } of people) {
      random.begin(person.hostId);
      if (came)
        await directory.people.import({ people: [{ ...person, unit: came.from, since: timeOf('400 08:00', now) }] });
      const since = came ? timeOf(`${came.daysAgo} 08:00`, now) : timeOf('400 08:00', now);
      const { ids: made } = await directory.people.import({ people: [{ ...person, since }] });
      for (const id of made) if (id) ids.set(person.hostId, id);
    }

    const identities = new Map(people.map(({ came: _came, ...identity }) => [identity.hostId, identity]));
    /** @type {import('./events.mjs').World} */
    const world = {
      people: ids,
      ids: new Map(),
      as: (who) => {
        const identity = identities.get(who);
        if (!identity) throw new Error(`The sample names "${who}", whom the directory does not know.`);
        return cop.as(identity);
      },
      once: (what) => ({ mutationId: digest(what) }),
    };
    const events = communities.flatMap((community) => eventsOf(community, now));
    events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    for (const { at, key, run } of events) {
      present = at;
      await run(world).catch((error) => {
        throw new Error(`The sample does not hold at ${key}: ${error.message}`, { cause: error });
      });
    }
    await cop.sweep();
  } finally {
    await cop.close();
  }
};
