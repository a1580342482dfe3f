import type { Job } from '../jobs/job.js';
import { REVIEW_JOB } from './records.js';

/** The review date of a practice has come. */
export const reviewJob: Job = {
  type: REVIEW_JOB,
  run: async (context, practiceId) => (await import('../late/knowledge.js')).practices.fallDue(context, practiceId),
};
