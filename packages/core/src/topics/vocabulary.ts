import { CopkitError } from '../errors.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { cursorAt, placeOf } from '../operations/paging.js';
import { EVERY_KEY, textKey, under } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import type { Topic, TopicsApi } from './api.js';
import { type TopicRecord, topicIdOf, topics } from './records.js';

type In<K extends keyof TopicsApi> = InputOf<TopicsApi[K]>;
type Out<K extends keyof TopicsApi> = OutputOf<TopicsApi[K]>;

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

export async function list(context: ReadContext, input: In<'list'>): Promise<Out<'list'>> {
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
}

export async function get(context: ReadContext, input: In<'get'>): Promise<Topic> {
  const record = await context.kit.topics.find(input.topicId);
  const [view] = record ? await views(context, [record]) : [];
  if (!view) throw unknownTopic('topicId');
  return view;
}

export async function suggest(context: ReadContext, input: In<'suggest'>): Promise<Out<'suggest'>> {
  const limit = input.limit ?? 10;
  const key = textKey(input.text);
  if (key === '') return { items: [] };
  const { items } = await context.scan(topics, { index: 'labels', ...under(key), limit: limit * 3 });
  const distinct = new Map(items.map(({ id, body }) => [id, { id, label: body.prefLabel }]));
  return { items: [...distinct.values()].slice(0, limit) };
}

export async function define(context: WriteContext, input: In<'define'>): Promise<string> {
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
}

export async function definition(context: ReadContext, id: string): Promise<Topic> {
  const record = await context.get(topics, id);
  const [view] = record ? await views(context, [record]) : [];
  if (!view) throw unknownTopic('id');
  return view;
}
