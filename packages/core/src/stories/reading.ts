import { CopkitError } from '../errors.js';
import { communityIdOf } from '../identity/ids.js';
import { withNames } from '../markdown/mentions.js';
import type { ReadContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { type Listing, page } from '../operations/paging.js';
import { allows } from '../operations/policy.js';
import { FORMER_MEMBER, stranger } from '../threads/view.js';
import { topicsShown } from '../topics/shown.js';
import type { StoriesApi, Story } from './api.js';
import { evidenceView, titlesOf } from './evidence.js';
import { type StoryRecord, stories } from './records.js';
import { findStory, maySeeStory } from './story.js';

type In<K extends keyof StoriesApi> = InputOf<StoriesApi[K]>;
type Out<K extends keyof StoriesApi> = OutputOf<StoriesApi[K]>;

export async function storyView(context: ReadContext, storyId: string): Promise<Story> {
  const [view] = await storyViews(context, [await findStory(context, storyId)]);
  return view as Story;
}

export async function storyViews(context: ReadContext, records: readonly StoryRecord[]): Promise<Story[]> {
  const texts = records.flatMap(({ steps }) => steps.map(({ text }) => text));
  const rendered = new Map(
    await Promise.all(texts.map(async (text) => [text, await context.kit.renderer.render(text)] as const)),
  );
  const [people, topics, titles] = await Promise.all([
    context.kit.people.cards([
      ...records.flatMap(({ authorId, corroborators }) => [authorId, ...corroborators.map(({ personId }) => personId)]),
      ...[...rendered.values()].flatMap(({ mentions }) => mentions),
    ]),
    context.kit.topics.refs(
      records.flatMap((story) => story.topics),
      context,
    ),
    titlesOf(
      context,
      records.flatMap(({ steps }) => steps.flatMap(({ evidence }) => evidence)),
    ),
  ]);
  const names = new Map([...people].map(([id, person]) => [id, person.name]));
  const person = (id: string) => people.get(id) ?? stranger(id);
  return records.map((story) => ({
    id: story.id,
    communityId: communityIdOf(story.id),
    author: person(story.authorId),
    title: story.title,
    topics: topicsShown(story.topics, topics),
    steps: story.steps.map(({ cycle, text, evidence }) => ({
      cycle,
      text,
      html: withNames(rendered.get(text)?.html ?? '', names, FORMER_MEMBER),
      evidence: evidence.map((id) => evidenceView(context, titles, id)),
    })),
    corroborators: toldOf(context, story).map(({ personId, state, note }) => ({
      person: person(personId),
      state,
      note,
    })),
    state: story.state,
    consentAt: story.consentAt,
    createdAt: story.createdAt,
    updatedAt: story.updatedAt,
    publishedAt: story.publishedAt,
    may: mayDo(context, story),
  }));
}

/** Who confirmed it is told to everybody, without what they wrote to the author; who did not, to the author alone. */
function toldOf({ actor }: ReadContext, { authorId, corroborators }: StoryRecord): StoryRecord['corroborators'] {
  if (actor.id === authorId) return corroborators;
  return corroborators
    .filter(({ personId, state }) => state === 'confirmed' || personId === actor.id)
    .map((each) => (each.personId === actor.id ? each : { ...each, note: null }));
}

/** What makes sense in the story's present state; who may call it is the policy's to say. */
const SENSIBLE: Readonly<Record<string, (story: StoryRecord, actorId: string) => boolean>> = {
  'stories.revise': ({ state }) => state === 'draft' || state === 'corroborated',
  'stories.invite': ({ state }) => state === 'draft' || state === 'corroborated',
  'stories.corroborate': (story, actorId) => isOpenTo(story, actorId, 'confirmed'),
  'stories.decline': (story, actorId) => isOpenTo(story, actorId, 'declined'),
  'stories.setConsent': ({ state }) => state !== 'withdrawn',
  'stories.publish': ({ state, consentAt }) => state === 'corroborated' && consentAt !== null,
  'stories.withdraw': ({ state }) => state !== 'withdrawn',
};

function isOpenTo({ state, corroborators }: StoryRecord, actorId: string, answer: string): boolean {
  const mine = corroborators.find(({ personId }) => personId === actorId);
  return mine !== undefined && mine.state !== answer && (state === 'draft' || state === 'corroborated');
}

function mayDo(context: ReadContext, story: StoryRecord): string[] {
  const standing = { ...context, owner: story.authorId === context.actor.id };
  return Object.entries(SENSIBLE).flatMap(([name, sensible]) => {
    const operation = context.kit.operations.get(name);
    if (!operation || context.community?.archivedAt || !sensible(story, context.actor.id)) return [];
    return allows(operation.allow, standing) ? [name] : [];
  });
}

export async function listStories(
  context: ReadContext,
  { communityId: _community, cycle, mine = false, ...request }: In<'list'>,
): Promise<Out<'list'>> {
  if (mine && cycle !== undefined) throw new CopkitError('invalid', 'Give mine or cycle, not both.', 'cycle');
  const prefix = mine ? `of:${context.actor.id}/` : cycle === undefined ? 'published/' : `cycle:${cycle}/`;
  const listing: Listing<StoryRecord> = {
    collection: stories,
    index: 'stories',
    prefix,
    descending: true,
    keyOf: ({ id, body }) => `${prefix}${mine ? body.createdAt : body.publishedAt}/${id}`,
    ...(mine ? { keep: (story: StoryRecord) => maySeeStory(context.actor.id, story) } : {}),
  };
  const found = await page(context, listing, request);
  return {
    ...found,
    items: await storyViews(
      context,
      found.items.map(({ body }) => body),
    ),
  };
}
