import type { Job } from '../jobs/job.js';

export const REVIEW_JOB = 'practices.review';

/** The review date of a practice has come. */
export const reviewJob: Job = {
  type: REVIEW_JOB,
  run: async (context, practiceId) => (await import('./handlers.js')).fallDue(context, practiceId),
};
