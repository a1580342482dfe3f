import type { Job } from '../jobs/job.js';
import { SUSTAIN_JOB } from './records.js';

/** A unit has worked by a practice long enough to say whether it stays with it. */
export const sustainJob: Job = {
  type: SUSTAIN_JOB,
  run: async (context, adoptionId) => (await import('../late/knowledge.js')).adoptions.fallDue(context, adoptionId),
};
