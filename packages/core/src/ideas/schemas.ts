import * as z from 'zod';
import { idText } from '../operations/text.js';
import { personCard } from '../people/schemas.js';
import { topicRef } from '../topics/schemas.js';
import type { Idea } from './api.js';
import { ideaStates } from './records.js';

export const ideaId = idText(/^ideas-idea_[0-9a-z]{16}_[0-9a-z]{12}$/, 'idea');

export const idea: z.ZodType<Idea> = z.strictObject({
  id: z.string(),
  communityId: z.string(),
  title: z.string(),
  body: z.string(),
  author: personCard,
  at: z.string(),
  state: z.enum(ideaStates),
  topics: z.array(topicRef),
  problems: z.array(z.string()),
  originThreadId: z.string().nullable(),
  threadId: z.string().nullable(),
  approvals: z.number(),
  mine: z.boolean(),
  decision: z.strictObject({ by: personCard, at: z.string(), reason: z.string().nullable() }).nullable(),
  implementation: z.strictObject({ what: z.string(), where: z.string(), day: z.string(), by: personCard }).nullable(),
  may: z.array(z.string()),
});
