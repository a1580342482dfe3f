import type { Job } from '../jobs/job.js';
import { INVITE } from './rounds.js';

/** The next people are asked who may know. */
export const inviteJob: Job = {
  type: INVITE,
  run: async (context, threadId, { round }) =>
    (await import('../late/knowledge.js')).routing.nextRound(context, threadId, Number(round)),
};
