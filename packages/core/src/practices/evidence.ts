import { type AdopterRecord, adopters } from '../adoptions/records.js';
import type { WriteContext } from '../operations/context.js';
import { tell } from './practice.js';
import type { PracticeRecord } from './records.js';

/** Sustained adoptions of independent units that prove a practice. */
export const ENOUGH = 2;

/**
 * How many of the sustained adoptions are independent. Each is of another unit, and none of the unit the practice comes
 * from; where one person spoke for several they count once, and those for which its author spoke do not count.
 */
export function independent(speakers: readonly (AdopterRecord | null)[], authorId: string): number {
  const persons = new Set(speakers.flatMap((speaker) => speaker?.adopterId ?? []));
  persons.delete(authorId);
  return persons.size;
}

/** As it was before its review fell due; what it is by its evidence now is for `judgeEvidence` to say. */
export function beforeReview({ dueAs = 'good', ...practice }: PracticeRecord): PracticeRecord {
  return practice.state === 'needsReview' ? { ...practice, state: dueAs } : practice;
}

/** Good or proven, by its evidence as it is after this mutation; other states stay. */
export async function judgeEvidence(context: WriteContext, practice: PracticeRecord): Promise<PracticeRecord> {
  if (practice.state !== 'good' && practice.state !== 'proven') return practice;
  const state = await stateByEvidence(context, practice);
  if (state === practice.state) return practice;
  context.log({
    verb: 'prove',
    object: practice.id,
    target: practice.authorId,
    topics: practice.topics,
    detail: { proven: state === 'proven', version: practice.version, units: practice.sustained.length },
  });
  if (state === 'proven') {
    for (const personId of new Set([practice.authorId, practice.stewardId])) {
      tell(context, personId, `proven ${practice.id} ${context.now}`, {
        type: 'adoption',
        object: practice.id,
        actor: null,
        detail: { outcome: 'proven' },
      });
    }
  }
  return { ...practice, state };
}

async function stateByEvidence(context: WriteContext, practice: PracticeRecord): Promise<'good' | 'proven'> {
  const speakers = await context.getMany(adopters, practice.sustained);
  return independent(speakers, practice.authorId) >= ENOUGH ? 'proven' : 'good';
}
