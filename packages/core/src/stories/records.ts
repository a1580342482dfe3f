import * as z from 'zod';
import { collection } from '../store/collection.js';

export const storyCycles = [
  'immediate',
  'potential',
  'applied',
  'realised',
  'reframing',
  'strategic',
  'enabling',
  'orienting',
] as const;
export const storyStates = ['draft', 'corroborated', 'published', 'withdrawn'] as const;
export const corroborationStates = ['invited', 'confirmed', 'declined'] as const;

const stepRecord = z.strictObject({
  cycle: z.enum(storyCycles),
  /** Markdown. */
  text: z.string(),
  /** Ids of things of the community. */
  evidence: z.array(z.string()),
});
export type StepRecord = z.infer<typeof stepRecord>;

const corroboration = z.strictObject({
  personId: z.string(),
  state: z.enum(corroborationStates),
  note: z.string().nullable(),
});
export type Corroboration = z.infer<typeof corroboration>;

const storyRecord = z.strictObject({
  id: z.string(),
  authorId: z.string(),
  title: z.string(),
  topics: z.array(z.string()),
  steps: z.array(stepRecord),
  corroborators: z.array(corroboration),
  state: z.enum(storyStates),
  consentAt: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  publishedAt: z.string().nullable(),
});
export type StoryRecord = z.infer<typeof storyRecord>;

/** Stories of value, in the hands of their authors: nobody else reads one before it is published but who confirms it. */
export const stories = collection<StoryRecord>({
  name: 'stories',
  home: 'community',
  audience: 'owner',
  schema: storyRecord,
  keys: (body, id) => [
    ['stories', `of:${body.authorId}/${body.createdAt}/${id}`],
    ...body.corroborators.map(({ personId }) => ['stories', `of:${personId}/${body.createdAt}/${id}`] as const),
    ...(body.state === 'published' ? placesOf(body, id).map((place) => ['stories', place] as const) : []),
  ],
});

const placesOf = ({ publishedAt, steps }: StoryRecord, id: string): string[] => [
  `published/${publishedAt}/${id}`,
  ...[...new Set(steps.map(({ cycle }) => cycle))].map((cycle) => `cycle:${cycle}/${publishedAt}/${id}`),
];
