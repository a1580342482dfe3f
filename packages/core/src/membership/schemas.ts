import * as z from 'zod';
import { personCard } from '../people/schemas.js';
import type { JoinRequest, Membership, MembershipChange } from './api.js';
import { membershipStates, roles } from './records.js';

export const role = z.enum(roles);
export const state = z.enum(membershipStates);

export const membership: z.ZodType<Membership> = z.strictObject({
  communityId: z.string(),
  person: personCard,
  state,
  roles: z.array(role),
  since: z.string(),
  joinedAt: z.string().nullable(),
});

export const joinRequest: z.ZodType<JoinRequest> = z.strictObject({
  person: personCard,
  message: z.string().nullable(),
  at: z.string(),
});

export const membershipChange: z.ZodType<MembershipChange> = z.strictObject({
  at: z.string(),
  state,
  roles: z.array(role),
  by: personCard.nullable(),
  reason: z.string().nullable(),
});
