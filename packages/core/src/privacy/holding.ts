import { communities, THE_ONE } from '../communities/records.js';
import { CopkitError } from '../errors.js';
import { COMMUNITY_ID, PERSON_ID, THREAD_ID } from '../identity/ids.js';
import { documents } from '../integrity/feed.js';
import type { Kit } from '../kit.js';
import { memberships } from '../membership/records.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { Effect } from '../operations/effects.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { utc } from '../operations/text.js';
import { people } from '../people/records.js';
import { EVERY_KEY } from '../store/keys.js';
import { communityPartition, peoplePartition } from '../store/partitions.js';
import { reader, scanAll } from '../store/reader.js';
import { threads } from '../threads/records.js';
import { stranger } from '../threads/view.js';
import type { Hold, PrivacyApi } from './api.js';
import { askingStore } from './asking.js';
import { audit } from './auditing.js';
import { concernsOf } from './concerns.js';
import type { Declarations } from './declaration.js';
import { type HoldRecord, holdRegister, holds, PRIVACY, pendingErasures } from './records.js';

type In<K extends keyof PrivacyApi> = InputOf<PrivacyApi[K]>;
type Out<K extends keyof PrivacyApi> = OutputOf<PrivacyApi[K]>;

const REGISTER = 'privacy.holds';
/** The job that does an erasure which waits for the end of a hold. Key: the person. */
export const ERASE_JOB = 'privacy.erase';

/** Ids of what can be held. */
export const HOLDABLE = new RegExp([PERSON_ID, COMMUNITY_ID, THREAD_ID].map(({ source }) => source).join('|'));

export const homeOfHeld = (subjectId: string): string =>
  PERSON_ID.test(subjectId) ? peoplePartition(subjectId) : communityPartition(subjectId);

export const isInForce = (hold: HoldRecord | null, now: string): boolean =>
  hold !== null && (hold.until === null || hold.until > now);

export async function hold(context: WriteContext, { subjectId, reason, until }: In<'hold'>): Promise<string> {
  await refuseUnknown(context, subjectId);
  if (until && utc(until) <= context.now) throw new CopkitError('invalid', 'until: must be in the future', 'until');
  context.put(holds, subjectId, {
    subjectId,
    reason,
    until: until ? utc(until) : null,
    by: context.actor.id,
    at: context.now,
  });
  context.effect(REGISTER, subjectId, { subjectId });
  audit(context, { act: 'hold', subjectId, reason });
  return subjectId;
}

async function refuseUnknown(context: WriteContext, subjectId: string): Promise<void> {
  const found = PERSON_ID.test(subjectId)
    ? await context.get(people, subjectId)
    : COMMUNITY_ID.test(subjectId)
      ? await context.get(communities, THE_ONE)
      : await context.get(threads, subjectId);
  if (!found) throw new CopkitError('not-found', 'There is no such person, community or thread.', 'subjectId');
}

export async function release(context: WriteContext, { subjectId, reason }: In<'release'>): Promise<string> {
  if (!(await context.get(holds, subjectId)))
    throw new CopkitError('not-found', 'Nothing is held under this id.', 'subjectId');
  context.remove(holds, subjectId);
  context.effect(REGISTER, subjectId, { subjectId });
  audit(context, { act: 'release', subjectId, reason });
  if (PERSON_ID.test(subjectId) && (await context.get(pendingErasures, subjectId)))
    context.schedule(ERASE_JOB, subjectId, context.now);
  return subjectId;
}

/** Makes the register agree with what is held where it stands. */
export const holdRegisterEffect: Effect = {
  type: REGISTER,
  async deliver(kit, source, payload) {
    const subjectId = String(payload.subjectId);
    const held = await reader(kit.storage, source).get(holds, subjectId);
    await kit.writers.mutate(PRIVACY, async (transaction) => {
      if (held) transaction.put(holdRegister, subjectId, held);
      else if (await transaction.get(holdRegister, subjectId)) transaction.remove(holdRegister, subjectId);
    });
  },
};

async function registered({ storage }: Kit): Promise<HoldRecord[]> {
  const all = await scanAll(reader(storage, PRIVACY), holdRegister, { index: 'holdRegister', ...EVERY_KEY });
  return all.map(({ body }) => body);
}

/** All that are in force. */
export async function holdsInForce(kit: Kit, now: string): Promise<HoldRecord[]> {
  return (await registered(kit)).filter((each) => isInForce(each, now));
}

/** Those whose time is over are released, and the audit says so. */
export async function releaseEnded(kit: Kit): Promise<void> {
  for (const each of await registered(kit)) {
    if (isInForce(each, kit.now())) continue;
    const current = await reader(kit.storage, homeOfHeld(each.subjectId)).get(holds, each.subjectId);
    if (current && !isInForce(current, kit.now()))
      await kit.callAsSystem('privacy.release', { subjectId: each.subjectId, reason: 'Its time is over.' });
  }
}

export async function listHolds({ kit, now }: ReadContext): Promise<Out<'listHolds'>> {
  const all = await holdsInForce(kit, now);
  const cards = await kit.people.cards(all.map(({ by }) => by));
  return { items: all.map((each) => ({ ...each, by: cards.get(each.by) ?? stranger(each.by) })) };
}

export async function holdView(context: ReadContext, subjectId: string): Promise<Hold> {
  const held = await reader(context.kit.storage, homeOfHeld(subjectId)).get(holds, subjectId);
  if (!held) throw new CopkitError('not-found', 'Nothing is held under this id.', 'subjectId');
  const cards = await context.kit.people.cards([held.by]);
  return { ...held, by: cards.get(held.by) ?? stranger(held.by) };
}

/**
 * Whether a hold keeps somebody from being erased: one on themselves, or on a community or thread in which they take
 * part, since who did what is part of what is held.
 */
export async function heldBack(context: WriteContext, known: Declarations, personId: string): Promise<boolean> {
  if (isInForce(await context.get(holds, personId), context.now)) return true;
  for (const { subjectId } of await holdsInForce(context.kit, context.now)) {
    if (!PERSON_ID.test(subjectId) && (await takesPart(context.kit, known, subjectId, personId))) return true;
  }
  return false;
}

async function takesPart(kit: Kit, known: Declarations, subjectId: string, personId: string): Promise<boolean> {
  const partition = communityPartition(subjectId);
  const whole = COMMUNITY_ID.test(subjectId);
  if (whole && (await reader(kit.storage, partition).get(memberships, personId))) return true;
  const asking = askingStore(kit.storage);
  for await (const { collection, id, body } of documents(kit.storage, partition)) {
    if (!whole && !JSON.stringify([id, body]).includes(subjectId)) continue;
    const concerns = await concernsOf({ partition, collection, id, body }, known[collection], asking);
    if (concerns.some((each) => each.personId === personId)) return true;
  }
  return false;
}
