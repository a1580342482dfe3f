import * as z from 'zod';
import type { WriteContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { pageFields, pageOf } from '../operations/paging.js';
import { ANSWERABLE, type Grant } from '../operations/policy.js';
import { shortText } from '../operations/text.js';
import { series } from '../outcomes/records.js';
import { communityId, personId, topics } from '../threads/schemas.js';
import type { StoriesApi, Story } from './api.js';
import { stories } from './records.js';
import * as schema from './schemas.js';

type In<K extends keyof StoriesApi> = InputOf<StoriesApi[K]>;
type Out<K extends keyof StoriesApi> = OutputOf<StoriesApi[K]>;

const handlers = () => import('./handlers.js');
/** Stories are read for whoever asks, and told to whom they may be; of series the names, to those who may know them. */
const alsoReads = [stories.name, series.name];
const { storyId } = schema;

function onStory<I extends { storyId: string }>(
  verb: keyof StoriesApi,
  summary: string,
  input: z.ZodType<I>,
  allow: readonly Grant[],
  run: (context: WriteContext, input: I) => Promise<string>,
): Operation {
  return write<I, Story, string>({
    name: `stories.${verb}`,
    summary,
    input,
    output: schema.story,
    allow,
    alsoReads,
    community: (given) => given.storyId,
    owner: async (context, given) => (await handlers()).authorOfStory(context, given.storyId),
    run,
    answer: async (context, id) => (await handlers()).storyView(context, id),
  });
}

const answer = z.strictObject({ storyId, note: schema.note.optional() });

export const storiesOperations: readonly Operation[] = [
  write<In<'create'>, Out<'create'>, string>({
    name: 'stories.create',
    summary: 'Begins a story of value, for its author alone.',
    input: z.strictObject({ communityId, title: schema.title, topics: topics.optional(), steps: schema.steps }),
    output: schema.story,
    allow: ['participant'],
    alsoReads,
    community: (input) => input.communityId,
    run: async (context, input) => (await handlers()).create(context, input),
    answer: async (context, id) => (await handlers()).storyView(context, id),
  }),

  onStory<In<'revise'>>(
    'revise',
    'Changes a story that is not published; whoever confirmed it is asked anew.',
    z.strictObject({
      storyId,
      title: schema.title.optional(),
      topics: topics.optional(),
      steps: schema.steps.optional(),
    }),
    ['keeper'],
    async (context, input) => (await handlers()).revise(context, input),
  ),
  onStory<In<'invite'>>(
    'invite',
    'Asks members whether it was so.',
    z.strictObject({ storyId, personIds: z.array(personId).min(1).max(10) }),
    ['keeper'],
    async (context, input) => (await handlers()).invite(context, input),
  ),
  onStory<In<'corroborate'>>(
    'corroborate',
    'Confirms a story that one was asked about.',
    answer,
    ['participant'],
    async (context, input) => (await handlers()).corroborate(context, input),
  ),
  onStory<In<'decline'>>(
    'decline',
    'Does not confirm a story that one was asked about.',
    answer,
    ['participant'],
    async (context, input) => (await handlers()).decline(context, input),
  ),
  onStory<In<'setConsent'>>(
    'setConsent',
    'Says whether one’s story may be published; without it what is published is withdrawn.',
    z.strictObject({ storyId, consent: z.boolean() }),
    ['owner'],
    async (context, input) => (await handlers()).setConsent(context, input),
  ),
  onStory<In<'publish'>>(
    'publish',
    'Shows a corroborated story, whose author agreed, to the community.',
    z.strictObject({ storyId }),
    ['keeper'],
    async (context, input) => (await handlers()).publish(context, input),
  ),
  onStory<In<'withdraw'>>(
    'withdraw',
    'Takes one’s story back.',
    z.strictObject({ storyId }),
    ['owner'],
    async (context, input) => (await handlers()).withdraw(context, input),
  ),

  read<In<'get'>, Out<'get'>>({
    name: 'stories.get',
    summary: 'One story, as far as the caller may know of it.',
    input: z.strictObject({ storyId }),
    output: schema.story,
    allow: ['reader'],
    alsoReads,
    community: (input) => input.storyId,
    run: async (context, input) => (await handlers()).storyView(context, input.storyId),
  }),

  read<In<'list'>, Out<'list'>>({
    name: 'stories.list',
    summary: 'Published stories, or one’s own and those that one is asked about.',
    input: z.strictObject({
      communityId,
      cycle: schema.cycle.optional(),
      mine: z.boolean().optional(),
      ...pageFields,
    }),
    output: z.strictObject(pageOf(schema.story)),
    allow: ['reader'],
    alsoReads,
    community: (input) => input.communityId,
    run: async (context, input) => (await handlers()).listStories(context, input),
  }),

  read<In<'getMatrix'>, Out<'getMatrix'>>({
    name: 'stories.getMatrix',
    summary: 'The value-creation matrix: figures and stories by cycle.',
    input: z.strictObject({ communityId, window: shortText(10) }),
    output: schema.valueMatrix,
    allow: ANSWERABLE,
    alsoReads,
    community: (input) => input.communityId,
    run: async (context, input) => (await handlers()).getMatrix(context, input),
  }),
];
