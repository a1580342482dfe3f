import * as z from 'zod';
import type { Origin } from '../activity/records.js';
import { isParticipant } from '../operations/policy.js';
import { collection } from '../store/collection.js';

export const roles = ['sponsor', 'facilitator', 'steward', 'expert', 'member', 'guest'] as const;
export const membershipStates = ['requested', 'invited', 'active', 'dormant', 'left', 'removed', 'declined'] as const;

/** The states in which somebody neither belongs nor waits to. */
export const endedStates: ReadonlySet<(typeof membershipStates)[number]> = new Set(['left', 'removed', 'declined']);

const membershipRecord = z.strictObject({
  personId: z.string(),
  state: z.enum(membershipStates),
  roles: z.array(z.enum(roles)),
  since: z.string(),
  joinedAt: z.string().nullable(),
  /** How many changes brought it here: each stands in the history under its number. */
  changes: z.number(),
  origin: z.enum(['live', 'imported', 'generated']) as z.ZodType<Origin>,
  /** With the membership, which every mutation of the community expects: whoever writes meets whoever silences them. */
  sanction: z.strictObject({ mutedUntil: z.string().nullable(), banned: z.boolean() }).optional(),
});
export type MembershipRecord = z.infer<typeof membershipRecord>;

export function isMuted(membership: Pick<MembershipRecord, 'sanction'> | null, now: string): boolean {
  return (membership?.sanction?.mutedUntil ?? '') > now;
}

/**
 * Who belongs, is told to readers; who asked, was invited, declined or went, to the staff. Id: the
 * person.
 */
export const memberships = collection<MembershipRecord>({
  name: 'memberships',
  home: 'community',
  audience: 'readers',
  staffOnly: (body) => !isParticipant(body),
  schema: membershipRecord,
  keys: (body) => (isParticipant(body) ? [['members', `${body.joinedAt}/${body.personId}`]] : []),
});

const requestRecord = z.strictObject({ personId: z.string(), message: z.string().nullable(), at: z.string() });
export type RequestRecord = z.infer<typeof requestRecord>;

/** Open requests to join. Id: the person. */
export const requests = collection<RequestRecord>({
  name: 'requests',
  home: 'community',
  audience: 'staff',
  schema: requestRecord,
  keys: (body) => [['requests', `all/${body.at}/${body.personId}`]],
});

const changeRecord = z.strictObject({
  personId: z.string(),
  at: z.string(),
  state: z.enum(membershipStates),
  roles: z.array(z.enum(roles)),
  by: z.string().nullable(),
  reason: z.string().nullable(),
});
export type ChangeRecord = z.infer<typeof changeRecord>;

/** Every state a membership has been in. Id: the person and the number of the change. */
export const membershipChanges = collection<ChangeRecord>({
  name: 'membershipChanges',
  home: 'community',
  audience: 'staff',
  schema: changeRecord,
  keys: (body, id) => [['membershipChanges', `${body.personId}/${id}`]],
});

const referenceRecord = z.strictObject({
  communityId: z.string(),
  state: z.enum(membershipStates),
  roles: z.array(z.enum(roles)),
  joinedAt: z.string().nullable(),
});
export type ReferenceRecord = z.infer<typeof referenceRecord>;

/** A person's own list of memberships. Id: the community. */
export const references = collection<ReferenceRecord>({
  name: 'references',
  home: 'person',
  audience: 'owner',
  schema: referenceRecord,
  keys: (_body, id) => [['references', id]],
});
