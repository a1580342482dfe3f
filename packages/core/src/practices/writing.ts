import { CopkitError } from '../errors.js';
import { communityIdOf } from '../identity/ids.js';
import type { WriteContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import { takeSubjects } from '../subjects/subject.js';
import { findReply, refuseUnlessVisible, wake } from '../threads/post.js';
import type { PracticesApi } from './api.js';
import {
  conflict,
  findPractice,
  keepVersion,
  linkTo,
  putPractice,
  refuseUnlessMember,
  reviewDay,
  tell,
  withText,
} from './practice.js';
import { bringForward } from './publishing.js';
import { type PracticeRecord, practiceIdOf, practices } from './records.js';
import { isPublished, maySeePractice } from './standing.js';
import { stepsOf } from './steps.js';
import { tellUnits } from './telling.js';

type In<K extends keyof PracticesApi> = InputOf<PracticesApi[K]>;

const NOTHING = { title: '', context: '', problem: '', steps: [] };
/** A practice that nobody has judged or adopted yet. */
export function fresh(
  context: WriteContext,
  told: Pick<PracticeRecord, 'id' | 'kind' | 'title' | 'context' | 'problem' | 'steps' | 'authorId' | 'unit'> &
    Partial<PracticeRecord>,
): PracticeRecord {
  return {
    state: 'draft',
    version: 1,
    stewardId: null,
    reviewBy: null,
    reviewed: null,
    topics: [],
    subjects: [],
    source: null,
    forkOf: null,
    offer: null,
    supersededBy: null,
    retiredReason: null,
    adoptions: { considering: 0, trial: 0, adopted: 0, sustained: 0 },
    live: [],
    sustained: [],
    createdAt: context.now,
    publishedAt: null,
    updatedAt: context.now,
    origin: 'live',
    ...told,
  };
}

export async function unitOfActor({ actor, kit }: WriteContext): Promise<string | null> {
  return actor.kind === 'person' ? kit.people.unitOf(actor.id) : null;
}

/** Files a new practice as a draft, or brings it forward. */
export async function file(
  context: WriteContext,
  practice: PracticeRecord,
  told: { draft?: boolean; stewardId?: string; reviewBy?: string; note?: string },
): Promise<string> {
  if (await context.get(practices, practice.id)) throw conflict('This practice was written before.');
  if (told.stewardId !== undefined) await refuseUnlessMember(context, told.stewardId);
  const stewardId = told.stewardId ?? null;
  const reviewBy = told.reviewBy === undefined ? null : reviewDay(context.now, told.reviewBy);
  const filed = { ...practice, stewardId, reviewBy };
  await wake(context);
  if (told.draft) {
    putPractice(context, filed);
    context.log({ verb: 'draft', object: practice.id, topics: practice.topics, detail: { kind: practice.kind } });
  } else {
    await bringForward(context, filed, { note: told.note });
  }
  return practice.id;
}

export async function create(context: WriteContext, input: In<'create'>): Promise<string> {
  const practice = fresh(context, {
    id: context.newId('practice'),
    kind: input.kind ?? 'bestPractice',
    ...withText(NOTHING, input),
    authorId: context.actor.id,
    unit: await unitOfActor(context),
    topics: await context.kit.topics.take(context, input.topics ?? []),
    subjects: await takeSubjects(context, input.subjects ?? []),
  });
  return file(context, practice, input);
}

export async function fromReply(context: WriteContext, input: In<'fromReply'>): Promise<string> {
  const found = await findReply(context, input.replyId);
  const { thread, post } = found;
  const id = practiceIdOf(communityIdOf(post.id), post.id);
  const existing = await context.get(practices, id);
  if (existing) {
    const named = maySeePractice(context, existing) ? `: ${linkTo(existing)}` : '';
    throw conflict(`This answer is a practice already${named}.`, 'replyId');
  }
  refuseUnlessVisible(found);
  if (thread.acceptedReplyId !== post.id) {
    throw conflict('Only an accepted answer becomes a practice. Accept it first.', 'replyId');
  }
  const { lead, steps } = stepsOf(post.body);
  const practice = fresh(context, {
    id,
    kind: input.kind ?? 'bestPractice',
    ...withText({ title: thread.title, context: lead, problem: thread.body, steps }, input),
    authorId: post.authorId,
    unit: await context.kit.people.unitOfAt(post.authorId, post.createdAt),
    topics: input.topics ? await context.kit.topics.take(context, input.topics) : thread.topics,
    subjects: await takeSubjects(context, input.subjects ?? (thread.subject === null ? [] : [thread.subject])),
    source: { threadId: thread.id, replyId: post.id },
  });
  return file(context, practice, input);
}

export async function revise(context: WriteContext, input: In<'revise'>): Promise<string> {
  const { practiceId, note, basedOn, ...told } = input;
  const earlier = await findPractice(context, practiceId);
  if (Object.values(told).every((value) => value === undefined)) {
    throw new CopkitError('invalid', 'Say what is to be changed.', 'steps');
  }
  if (earlier.state === 'superseded' || earlier.state === 'retired') {
    throw conflict(`This practice is ${earlier.state} and no longer changes.`);
  }
  if (basedOn !== undefined && basedOn !== earlier.version) {
    throw conflict(`Version ${earlier.version} is current, not ${basedOn}. Read it and revise again.`, 'basedOn');
  }
  const published = isPublished(earlier);
  const revised = putPractice(context, {
    ...earlier,
    ...withText(earlier, told),
    topics: told.topics ? await context.kit.topics.take(context, told.topics) : earlier.topics,
    subjects: told.subjects ? await takeSubjects(context, told.subjects) : earlier.subjects,
    version: earlier.version + (published ? 1 : 0),
  });
  const { id, version } = revised;
  if (revised.state !== 'draft') keepVersion(context, revised, { note: note ?? null });
  context.log({ verb: 'revise', object: id, target: revised.authorId, topics: revised.topics, detail: { version } });
  if (published) {
    await tellUnits(context, revised, { change: 'revised', version });
    tell(context, revised.stewardId, `revise ${id} ${version}`, {
      type: 'review',
      object: id,
      actor: context.actor.id,
      detail: { outcome: 'revised', version },
    });
  }
  return id;
}

export async function submit(context: WriteContext, { practiceId }: In<'submit'>): Promise<string> {
  const practice = await findPractice(context, practiceId);
  if (practice.state !== 'draft') throw conflict('Only a draft can be submitted.');
  await bringForward(context, practice, {});
  return practiceId;
}

export async function discard(context: WriteContext, { practiceId }: In<'discard'>): Promise<string> {
  const practice = await findPractice(context, practiceId);
  if (practice.state !== 'draft') throw conflict('Only a draft can be thrown away. Retire the practice instead.');
  context.remove(practices, practiceId);
  context.log({ verb: 'discard', object: practiceId, topics: practice.topics });
  return practiceId;
}
