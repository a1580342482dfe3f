import { CopkitError } from '../errors.js';
import { memberships } from '../membership/records.js';
import { theCommunity, type WriteContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import { isParticipant } from '../operations/policy.js';
import type { StoriesApi, StoryStepInput } from './api.js';
import { refuseUnknownEvidence } from './evidence.js';
import type { StepRecord, StoryRecord } from './records.js';
import { conflict, findStory, judged, putStory, tellOf } from './story.js';

type In<K extends keyof StoriesApi> = InputOf<StoriesApi[K]>;

const MOST_ASKED = 10;

async function stepsOf(context: WriteContext, steps: readonly StoryStepInput[]): Promise<StepRecord[]> {
  await refuseUnknownEvidence(context, theCommunity(context).id, steps);
  return steps.map(({ cycle, text, evidence = [] }) => ({ cycle, text, evidence: [...new Set(evidence)] }));
}

export async function create(context: WriteContext, input: In<'create'>): Promise<string> {
  const id = context.newId('stories-story');
  const topics = await context.kit.topics.take(context, input.topics ?? []);
  putStory(context, {
    id,
    authorId: context.actor.id,
    title: input.title.trim(),
    topics,
    steps: await stepsOf(context, input.steps),
    corroborators: [],
    state: 'draft',
    consentAt: null,
    createdAt: context.now,
    updatedAt: context.now,
    publishedAt: null,
  });
  return id;
}

export async function revise(context: WriteContext, input: In<'revise'>): Promise<string> {
  const story = await findStory(context, input.storyId);
  if (story.state === 'published' || story.state === 'withdrawn')
    throw conflict(`A story that is ${story.state} is not changed. Tell another.`);
  const revised: StoryRecord = {
    ...story,
    ...(input.title === undefined ? {} : { title: input.title.trim() }),
    ...(input.topics === undefined ? {} : { topics: await context.kit.topics.take(context, input.topics) }),
    ...(input.steps === undefined ? {} : { steps: await stepsOf(context, input.steps) }),
    // Whoever confirmed it confirmed another text.
    corroborators: story.corroborators.map((each) =>
      each.state === 'confirmed' ? { ...each, state: 'invited' as const } : each,
    ),
    consentAt: null,
  };
  for (const [at, { state, personId }] of story.corroborators.entries()) {
    if (state !== revised.corroborators[at]?.state) tellOf(context, revised, personId, 'corroborate');
  }
  putStory(context, judged(revised));
  return story.id;
}

export async function invite(context: WriteContext, { storyId, personIds }: In<'invite'>): Promise<string> {
  const story = await findStory(context, storyId);
  if (story.state !== 'draft' && story.state !== 'corroborated')
    throw conflict(`A story that is ${story.state} is not corroborated any more.`);
  const asked = new Set(story.corroborators.map(({ personId }) => personId));
  const more = [...new Set(personIds)].filter((personId) => !asked.has(personId));
  if (more.includes(story.authorId))
    throw new CopkitError('invalid', 'Nobody corroborates their own story. Ask somebody who saw it.', 'personIds');
  if (asked.size + more.length > MOST_ASKED)
    throw new CopkitError('invalid', `At most ${MOST_ASKED} people are asked.`, 'personIds');
  const found = await context.getMany(memberships, more);
  if (!found.every(isParticipant))
    throw new CopkitError('not-found', 'Only members of the community can be asked.', 'personIds');
  const invited = more.map((personId) => ({ personId, state: 'invited' as const, note: null }));
  putStory(context, judged({ ...story, corroborators: [...story.corroborators, ...invited] }));
  for (const personId of more) tellOf(context, story, personId, 'corroborate');
  return storyId;
}

const answering =
  (state: 'confirmed' | 'declined') =>
  async (context: WriteContext, { storyId, note }: In<'corroborate'>): Promise<string> => {
    const story = await findStory(context, storyId);
    const mine = story.corroborators.find(({ personId }) => personId === context.actor.id);
    if (!mine) throw conflict('Only who was asked says whether it was so.');
    if (story.state === 'published' || story.state === 'withdrawn')
      throw conflict(`This story is ${story.state} by now.`);
    if (mine.state === state) return storyId;
    const answered = story.corroborators.map((each) => (each === mine ? { ...each, state, note: note ?? null } : each));
    putStory(context, judged({ ...story, corroborators: answered }));
    tellOf(context, story, story.authorId, state);
    if (state === 'confirmed')
      context.log({ verb: 'stories.corroborate', object: storyId, target: story.authorId, topics: story.topics });
    return storyId;
  };
export const corroborate = answering('confirmed');
export const decline = answering('declined');

export async function setConsent(context: WriteContext, { storyId, consent }: In<'setConsent'>): Promise<string> {
  const story = await findStory(context, storyId);
  if (story.state === 'withdrawn') throw conflict('This story was withdrawn.');
  if (!consent && story.state === 'published') return withdraw(context, { storyId });
  const consentAt = consent ? (story.consentAt ?? context.now) : null;
  if (consentAt !== story.consentAt) putStory(context, { ...story, consentAt });
  return storyId;
}

export async function publish(context: WriteContext, { storyId }: In<'publish'>): Promise<string> {
  const story = await findStory(context, storyId);
  if (story.state === 'published') return storyId;
  if (story.state !== 'corroborated')
    throw conflict('A story is published once somebody who was asked confirmed it and all have answered.');
  if (story.consentAt === null) throw conflict('Its author has not agreed to its publication.');
  putStory(context, { ...story, state: 'published', publishedAt: context.now });
  context.log({
    verb: 'stories.tell',
    object: storyId,
    target: story.authorId,
    topics: story.topics,
    detail: { cycles: [...new Set(story.steps.map(({ cycle }) => cycle))] },
  });
  tellOf(context, story, story.authorId, 'published');
  return storyId;
}

export async function withdraw(context: WriteContext, { storyId }: In<'withdraw'>): Promise<string> {
  const story = await findStory(context, storyId);
  if (story.state === 'withdrawn') return storyId;
  putStory(context, { ...story, state: 'withdrawn', consentAt: null, publishedAt: null });
  if (story.state === 'published')
    context.log({ verb: 'stories.withdraw', object: storyId, target: story.authorId, topics: story.topics });
  return storyId;
}
