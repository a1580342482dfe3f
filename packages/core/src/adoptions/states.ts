import { CopkitError } from '../errors.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import { judgeEvidence } from '../practices/evidence.js';
import { conflict } from '../practices/practice.js';
import { type PracticeRecord, practices } from '../practices/records.js';
import type { AdoptionState } from './api.js';
import { type AdopterRecord, type AdoptionRecord, adopters, adoptions, SUSTAIN_JOB } from './records.js';

const SUSTAINED_AFTER_DAYS = 90;

/** An adoption with the practice it is of, and who speaks for the unit. */
export interface FoundAdoption {
  readonly adoption: AdoptionRecord;
  readonly practice: PracticeRecord;
  readonly speaker: AdopterRecord;
}

export async function findAdoption(context: ReadContext, adoptionId: string): Promise<FoundAdoption> {
  const [adoption, speaker] = await Promise.all([
    context.get(adoptions, adoptionId),
    context.get(adopters, adoptionId),
  ]);
  const practice = adoption && (await context.get(practices, adoption.practiceId));
  if (!adoption || !speaker || !practice) {
    throw new CopkitError('not-found', 'There is no such adoption in this community.', 'adoptionId');
  }
  return { adoption, practice, speaker };
}

export const sustainableFrom = (adoptedAt: string): string =>
  new Date(Date.parse(adoptedAt) + SUSTAINED_AFTER_DAYS * 86_400_000).toISOString();

type Counted = Exclude<AdoptionState, 'abandoned'>;
const counted = (state: AdoptionState | null): state is Counted => state !== null && state !== 'abandoned';

/** Puts an adoption, and the practice in line with it: its counts and whether it is proven, in the same commit. */
export async function putAdoption(
  context: WriteContext,
  practice: PracticeRecord,
  earlier: AdoptionRecord | null,
  changed: AdoptionRecord,
): Promise<void> {
  const { id } = changed;
  context.put(adoptions, id, { ...changed, updatedAt: context.now });
  const counts = { ...practice.adoptions };
  const was = earlier?.state ?? null;
  if (counted(was)) counts[was]--;
  if (counted(changed.state)) counts[changed.state]++;
  const including = (ids: readonly string[], is: boolean) => [
    ...ids.filter((each) => each !== id),
    ...(is ? [id] : []),
  ];
  const recounted: PracticeRecord = {
    ...practice,
    adoptions: counts,
    live: including(practice.live, counted(changed.state)),
    sustained: including(practice.sustained, changed.state === 'sustained'),
  };
  // Put even where nothing of it changed: whoever watches the practice is woken.
  context.put(practices, practice.id, await judgeEvidence(context, recounted));
  if (was === changed.state) return;
  if (changed.state === 'adopted' && changed.adoptedAt !== null) {
    context.schedule(SUSTAIN_JOB, id, sustainableFrom(changed.adoptedAt));
  } else if (was === 'adopted') {
    context.unschedule(SUSTAIN_JOB, id);
  }
}

/** The unit's own fork of the practice, where one is named; with it the practice is adapted. */
export async function modeOf(
  context: WriteContext,
  practice: PracticeRecord,
  unit: string,
  { mode, forkId }: { mode?: 'asIs' | 'adapted'; forkId?: string },
): Promise<Pick<AdoptionRecord, 'mode' | 'forkId'>> {
  if (forkId === undefined) return { mode: mode ?? 'asIs', forkId: null };
  if (mode === 'asIs') throw new CopkitError('invalid', 'Whoever works by an adaptation does not adopt as is.', 'mode');
  const adapted = await context.get(practices, forkId);
  if (adapted?.forkOf?.practiceId !== practice.id || adapted.unit !== unit) {
    throw new CopkitError('invalid', 'forkId: must be the unit’s own adaptation of this practice', 'forkId');
  }
  // It is its author's alone, who may throw it away.
  if (adapted.state === 'draft') throw conflict('This adaptation is still a draft. Submit it first.', 'forkId');
  return { mode: 'adapted', forkId };
}

/** What the log tells of an adoption, whoever acts for the unit. */
export function detailOf({ id, unit, version, mode }: AdoptionRecord) {
  return { adoption: id, unit, version, mode };
}

export function refuseAbandoned({ state }: AdoptionRecord): void {
  if (state === 'abandoned') throw conflict('This adoption was abandoned. Adopt the practice anew.');
}
