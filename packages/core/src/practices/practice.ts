import { CopkitError } from '../errors.js';
import type { Notice } from '../inbox/notice.js';
import { memberships } from '../membership/records.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import { isParticipant } from '../operations/policy.js';
import type { PartitionReader } from '../store/reader.js';
import { refuseManyMentions } from '../threads/mentions.js';
import {
  type PracticeRecord,
  practices,
  practiceVersions,
  REVIEW_JOB,
  type VersionRecord,
  versionId,
} from './records.js';
import { isPublished, maySeePractice } from './standing.js';

const MOST_CHARACTERS = 100_000;
const DAY_MS = 86_400_000;

export const conflict = (what: string, field: string | null = null): CopkitError =>
  new CopkitError('conflict', what, field);

export async function findPractice(context: ReadContext, id: string, field = 'practiceId'): Promise<PracticeRecord> {
  const practice = await context.get(practices, id);
  if (!practice || !maySeePractice(context, practice)) {
    throw new CopkitError('not-found', 'There is no such practice in this community.', field);
  }
  return practice;
}

export const linkTo = ({ title, id }: PracticeRecord): string => `“${title}” (${id})`;

/** @throws CopkitError `conflict`, naming what is current, where nobody should begin to work by it. */
export async function refuseOutdated(
  home: PartitionReader,
  practice: PracticeRecord,
  version: number = practice.version,
): Promise<void> {
  if (practice.state === 'superseded') {
    const current = practice.supersededBy === null ? null : await home.get(practices, practice.supersededBy);
    throw conflict(
      `This practice was superseded${current ? ` by ${linkTo(current)}. Adopt that one` : ''}.`,
      'practiceId',
    );
  }
  if (practice.state === 'retired')
    throw conflict('This practice was retired and should not be adopted.', 'practiceId');
  if (!isPublished(practice)) throw conflict('This practice is not published yet. Wait for its review.', 'practiceId');
  if (version !== practice.version) {
    throw conflict(
      `Version ${practice.version} is current, not ${version}. Adopt version ${practice.version}.`,
      'version',
    );
  }
}

type Text = Pick<PracticeRecord, 'title' | 'context' | 'problem' | 'steps'>;

/** What is said replaces what was; checked as a whole. */
export function withText(earlier: Text, told: { [K in keyof Text]?: Text[K] | readonly string[] | undefined }): Text {
  const steps = (told.steps as readonly string[] | undefined) ?? earlier.steps;
  const text: Text = {
    title: ((told.title as string | undefined) ?? earlier.title).trim(),
    context: (told.context as string | undefined) ?? earlier.context,
    problem: (told.problem as string | undefined) ?? earlier.problem,
    steps: steps.filter((step) => step.trim() !== ''),
  };
  const whole = [text.context, text.problem, ...text.steps].join('\n');
  if (whole.trim() === '')
    throw new CopkitError('invalid', 'Say what to do: a practice needs at least one step.', 'steps');
  if (whole.length > MOST_CHARACTERS) {
    throw new CopkitError('invalid', 'steps: must have at most 100,000 characters together with the rest', 'steps');
  }
  refuseManyMentions(whole);
  return text;
}

export function dayAfter(now: string, days: number): string {
  return new Date(Date.parse(now) + days * DAY_MS).toISOString().slice(0, 10);
}

/** A review date as it was given, or a year from now. */
export function reviewDay(now: string, given: string | undefined): string {
  if (given !== undefined && given <= now.slice(0, 10)) {
    throw new CopkitError('invalid', 'reviewBy: must be a day in the future', 'reviewBy');
  }
  return given ?? dayAfter(now, 365);
}

export function scheduleReview(context: WriteContext, { id, reviewBy }: PracticeRecord): void {
  if (reviewBy !== null) context.schedule(REVIEW_JOB, id, `${reviewBy}T00:00:00.000Z`);
}

export async function refuseUnlessMember(context: WriteContext, stewardId: string): Promise<void> {
  const membership = await context.get(memberships, stewardId);
  if (!isParticipant(membership)) {
    throw new CopkitError('invalid', 'A steward must be a member of the community.', 'stewardId');
  }
}

export function putPractice(context: WriteContext, practice: PracticeRecord): PracticeRecord {
  const changed = { ...practice, updatedAt: context.now };
  context.put(practices, practice.id, changed);
  return changed;
}

/** Keeps the present text as the version that the practice says it is. */
export function keepVersion(
  context: WriteContext,
  { id, version, title, context: where, problem, steps }: PracticeRecord,
  { note = null, mergedFrom = null }: Partial<Pick<VersionRecord, 'note' | 'mergedFrom'>> = {},
): void {
  context.put(practiceVersions, versionId(id, version), {
    practiceId: id,
    version,
    title,
    context: where,
    problem,
    steps,
    note,
    by: context.actor.id,
    at: context.now,
    mergedFrom,
  });
}

/** Tells somebody, if there is anybody and it is not who acts. What speaks of units names no actor. */
export function tell(context: WriteContext, personId: string | null, key: string, notice: Notice): void {
  if (personId !== null && personId !== context.actor.id) context.notify(personId, key, notice);
}
