import type { CommunityRecord } from '../communities/records.js';
import { CopkitError } from '../errors.js';
import type { Actor } from '../identity/identity.js';
import type { MembershipRecord } from '../membership/records.js';

/**
 * Who may call an operation; any one grant suffices. The system may call everything.
 * - `person` anybody signed in
 * - `viewer` who may see the community's card: everybody for open and closed ones, members and the invited for private ones
 * - `reader` who may read its content: everybody for open ones, members otherwise
 * - `participant` members and guests, active or dormant
 * - `expert`, `steward`, `facilitator`, `sponsor` participants with that role
 * - `owner` the author of the post, or the person whom it concerns, who must still be a reader
 * - `keeper` the same for what belongs to the community: who must still be a participant
 * - `admin` who manages the organisation's people, units and topics
 * - `system` nobody else
 */
export type Grant =
  | 'person'
  | 'viewer'
  | 'reader'
  | 'participant'
  | 'expert'
  | 'steward'
  | 'facilitator'
  | 'sponsor'
  | 'owner'
  | 'keeper'
  | 'admin'
  | 'system';

/** Whoever answers for a community sees how it does; what they see is the same for all of them. */
export const ANSWERABLE: readonly Grant[] = ['facilitator', 'sponsor', 'admin'];

/** What decides about a call. Pure data, so that the whole matrix can be computed. */
export interface Standing {
  readonly actor: Actor;
  readonly community: Pick<CommunityRecord, 'visibility'> | null;
  readonly membership: Pick<MembershipRecord, 'state' | 'roles'> | null;
  readonly owner: boolean;
}

export function isParticipant(membership: Standing['membership']): boolean {
  return membership?.state === 'active' || membership?.state === 'dormant';
}

export function maySee({ actor, community, membership }: Standing): boolean {
  if (!community) return false;
  if (actor.kind === 'system' || community.visibility !== 'private') return true;
  return isParticipant(membership) || membership?.state === 'invited';
}

export function mayRead(standing: Standing): boolean {
  const { actor, community, membership } = standing;
  if (!community) return false;
  return actor.kind === 'system' || community.visibility === 'open' || isParticipant(membership);
}

function holds(grant: Grant, standing: Standing): boolean {
  const { actor, membership } = standing;
  switch (grant) {
    case 'person':
      return actor.kind === 'person';
    case 'viewer':
      return maySee(standing);
    case 'reader':
      return mayRead(standing);
    case 'participant':
      return isParticipant(membership);
    case 'owner':
      return standing.owner && (standing.community === null || mayRead(standing));
    case 'keeper':
      return standing.owner && isParticipant(membership);
    case 'admin':
      return actor.kind === 'person' && actor.admin;
    case 'system':
      return false;
    default:
      return isParticipant(membership) && (membership?.roles.includes(grant) ?? false);
  }
}

/** The rule of every operation: one of its grants holds, or the system acts. */
export function allows(grants: readonly Grant[], standing: Standing): boolean {
  return standing.actor.kind === 'system' || grants.some((grant) => holds(grant, standing));
}

/** What somebody hears for a community that is not there, or that they may not know of. */
export const unknownCommunity = (): CopkitError =>
  new CopkitError('not-found', 'There is no such community, or it is not open to you.');

/** The refusal for a call that `allows` denied: one answer for what is absent and what must stay unknown. */
export function refusal(
  { allow, community }: { readonly allow: readonly Grant[]; readonly community?: unknown },
  standing: Standing,
): CopkitError {
  const { actor, membership } = standing;
  if (community !== undefined) {
    if (!maySee(standing)) return unknownCommunity();
    if (actor.kind === 'person' && !isParticipant(membership) && allow.some((grant) => grant !== 'system')) {
      return new CopkitError('forbidden', 'Only members of this community may do this. Join it first.');
    }
  } else if (allow.includes('admin')) {
    return new CopkitError('forbidden', 'Only an administrator of the organisation may do this.');
  }
  const owners: readonly Grant[] = ['owner', 'keeper'];
  const roles = allow.filter((grant) => grant !== 'system' && !owners.includes(grant));
  const who = [
    ...(allow.some((grant) => owners.includes(grant)) ? ['its author'] : []),
    ...roles.map((role) => (role === 'admin' ? 'an administrator' : `a ${role}`)),
  ].join(' or ');
  return new CopkitError('forbidden', `Only ${who || 'the system'} may do this.`);
}
