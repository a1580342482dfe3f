import { CopkitError } from '../errors.js';
import { changeMembership, knownPerson } from '../membership/change.js';
import { refuseLastFacilitator } from '../membership/ending.js';
import { endedStates, isMuted, type MembershipRecord, memberships } from '../membership/records.js';
import { type ReadContext, theCommunity, type WriteContext } from '../operations/context.js';
import type { Hook } from '../operations/hooks.js';
import type { InputOf, Operation } from '../operations/operation.js';
import { utc } from '../operations/text.js';
import type { ModerationApi } from './api.js';
import { printKeys, type SanctionRecord, sanctionId, sanctionPrints, sanctions } from './records.js';
import { earlierSelf, forgetPrint, keepPrint, refuseReturned } from './returning.js';
import { asRole, inform } from './telling.js';

type In<K extends keyof ModerationApi> = InputOf<ModerationApi[K]>;
type Kind = SanctionRecord['kind'];

const LONGEST_MS = 366 * 86_400_000;

/** Writes that say nothing to anybody, or end something of one's own: open to who is muted. All others are not. */
const OPEN_TO_MUTED: ReadonlySet<string> = new Set([
  'threads.markRead',
  'threads.markAllRead',
  'threads.unfollow',
  'membership.leave',
  'membership.cancelRequest',
  'membership.refuse',
  'expertise.withdrawEndorsement',
  'expertise.declineEndorsement',
  'expertise.acceptEndorsement',
  'expertise.dispute',
  'expertise.undispute',
]);

/** Before every write of a community, also those of extensions and of versions to come. */
export function sanctionHooks(operations: ReadonlyMap<string, Operation>): readonly Hook[] {
  return [...operations.values()]
    .filter(({ kind, community, name }) => kind !== 'read' && community && !OPEN_TO_MUTED.has(name))
    .map(({ name }) => ({
      operation: name,
      alsoReads: [sanctions.name, sanctionPrints.name, printKeys.name],
      async before(context, input) {
        await refuseSanctioned(context);
        // Moderators decide about who has come back as about everybody.
        if (!name.startsWith('moderation.')) await refuseReturned(context, input);
      },
    }));
}

/** The membership is expected unchanged by the commit, so whoever writes and whoever mutes them cannot both succeed. */
async function refuseSanctioned(context: ReadContext): Promise<void> {
  const { actor, membership, now } = context;
  const muted = isMuted(membership, now);
  if (actor.kind !== 'person' || !(muted || membership?.sanction?.banned)) return;
  const kind = muted ? 'mute' : 'ban';
  const sanction = await context.get(sanctions, sanctionId(actor.id, kind));
  const why = sanction ? ` Reason: ${sanction.reason}` : '';
  const until = membership?.sanction?.mutedUntil?.slice(0, 16);
  throw new CopkitError(
    'forbidden',
    muted ? `You may read here, and not write until ${until}Z.${why}` : `You are banned from this community.${why}`,
  );
}

/** Facilitators are equals: what one cannot settle with another is an administrator's to decide. */
function refuseAmongFacilitators({ actor }: ReadContext, theirs: MembershipRecord | null): void {
  if (theirs?.roles.includes('facilitator') && actor.kind === 'person' && !actor.admin) {
    throw new CopkitError('forbidden', 'Only an administrator may do this to a facilitator.', 'personId');
  }
}

function refuseOneself({ actor }: ReadContext, personId: string): void {
  if (actor.id === personId) throw new CopkitError('invalid', 'You cannot do this to yourself.', 'personId');
}

/** What an administrator decided, an administrator takes back. */
async function refuseUnlessLifting(context: WriteContext, personId: string, kind: Kind): Promise<void> {
  const sanction = await context.get(sanctions, sanctionId(personId, kind));
  const { actor } = context;
  if (sanction?.role === 'administrator' && actor.kind === 'person' && !actor.admin) {
    throw new CopkitError('forbidden', 'An administrator decided this. Only an administrator may take it back.');
  }
}

