import type { Job } from '../jobs/job.js';
import { practices } from '../practices/records.js';
import { adopters, adoptions } from './records.js';
import { SUSTAIN_JOB } from './states.js';

/** A unit has worked by a practice long enough to say whether it stays with it. */
export const sustainJob: Job = {
  type: SUSTAIN_JOB,
  async run(context, adoptionId) {
    const adoption = await context.get(adoptions, adoptionId);
    const speaker = await context.get(adopters, adoptionId);
    if (adoption?.state !== 'adopted' || !speaker) return;
    if (!(await context.get(practices, adoption.practiceId))) return;
    context.notify(speaker.adopterId, `sustain ${adoptionId} ${adoption.adoptedAt}`, {
      type: 'adoption',
      object: adoption.practiceId,
      actor: null,
      detail: { outcome: 'due', adoptionId, unit: adoption.unit },
    });
  },
};
