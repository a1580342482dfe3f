import { CopkitError } from '../errors.js';
import { contributions } from '../expertise/contributions.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import { type StoryRecord, stories } from './records.js';

export const conflict = (message: string): CopkitError => new CopkitError('conflict', message, 'storyId');

/** Before it is published a story is its author's, and theirs who are asked to confirm it; withdrawn, its author's. */
export function maySeeStory(personId: string, story: StoryRecord): boolean {
  if (story.state === 'published' || story.authorId === personId) return true;
  return story.state !== 'withdrawn' && story.corroborators.some((each) => each.personId === personId);
}

/** @throws CopkitError `not-found`, the same for what is not there and what is not to be known of. */
export async function findStory(context: ReadContext, storyId: string): Promise<StoryRecord> {
  const story = await context.get(stories, storyId);
  if (!story || !(context.actor.kind === 'system' || maySeeStory(context.actor.id, story)))
    throw new CopkitError('not-found', 'There is no such story, or it is not published.', 'storyId');
  return story;
}

export async function authorOfStory(context: ReadContext, storyId: string): Promise<string | null> {
  return (await context.get(stories, storyId))?.authorId ?? null;
}

/** Corroborated once somebody confirmed it and nobody who was asked has still to answer. */
export function judged(story: StoryRecord): StoryRecord {
  if (story.state !== 'draft' && story.state !== 'corroborated') return story;
  const waiting = story.corroborators.some(({ state }) => state === 'invited');
  const confirmed = story.corroborators.some(({ state }) => state === 'confirmed');
  return { ...story, state: confirmed && !waiting ? 'corroborated' : 'draft' };
}

/** Keeps a story, and what it counts as where profiles are kept: what is published speaks for its author. */
export function putStory(context: WriteContext, story: StoryRecord): void {
  context.put(stories, story.id, { ...story, updatedAt: context.now });
  if (!context.kit.collections.has(contributions.name)) return;
  const { id, authorId, title, topics, steps, state, publishedAt } = story;
  if (state !== 'published' || publishedAt === null) context.remove(contributions, id);
  else
    context.put(contributions, id, {
      personId: authorId,
      kind: 'story',
      title,
      text: steps.map(({ text }) => text).join('\n\n'),
      topics,
      at: publishedAt,
    });
}

/** In the inbox of somebody, unless it is their own act. */
export function tellOf(context: WriteContext, story: StoryRecord, personId: string, change: string): void {
  context.notify(personId, `story ${story.id} ${change} ${context.now}`, {
    type: 'evaluation',
    object: story.id,
    actor: context.actor.id,
    detail: { change },
  });
}
