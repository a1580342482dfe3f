import * as z from 'zod';
import type { Topic, TopicRef } from './api.js';

export const topicRef: z.ZodType<TopicRef> = z.strictObject({ id: z.string(), label: z.string() });

export const topic: z.ZodType<Topic> = z.strictObject({
  id: z.string(),
  prefLabel: z.string(),
  altLabels: z.array(z.string()),
  broader: z.array(topicRef),
  narrower: z.array(topicRef),
  exactMatch: z.array(z.string()),
  definition: z.string().nullable(),
});
