import * as z from 'zod';
import { evidenceShown } from '../experts/records.js';
import { collection } from '../store/collection.js';
import { under } from '../store/keys.js';
import { type Found, type PartitionReader, scanAll } from '../store/reader.js';
import type { RouteReason } from './router.js';

export const invitationStates = ['invited', 'accepted', 'declined', 'handedOn', 'answered', 'expired'] as const;
export const slots = ['evidence', 'declared', 'newcomer', 'colleague'] as const;

export const routeReason: z.ZodType<RouteReason> = z.strictObject({
  itemId: z.string(),
  threadId: z.string().nullable(),
  title: z.string(),
  at: z.string(),
  kind: z.enum(evidenceShown),
});

const invitationRecord = z.strictObject({
  threadId: z.string(),
  personId: z.string(),
  round: z.number(),
  slot: z.enum(slots),
  reasons: z.array(routeReason),
  state: z.enum(invitationStates),
  at: z.string(),
  /** Whom they named in their place. */
  handedOnTo: z.string().optional(),
});
export type InvitationRecord = z.infer<typeof invitationRecord>;

/** Who was asked about a question. For the person and the staff. Id: `aboutPost` of thread and person. */
export const invitations = collection<InvitationRecord>({
  name: 'invitations',
  home: 'community',
  audience: 'staff',
  schema: invitationRecord,
  keys: (body) => [['invitations', `${body.threadId}/${body.round}/${body.personId}`]],
});

export function invitationsOf(home: PartitionReader, threadId: string): Promise<Found<InvitationRecord>[]> {
  return scanAll(home, invitations, { index: 'invitations', ...under(`${threadId}/`) });
}
