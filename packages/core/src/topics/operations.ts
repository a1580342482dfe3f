import * as z from 'zod';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { longText, shortText } from '../operations/text.js';
import { textKey } from '../store/keys.js';
import { TOPICS } from '../store/partitions.js';
import type { TopicsApi } from './api.js';
import * as schema from './schemas.js';

type In<K extends keyof TopicsApi> = InputOf<TopicsApi[K]>;
type Out<K extends keyof TopicsApi> = OutputOf<TopicsApi[K]>;

const inTopics = () => TOPICS;
const label = shortText(200).refine((text) => textKey(text) !== '', 'must have a letter, a digit or a sign');

const handlers = async () => (await import('../late/knowledge.js')).topics;

export const topicOperations: readonly Operation[] = [
  read<In<'list'>, Out<'list'>>({
    name: 'topics.list',
    summary: 'The topic scheme, by label.',
    input: z.strictObject({
      text: shortText(200).optional(),
      limit: z.int().min(1).max(100).optional(),
      after: z.string().max(2_000).optional(),
    }),
    output: z.strictObject({ items: z.array(schema.topic), next: z.string().nullable() }),
    allow: ['person'],
    home: inTopics,
    run: async (context, input) => (await handlers()).list(context, input),
  }),

  read<In<'get'>, Out<'get'>>({
    name: 'topics.get',
    summary: 'One topic with its labels and relations.',
    input: z.strictObject({ topicId: z.string().min(1).max(200) }),
    output: schema.topic,
    allow: ['person'],
    home: inTopics,
    run: async (context, input) => (await handlers()).get(context, input),
  }),

  read<In<'suggest'>, Out<'suggest'>>({
    name: 'topics.suggest',
    summary: 'Topics by the beginning of a label.',
    input: z.strictObject({ text: shortText(200), limit: z.int().min(1).max(20).optional() }),
    output: z.strictObject({ items: z.array(schema.topicRef) }),
    allow: ['person'],
    home: inTopics,
    run: async (context, input) => (await handlers()).suggest(context, input),
  }),

  write<In<'define'>, Out<'define'>, string>({
    name: 'topics.define',
    summary: 'Creates a topic, or says anew what it is called and how it relates to others.',
    input: z.strictObject({
      id: z
        .string()
        .regex(/^[a-z0-9.#+_-]{1,60}$/, 'is not the id of a topic')
        .optional(),
      prefLabel: label,
      rename: z.boolean().optional(),
      altLabels: z.array(label).max(50).optional(),
      broader: z.array(label).max(20).optional(),
      exactMatch: z
        .array(
          z
            .url()
            .max(500)
            .refine((uri) => /^[\x21-\x7e]+$/.test(uri), 'must be a URI'),
        )
        .max(20)
        .optional(),
      definition: longText(4_000).nullable().optional(),
    }),
    output: schema.topic,
    allow: ['admin'],
    home: inTopics,
    run: async (context, input) => (await handlers()).define(context, input),
    answer: async (context, id) => (await handlers()).definition(context, id),
  }),
];
