import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { random } from 'nanoid';
import { THE_ONE } from '../communities/records.js';
import { CopkitError } from '../errors.js';
import { PERSON_ID } from '../identity/ids.js';
import type { Job } from '../jobs/job.js';
import { endedStates, memberships } from '../membership/records.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { Hook } from '../operations/hooks.js';
import { under } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import { printKeys, type SanctionRecord, sanctionId, sanctionPrints, sanctions } from './records.js';

type Kind = SanctionRecord['kind'];

const KEY_BYTES = 32;
const FORGET_JOB = 'moderation.forgetSanction';

/**
 * Whoever erases themselves is somebody new when they sign on again, and would be rid of a mute or a ban. So while one
 * lasts, a fingerprint of the id at the sign-on is kept with it: keyed (HMAC-SHA-256), so that nobody finds the id by
 * trying all of them who has not the key, and with a key of the community's own, so that two communities' say nothing
 * of each other.
 */
async function printOf(context: ReadContext, key: string, personId: string, kind: Kind): Promise<string | null> {
  const { hostId } = (await context.kit.people.record(personId)) ?? { hostId: null };
  if (hostId === null) return null;
  return bytesToHex(hmac(sha256, hexToBytes(key), utf8ToBytes(`${kind} ${hostId}`)));
}

/** Keeps the fingerprint until a moment, or until it is lifted. */
export async function keepPrint(
  context: WriteContext,
  { personId, kind, until }: Pick<SanctionRecord, 'personId' | 'kind' | 'until'>,
): Promise<void> {
  let { key } = (await context.get(printKeys, THE_ONE)) ?? { key: null };
  if (key === null) {
    key = bytesToHex((context.kit.random ?? random)(KEY_BYTES));
    context.put(printKeys, THE_ONE, { key });
  }
  const print = await printOf(context, key, personId, kind);
  if (print !== null) context.put(sanctionPrints, print, { personId, kind, until, at: context.now });
  if (until !== null) context.schedule(FORGET_JOB, sanctionId(personId, kind), until, { personId, kind });
}

export async function forgetPrint(context: WriteContext, personId: string, kind: Kind): Promise<void> {
  const own = { index: 'sanctionPrints', ...under(`${sanctionId(personId, kind)}/`) };
  for (const { id } of await scanAll(context, sanctionPrints, own)) context.remove(sanctionPrints, id);
  context.unschedule(FORGET_JOB, sanctionId(personId, kind));
}

/** Of a mute that ended by itself; of who was erased why they were muted is forgotten already. */
export const forgetSanction: Job = {
  type: FORGET_JOB,
  async run(context, _key, { personId }) {
    await forgetPrint(context, String(personId), 'mute');
    const id = sanctionId(String(personId), 'mute');
    const sanction = await context.get(sanctions, id);
    if (sanction && sanction.reason === '') context.remove(sanctions, id);
  },
};

/** As whom somebody was sanctioned here before they were erased; `null` for everybody else. */
export async function earlierSelf(context: ReadContext, personId: string, kind: Kind): Promise<string | null> {
  const keys = await context.get(printKeys, THE_ONE);
  const print = keys && (await printOf(context, keys.key, personId, kind));
  const found = print ? await context.get(sanctionPrints, print) : null;
  if (!found || found.personId === personId || (found.until !== null && found.until <= context.now)) return null;
  return found.personId;
}

/** Everybody whom a call names. */
const namedIn = (input: unknown): string[] =>
  Object.values(input as Record<string, unknown>)
    .flat()
    .filter((value): value is string => typeof value === 'string' && PERSON_ID.test(value));

/** Who has come back does not write, and is not let in or appointed by others, before the mute ends or the ban is lifted. */
export async function refuseReturned(context: ReadContext, input: unknown): Promise<void> {
  const { actor, membership } = context;
  if (actor.kind !== 'person') return;
  // Who takes part is here rightfully: most writes look at nothing.
  const suspects = new Set(namedIn(input));
  if (!membership || endedStates.has(membership.state)) suspects.add(actor.id);
  for (const personId of suspects) {
    const theirs = await context.get(memberships, personId);
    if (theirs && !endedStates.has(theirs.state)) continue;
    const who = personId === actor.id ? 'You were' : 'This person was';
    if ((await earlierSelf(context, personId, 'ban')) !== null)
      throw new CopkitError('forbidden', `${who} banned from this community before an erasure: that has to be lifted.`);
    if ((await earlierSelf(context, personId, 'mute')) !== null)
      throw new CopkitError('forbidden', `${who} muted in this community before an erasure: that has to end.`);
  }
}

/** What an erased person was told stays in the audit under an id; why they were muted or banned need not be kept. */
export const forgetReasons: Hook = {
  operation: 'membership.end',
  async after(context, input) {
    const { personId } = input as { personId: string };
    if (!('remove' in context)) return;
    for (const kind of ['mute', 'ban'] as const) {
      const id = sanctionId(personId, kind);
      const sanction = await context.get(sanctions, id);
      if (!sanction) continue;
      if (sanction.until !== null && sanction.until <= context.now) context.remove(sanctions, id);
      else context.put(sanctions, id, { ...sanction, reason: '' });
    }
  },
};
