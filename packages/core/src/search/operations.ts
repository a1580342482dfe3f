import * as z from 'zod';
import { COMMUNITY_ID, PERSON_ID } from '../identity/ids.js';
import { type InputOf, type Operation, type OutputOf, read } from '../operations/operation.js';
import { idText, moment, shortText } from '../operations/text.js';
import { personCard } from '../people/schemas.js';
import { practiceStates } from '../practices/records.js';
import { personPartition } from '../store/partitions.js';
import { threadKinds, threadStates } from '../threads/records.js';
import { topicRef } from '../topics/schemas.js';
import type { SearchApi, SearchResult } from './api.js';

type In = InputOf<SearchApi['find']>;
type Out = OutputOf<SearchApi['find']>;

const pieces = z.array(z.strictObject({ text: z.string(), match: z.boolean() }));
const found = {
  communityId: z.string(),
  title: pieces,
  extract: pieces,
  author: personCard,
  topics: z.array(topicRef),
  at: z.string(),
};
const searchResult: z.ZodType<SearchResult> = z.union([
  z.strictObject({
    ...found,
    postId: z.string(),
    threadId: z.string(),
    kind: z.enum(threadKinds),
    state: z.enum(threadStates),
  }),
  z.strictObject({ ...found, practiceId: z.string(), kind: z.literal('practice'), state: z.enum(practiceStates) }),
]);

export const searchOperations: readonly Operation[] = [
  read<In, Out>({
    name: 'search.find',
    summary: 'Finds posts and practices by their words, in all communities the actor may read or in one.',
    input: z.strictObject({
      text: shortText(500),
      communityId: idText(COMMUNITY_ID, 'community').optional(),
      topic: z.string().min(1).max(80).optional(),
      kind: z.enum([...threadKinds, 'practice']).optional(),
      among: z.enum(['threads', 'practices']).optional(),
      authorId: idText(PERSON_ID, 'person').optional(),
      from: moment().optional(),
      to: moment().optional(),
      limit: z.int().min(1).max(50).optional(),
      after: z.string().max(4_000).optional(),
    }),
    output: z.strictObject({ items: z.array(searchResult), next: z.string().nullable() }),
    allow: ['person'],
    home: (_input, actorId) => personPartition(actorId),
    run: async (context, input) => (await import('../late/knowledge.js')).search.find(context, input),
  }),
];
