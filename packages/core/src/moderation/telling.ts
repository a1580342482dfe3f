import type { Json } from '@copkit/storage';
import { type ReadContext, theCommunity, type WriteContext } from '../operations/context.js';
import type { ModeratorRole } from './api.js';

/** As what the actor decides here. */
export function asRole({ actor, membership }: Pick<ReadContext, 'actor' | 'membership'>): ModeratorRole {
  if (actor.kind === 'system') return 'system';
  return membership?.roles.includes('facilitator') && !actor.admin ? 'facilitator' : 'administrator';
}

export type Outcome =
  | 'muted'
  | 'unmuted'
  | 'banned'
  | 'unbanned'
  | 'hidden'
  | 'restored'
  | 'held'
  | 'released'
  | 'rejected'
  | 'suspended'
  | 'unsuspended';

export interface Told {
  readonly outcome: Outcome;
  readonly reason?: string | null | undefined;
  readonly until?: string | null;
  readonly postId?: string;
  readonly role?: ModeratorRole;
}

/** Tells somebody what was decided about them, why, and by which role: not by whom. */
export function inform(context: WriteContext, personId: string, told: Told): void {
  const object = context.community ? theCommunity(context).id : personId;
  const detail: Record<string, Json> = { outcome: told.outcome, role: told.role ?? asRole(context) };
  for (const field of ['reason', 'until', 'postId'] as const) if (told[field] != null) detail[field] = told[field];
  const key = `moderation ${object} ${told.postId ?? ''} ${told.outcome} ${context.now}`;
  // Nobody is told of their own acts, and this one is nobody's.
  if (personId !== context.actor.id || detail.role === 'system') {
    context.notify(personId, key, { type: 'moderation', object, actor: null, detail });
  }
}
