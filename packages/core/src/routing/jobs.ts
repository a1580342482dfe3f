import type { Told } from '../inbox/effect.js';
import type { Job } from '../jobs/job.js';
import type { Effect } from '../operations/effects.js';
import { INVITE } from './rounds.js';

/** The next people are asked who may know. */
export const inviteJob: Job = {
  type: INVITE,
  run: async (context, threadId, { round }) =>
    (await import('../late/knowledge.js')).routing.nextRound(context, threadId, Number(round)),
};

/** Who is asked is told, as far as they let themselves be. */
export const invitationEffect: Effect = {
  type: 'invitation',
  deliver: async (kit, partition, payload) =>
    (await import('../late/knowledge.js')).routing.deliver(kit, partition, payload as unknown as Told),
};
