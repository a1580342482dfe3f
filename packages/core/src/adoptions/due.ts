import type { WriteContext } from '../operations/context.js';
import { practices } from '../practices/records.js';
import { isPublished } from '../practices/standing.js';
import { adopters, adoptions } from './records.js';

/** Whoever spoke for the unit says whether it stays with the practice. */
export async function fallDue(context: WriteContext, adoptionId: string): Promise<void> {
  const adoption = await context.get(adoptions, adoptionId);
  const speaker = await context.get(adopters, adoptionId);
  if (adoption?.state !== 'adopted' || !speaker) return;
  const practice = await context.get(practices, adoption.practiceId);
  // Nobody is asked to stay with what was superseded or retired.
  if (!practice || !isPublished(practice)) return;
  context.notify(speaker.adopterId, `sustain ${adoptionId} ${adoption.adoptedAt}`, {
    type: 'adoption',
    object: adoption.practiceId,
    actor: null,
    detail: { outcome: 'due', adoptionId, unit: adoption.unit },
  });
}
