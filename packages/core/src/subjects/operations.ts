import * as z from 'zod';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { longText, shortText } from '../operations/text.js';
import { practiceCardFields } from '../practices/schemas.js';
import { body, communityId, threadCard } from '../threads/schemas.js';
import type { SubjectsApi } from './api.js';
import * as schema from './schemas.js';

type In<K extends keyof SubjectsApi> = InputOf<SubjectsApi[K]>;
type Out<K extends keyof SubjectsApi> = OutputOf<SubjectsApi[K]>;

const handlers = async () => (await import('../late/knowledge.js')).subjects;

export const subjectOperations: readonly Operation[] = [
  read<In<'get'>, Out<'get'>>({
    name: 'subjects.get',
    summary: 'What a community knows about the page, procedure or machine that somebody works at.',
    input: z.strictObject({
      communityId,
      subject: schema.subjectText,
      topics: z.array(shortText(60)).max(5, 'must have at most 5 topics').optional(),
      text: longText(500).optional(),
    }),
    output: z.strictObject({
      subject: schema.subject,
      practices: z.array(z.strictObject({ ...practiceCardFields, match: z.enum(['subject', 'topic', 'text']) })),
      answers: z.array(threadCard),
      discussion: z.array(threadCard),
      pageThreadId: z.string().nullable(),
    }),
    allow: ['reader'],
    community: (input) => input.communityId,
    run: async (context, input) => (await handlers()).get(context, input),
  }),

  write<In<'discuss'>, Out<'discuss'>, Out<'discuss'>>({
    name: 'subjects.discuss',
    summary: "Adds to a page's own discussion, which the first comment opens.",
    input: z.strictObject({ communityId, subject: schema.subjectInput, body }),
    output: z.strictObject({ threadId: z.string(), postId: z.string() }),
    allow: ['participant'],
    community: (input) => input.communityId,
    run: async (context, input) => (await handlers()).discuss(context, input),
    async answer(_context, result) {
      return result;
    },
  }),
];
