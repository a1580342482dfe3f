import type { Caller, Copkit, CopkitApi, Identity } from '@copkit/core';
import { cast, everybody, others, units } from './people.js';
import { doors, earlier, talk } from './talk.js';

/** Something that happens all the while, at a moment in milliseconds since 1970. */
export interface Happening {
  readonly at: number;
  run(): Promise<unknown>;
}

export interface Scenery {
  readonly communityId: string;
  /** The practice that was there before. */
  earlierId(): string;
  /** Oldest first. */
  readonly happenings: readonly Happening[];
}

const HOUR = 3_600_000;
const FIRST = Date.parse('2025-01-06T09:00:00Z');
const MONTHS = 18;
const QUESTIONS_A_MONTH = 7;

/** Numbers from 0 to below 1 (mulberry32). */
const numbers = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/**
 * A community with a year behind it, and half a year still to come: everybody but those of the story asks and answers,
 * slowly and mostly inside their own depot. Everything goes through the operations that people use.
 */
export async function foundScenery(cop: Copkit): Promise<Scenery> {
  const system = cop.system({ name: 'directory' });
  for (const [id, name] of Object.entries(units)) await system.units.define({ id, name });
  const { ids } = await system.people.import({
    people: everybody.map(({ hostId, name, unit, jobTitle }) => ({
      hostId,
      name,
      since: new Date(FIRST).toISOString(),
      ...(unit && { unit }),
      ...(jobTitle && { jobTitle }),
    })),
  });
  const idOf = new Map(everybody.map(({ hostId }, at) => [hostId, ids[at] ?? '']));
  const as = (hostId: string): CopkitApi & Caller =>
    cop.as(everybody.find((person) => person.hostId === hostId) as Identity);

  const { id: communityId } = await as('mei').communities.create({
    name: 'Train doors and more',
    purpose: 'Whoever keeps trains running helps whoever has the same fault tonight.',
    topics: ['Doors', 'Brakes', 'Climate', 'Power', 'Couplers'],
    sponsorId: idOf.get('olav') ?? '',
    routing: { enabled: true, waitHours: 48, perRound: 2, rounds: 2 },
  });
  for (const { hostId } of everybody) if (hostId !== 'mei') await as(hostId).membership.join({ communityId });
  await as('mei').membership.setRoles({
    communityId,
    personId: idOf.get('tomas') ?? '',
    roles: ['expert', 'member'],
  });

  const happenings: Happening[] = [];
  const at = (moment: number, run: () => Promise<unknown>) => happenings.push({ at: moment, run });
  const ask = async (hostId: string, title: string, body: string, topic: string) =>
    as(hostId).threads.start({ communityId, kind: 'question', title, body, topics: [topic], invite: false });

  let earlierId = '';
  at(Date.parse('2025-02-17T10:00:00Z'), async () => {
    const practice = await as('tomas').practices.create({
      communityId,
      ...earlier,
      topics: ['Doors'],
      subjects: [{ key: 'procedure:OP-090', title: 'OP-090 Washing trains in winter' }],
    });
    earlierId = practice.id;
  });
  for (const [month, hostId] of [
    ['2025-03', 'samir'],
    ['2025-04', 'elif'],
  ] as const) {
    let adoptionId = '';
    const adopted = Date.parse(`${month}-03T13:00:00Z`);
    at(adopted, async () => {
      ({ id: adoptionId } = await as(hostId).adoptions.adopt({ practiceId: earlierId }));
    });
    at(adopted + 100 * 24 * HOUR, () => as(hostId).adoptions.advance({ adoptionId, to: 'sustained' }));
  }

  for (const { by, answeredBy, on, hours, title, body, answer } of doors) {
    const asked = Date.parse(`${on}T06:40:00Z`);
    let threadId = '';
    let replyId = '';
    at(asked, async () => {
      ({ id: threadId } = await ask(by, title, body, 'Doors'));
    });
    at(asked + hours * HOUR, async () => {
      ({ id: replyId } = await as(answeredBy).threads.reply({ threadId, body: answer }));
    });
    at(asked + (hours + 9) * HOUR, () => as(by).threads.accept({ replyId }));
  }

  const random = numbers(7);
  const one = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  for (let month = 0; month < MONTHS; month++) {
    const from = Date.UTC(2025, month, 2);
    for (let n = 0; n < QUESTIONS_A_MONTH; n++) {
      const asker = others[(month * QUESTIONS_A_MONTH + n * 5) % others.length] as Identity;
      const { topic, title, body, answers } = talk[(month * 5 + n * 7) % talk.length] as (typeof talk)[number];
      const asked = Math.max(from + (n * 4 + random()) * 24 * HOUR, FIRST + HOUR);
      let threadId = '';
      at(asked, async () => {
        ({ id: threadId } = await ask(asker.hostId, `Set ${11 + ((month * 13 + n * 29) % 60)}: ${title}`, body, topic));
      });
      if (random() < 0.14) {
        // What nobody answers is closed now and then, and once taken back.
        if (n === 3 && month % 6 === 2)
          at(asked + 300 * HOUR, () => as('mei').threads.close({ threadId, reason: 'obsolete' }));
        continue;
      }
      let answered = asked;
      for (const [k, text] of answers.entries()) {
        if (k > 0 && random() < 0.5) break;
        const near = others.filter(({ unit, hostId }) => unit === asker.unit && hostId !== asker.hostId);
        const far = others.filter(({ unit }) => unit !== asker.unit);
        const answerer = one(random() < 0.75 && near.length > 0 ? near : far);
        // Half of the first answers come within three days.
        answered += 60 * HOUR * Math.exp(1.1 * (random() + random() + random() - 1.5));
        let replyId = '';
        at(answered, async () => {
          ({ id: replyId } = await as(answerer.hostId).threads.reply({ threadId, body: text }));
        });
        if (k === 0 && random() < 0.6) at(answered + 12 * HOUR, () => as(asker.hostId).threads.accept({ replyId }));
      }
    }
  }

  // Those of the story have read what reached them before it begins.
  at(Date.parse('2026-01-11T12:00:00Z'), async () => {
    for (const hostId of Object.keys(cast)) await as(hostId).inbox.markRead({ all: true });
  });
  happenings.sort((a, b) => a.at - b.at);
  return { communityId, earlierId: () => earlierId, happenings };
}
