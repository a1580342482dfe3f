import * as z from 'zod';
import { CopkitError } from '../errors.js';
import type { ReadContext } from '../operations/context.js';
import { type InputOf, type Operation, type OutputOf, read, write } from '../operations/operation.js';
import { cursorAt, placeOf } from '../operations/paging.js';
import { longText, shortText } from '../operations/text.js';
import { EVERY_KEY, textKey, under } from '../store/keys.js';
import { TOPICS } from '../store/partitions.js';
import { scanAll } from '../store/reader.js';
import type { Topic, TopicsApi } from './api.js';
import { type TopicRecord, topicIdOf, topics } from './records.js';
import * as schema from './schemas.js';

type In<K extends keyof TopicsApi> = InputOf<TopicsApi[K]>;
type Out<K extends keyof TopicsApi> = OutputOf<TopicsApi[K]>;

const inTopics = () => TOPICS;
const label = shortText(60).refine((text) => textKey(text) !== '', 'must have a letter, a digit or a sign');
const unknownTopic = (field: string) => new CopkitError('not-found', 'There is no such topic.', field);

async function views(context: ReadContext, records: readonly TopicRecord[]): Promise<Topic[]> {
  const narrower = await Promise.all(
    records.map(({ id }) => scanAll(context, topics, { index: 'narrower', ...under(`${id}/`) })),
  );
  const refs = await context.kit.topics.refs(records.flatMap(({ broader }) => broader));
  return records.map((record, at) => ({
    ...record,
    broader: record.broader.flatMap((id) => refs.get(id) ?? []),
    narrower: (narrower[at] ?? []).map(({ id, body }) => ({ id, label: body.prefLabel })),
  }));
}

/** @throws CopkitError `invalid` when a topic would come to stand above itself. */
async function refuseCycle(context: ReadContext, id: string, broader: readonly string[]): Promise<void> {
  const seen = new Set<string>();
  const above = [...broader];
  for (let next = above.pop(); next !== undefined; next = above.pop()) {
    if (next === id) throw new CopkitError('invalid', 'A topic cannot be broader than itself.', 'broader');
    if (seen.has(next)) continue;
    seen.add(next);
    above.push(...((await context.get(topics, next))?.broader ?? []));
  }
}

export const topicOperations: readonly Operation[] = [
  read<In<'list'>, Out<'list'>>({
    name: 'topics.list',
    summary: 'The topic scheme, by label.',
    input: z.strictObject({
      text: shortText(60).optional(),
      limit: z.int().min(1).max(100).optional(),
      after: z.string().max(2_000).optional(),
    }),
    output: z.strictObject({ items: z.array(schema.topic), next: z.string().nullable() }),
    allow: ['person'],
    home: inTopics,
    async run(context, input) {
      const limit = input.limit ?? 50;
      const { from, to } = input.text === undefined ? EVERY_KEY : under(textKey(input.text));
      const list = `topics:${from}`;
      const start = input.after === undefined ? from : `${placeOf(list, input.after, 'after')} `;
      const { items } = await context.scan(topics, { index: 'topics', from: start, to, limit: limit + 1 });
      const shown = items.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: await views(
          context,
          shown.map(({ body }) => body),
        ),
        next: items.length > limit && last ? cursorAt(list, `${textKey(last.body.prefLabel)}/${last.id}`) : null,
      };
    },
  }),

  read<In<'get'>, Out<'get'>>({
    name: 'topics.get',
    summary: 'One topic with its labels and relations.',
    input: z.strictObject({ topicId: z.string().min(1).max(80) }),
    output: schema.topic,
    allow: ['person'],
    home: inTopics,
    async run(context, input) {
      const record = await context.kit.topics.find(input.topicId);
      const [view] = record ? await views(context, [record]) : [];
      if (!view) throw unknownTopic('topicId');
      return view;
    },
  }),

  read<In<'suggest'>, Out<'suggest'>>({
    name: 'topics.suggest',
    summary: 'Topics by the beginning of a label.',
    input: z.strictObject({ text: shortText(60), limit: z.int().min(1).max(20).optional() }),
    output: z.strictObject({ items: z.array(schema.topicRef) }),
    allow: ['person'],
    home: inTopics,
    async run(context, input) {
      const limit = input.limit ?? 10;
      const key = textKey(input.text);
      if (key === '') return { items: [] };
      const { items } = await context.scan(topics, { index: 'labels', ...under(key), limit: limit * 3 });
      const distinct = new Map(items.map(({ id, body }) => [id, { id, label: body.prefLabel }]));
      return { items: [...distinct.values()].slice(0, limit) };
    },
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
    async run(context, input) {
      const id = input.id ?? topicIdOf(input.prefLabel);
      const earlier = await context.get(topics, id);
      const broader: string[] = [];
      for (const [at, named] of (input.broader ?? []).entries()) {
        const known = await context.kit.topics.find(named);
        if (!known) throw unknownTopic(`broader.${at}`);
        broader.push(known.id);
      }
      if (input.broader) await refuseCycle(context, id, broader);
      context.put(topics, id, {
        id,
        prefLabel: input.prefLabel,
        altLabels: [...(input.altLabels ?? earlier?.altLabels ?? [])],
        broader: input.broader ? [...new Set(broader)] : (earlier?.broader ?? []),
        exactMatch: [...(input.exactMatch ?? earlier?.exactMatch ?? [])],
        definition: input.definition === undefined ? (earlier?.definition ?? null) : input.definition,
      });
      return id;
    },
    async answer(context, id) {
      const record = await context.get(topics, id);
      const [view] = record ? await views(context, [record]) : [];
      if (!view) throw unknownTopic('id');
      return view;
    },
  }),
];