async function keep(
  context: WriteContext,
  { personId, kind, reason, until }: Pick<SanctionRecord, 'personId' | 'kind' | 'reason' | 'until'>,
): Promise<void> {
  await keepPrint(context, { personId, kind, until });
  context.put(sanctions, sanctionId(personId, kind), {
    personId,
    kind,
    reason,
    at: context.now,
    until,
    by: context.actor.id,
    role: asRole(context),
  });
}

async function forget(context: WriteContext, personId: string, kind: Kind): Promise<void> {
  context.remove(sanctions, sanctionId(personId, kind));
  await forgetPrint(context, personId, kind);
}

async function setSanction(context: WriteContext, personId: string, change: Partial<MembershipRecord['sanction']>) {
  const theirs = await context.get(memberships, personId);
  if (!theirs) return;
  const { sanction = { mutedUntil: null, banned: false }, ...rest } = theirs;
  const changed = { ...sanction, ...change };
  const stays = changed.banned || changed.mutedUntil !== null;
  context.put(memberships, personId, { ...rest, ...(stays && { sanction: changed }) });
}

export async function mute(context: WriteContext, { personId, reason, until }: In<'mute'>): Promise<string> {
  refuseOneself(context, personId);
  const end = utc(until);
  if (end <= context.now || Date.parse(end) > Date.parse(context.now) + LONGEST_MS) {
    throw new CopkitError('invalid', 'until: must be in the future, and within a year', 'until');
  }
  const theirs = await context.get(memberships, personId);
  if (!theirs || endedStates.has(theirs.state)) {
    throw new CopkitError('conflict', 'This person is not a member. Who is none can be banned.', 'personId');
  }
  refuseAmongFacilitators(context, theirs);
  if (isMuted(theirs, context.now)) await refuseUnlessLifting(context, personId, 'mute');
  await setSanction(context, personId, { mutedUntil: end });
  await keep(context, { personId, kind: 'mute', reason, until: end });
  inform(context, personId, { outcome: 'muted', reason, until: end });
  return personId;
}

export async function unmute(context: WriteContext, { personId, reason }: In<'unmute'>): Promise<string> {
  const theirs = await context.get(memberships, personId);
  const mutedId = isMuted(theirs, context.now) ? personId : await earlierSelf(context, personId, 'mute');
  if (mutedId === null) throw new CopkitError('conflict', 'This person is not muted.', 'personId');
  await refuseUnlessLifting(context, mutedId, 'mute');
  await setSanction(context, mutedId, { mutedUntil: null });
  await forget(context, mutedId, 'mute');
  inform(context, personId, { outcome: 'unmuted', reason });
  return personId;
}

export async function ban(context: WriteContext, { personId, reason }: In<'ban'>): Promise<string> {
  refuseOneself(context, personId);
  await knownPerson(context, personId);
  const theirs = await context.get(memberships, personId);
  if (theirs?.sanction?.banned) throw new CopkitError('conflict', 'This person is banned already.', 'personId');
  refuseAmongFacilitators(context, theirs);
  await refuseLastFacilitator(context, personId, 'The last facilitator cannot be banned.');
  await changeMembership(context, { personId, state: 'removed', roles: [], reason });
  await setSanction(context, personId, { banned: true });
  await keep(context, { personId, kind: 'ban', reason, until: null });
  context.log({ verb: 'remove', object: theCommunity(context).id, target: personId });
  inform(context, personId, { outcome: 'banned', reason });
  return personId;
}

export async function liftBan(context: WriteContext, { personId, reason }: In<'liftBan'>): Promise<string> {
  const theirs = await context.get(memberships, personId);
  const bannedId = theirs?.sanction?.banned ? personId : await earlierSelf(context, personId, 'ban');
  if (bannedId === null) throw new CopkitError('conflict', 'This person is not banned.', 'personId');
  await refuseUnlessLifting(context, bannedId, 'ban');
  await setSanction(context, bannedId, { banned: false });
  await changeMembership(context, { personId: bannedId, state: 'left', roles: [] });
  await forget(context, bannedId, 'ban');
  inform(context, personId, { outcome: 'unbanned', reason });
  return personId;
}
