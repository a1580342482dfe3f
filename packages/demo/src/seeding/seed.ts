import { createHash } from 'node:crypto';
import { type Caller, type Copkit, type CopkitApi, createCopkit } from '@copkit/core';
import { evaluation } from '@copkit/core/evaluation';
import type { StorageAdapter } from '@copkit/storage';
import { communities } from '../communities/communities.js';
import { people } from '../company/people.js';
import { topics } from '../company/topics.js';
import { units } from '../company/units.js';
import { inboxEvents } from '../generated/catching-up.js';
import { eventsOf } from './community-events.js';
import { type Event, timeOf, type World } from './event.js';
import { NamedBytes } from './named-bytes.js';
import { willingnessEvents } from './willingness-events.js';

export interface SeedOptions {
  /** When the company's time ends: everything happens before. */
  readonly until: Date;
  /** Chooses what is generated; what was written by hand is always the same. A whole number. */
  readonly seed: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

const BEGIN = '600 08:00';
const OFTEN = 200;

/** Letters that mutation ids may have, the same for the same name. */
const digest = (name: string) => createHash('sha256').update(name).digest('hex').slice(0, 40);

/**
 * Lets everything happen in an empty store, through the core's own operations, each at its time in the eighteen months
 * before `until`; what copkit does by itself, such as inviting people, is done when it is due. Closes the store.
 */
export async function seed(storage: StorageAdapter, options: SeedOptions): Promise<void> {
  const { until, signal, onProgress } = options;
  let present = timeOf(BEGIN, until);
  const random = new NamedBytes();
  const cop = await createCopkit({
    storage,
    extensions: [evaluation()],
    clock: () => new Date(present),
    random: (count) => random.take(count),
    onError(error) {
      throw error;
    },
  });
  try {
    const ids = await directory(cop, random, until);
    const world = worldOf(cop, ids);
    const events = [
      ...communities.flatMap((community) => eventsOf(community, until, options.seed)),
      ...inboxEvents(until, options.seed),
      ...willingnessEvents(until),
    ];
    events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    random.begin(`seed ${options.seed}`);
    let due: string | null = null;
    let acted = false;
    cop.on(() => {
      acted = true;
    });
    for (const [done, event] of events.entries()) {
      signal?.throwIfAborted();
      while (due !== null && due <= event.at) {
        present = due;
        due = (await cop.jobs.run()).next;
      }
      present = event.at;
      await told(event, world);
      // What was asked is put to people at once, as it is by a copkit that runs.
      if (acted) due = (await cop.jobs.run()).next;
      acted = false;
      if (done % OFTEN === 0) onProgress?.(done, events.length);
    }
    present = until.toISOString();
    await cop.jobs.run();
    await cop.sweep();
    onProgress?.(events.length, events.length);
  } finally {
    await cop.close();
  }
}

async function told({ key, run }: Event, world: World): Promise<void> {
  try {
    await run(world);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The sample does not hold at ${key}: ${why}`, { cause: error });
  }
}

/** Units, topics and everybody who will ever come; ids of people by host id. */
async function directory(cop: Copkit, random: NamedBytes, until: Date): Promise<Map<string, string>> {
  const host = cop.system({ name: 'directory' });
  for (const unit of units) await host.units.define(unit);
  for (const topic of topics) {
    // Ids follow from the first name.
    await host.topics.define({ prefLabel: topic.id });
    await host.topics.define({ ...topic, rename: true });
  }
  const ids = new Map<string, string>();
  for (const { came, since: daysAgo, ...person } of people) {
    random.begin(person.hostId);
    const began = daysAgo === undefined ? timeOf(BEGIN, until) : timeOf(`${daysAgo} 08:00`, until);
    if (came) await host.people.import({ people: [{ ...person, unit: came.from, since: began }] });
    const since = came ? timeOf(`${came.daysAgo} 08:00`, until) : began;
    const { ids: made } = await host.people.import({ people: [{ ...person, since }] });
    for (const id of made) if (id) ids.set(person.hostId, id);
  }
  return ids;
}

function worldOf(cop: Copkit, ids: ReadonlyMap<string, string>): World {
  const identities = new Map(
    people.map(({ came: _came, since: _since, ...identity }) => [identity.hostId, identity] as const),
  );
  const apis = new Map<string, CopkitApi & Caller>();
  return {
    cop,
    people: ids,
    ids: new Map(),
    as(who) {
      const identity = identities.get(who);
      if (!identity) throw new Error(`The sample names "${who}", whom the directory does not know.`);
      const api = apis.get(who) ?? cop.as(identity);
      apis.set(who, api);
      return api;
    },
    once: (what) => ({ mutationId: digest(what) }),
  };
}
