import * as z from 'zod';
import { resultOf } from '../metrics/schemas.js';
import { idText, longText, shortText } from '../operations/text.js';
import { personCard } from '../people/schemas.js';
import { topicRef } from '../topics/schemas.js';
import type { Story, StoryStepInput, ValueMatrixView } from './api.js';
import { corroborationStates, storyCycles, storyStates } from './records.js';

export const storyId = idText(/^stories-story_[0-9a-z]{16}_[0-9a-z]{12}$/, 'story');
export const cycle = z.enum(storyCycles);
export const title = shortText(200);
export const note = longText(1_000);
const something = longText(10_000).refine((text) => text.trim().length > 0, 'must not be empty');

/** Of threads, practices, adoptions and series. */
const evidenceId = idText(/^[thas]_[0-9a-z]{16}_[0-9a-z]{12}$/, 'thread, practice, adoption or series');

export const steps = z
  .array(z.strictObject({ cycle, text: something, evidence: z.array(evidenceId).max(20).optional() }))
  .min(1)
  .max(20) as unknown as z.ZodType<readonly StoryStepInput[]>;

export const story: z.ZodType<Story> = z.strictObject({
  id: z.string(),
  communityId: z.string(),
  author: personCard,
  title: z.string(),
  topics: z.array(topicRef),
  steps: z.array(
    z.strictObject({
      cycle,
      text: z.string(),
      html: z.string(),
      evidence: z.array(
        z.strictObject({
          kind: z.enum(['thread', 'practice', 'adoption', 'series']),
          id: z.string(),
          title: z.string().nullable(),
        }),
      ),
    }),
  ),
  corroborators: z.array(
    z.strictObject({ person: personCard, state: z.enum(corroborationStates), note: z.string().nullable() }),
  ),
  state: z.enum(storyStates),
  consentAt: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  publishedAt: z.string().nullable(),
  may: z.array(z.string()),
});

export const valueMatrix: z.ZodType<ValueMatrixView> = z.strictObject({
  rows: z.array(
    z.strictObject({
      cycle: z.enum(['immediate', 'potential', 'applied', 'realised', 'reframing']),
      prompt: z.string(),
      indicators: z.array(
        z.strictObject({
          metric: z.string(),
          label: z.string(),
          grade: z.enum(['R', 'C', 'X']),
          result: resultOf(z.unknown()),
        }),
      ),
      stories: z.number(),
      storyIds: z.array(z.string()),
    }),
  ),
  coverage: z.number(),
  chains: z.strictObject({ share: z.number(), low: z.number(), high: z.number(), stories: z.number() }).nullable(),
  window: z.tuple([z.string(), z.string()]),
});
