import { CopkitError } from '../errors.js';
import type { ReadContext, WriteContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import { cursorAt, placeOf } from '../operations/paging.js';
import { EVERY_KEY, textKey, under } from '../store/keys.js';
import { scanAll } from '../store/reader.js';
import type { Topic, TopicRef, TopicsApi } from './api.js';
import { type TopicRecord, topicIdOf, topicRedirects, topics } from './records.js';
import { topicsShown } from './shown.js';

type In<K extends keyof TopicsApi> = InputOf<TopicsApi[K]>;
type Out<K extends keyof TopicsApi> = OutputOf<TopicsApi[K]>;

const unknownTopic = (field: string) => new CopkitError('not-found', 'There is no such topic.', field);

async function narrowerOf(context: ReadContext, id: string): Promise<TopicRef[]> {
  const merged = [...(await context.kit.topics.redirects())].filter(([, into]) => into === id);
  const found = await Promise.all(
    [id, ...merged.map(([from]) => from)].map((each) =>
      scanAll(context, topics, { index: 'narrower', ...under(`${each}/`) }),
    ),
  );
  const refs = found.flat().map(({ id, body }) => [id, { id, label: body.prefLabel }] as const);
  return [...new Map(refs).values()];
}

export async function views(context: ReadContext, records: readonly TopicRecord[]): Promise<Topic[]> {
  const narrower = await Promise.all(records.map(({ id }) => narrowerOf(context, id)));
  const refs = await context.kit.topics.refs(records.flatMap(({ broader }) => broader));
  return records.map((record, at) => ({
    ...record,
    broader: topicsShown(record.broader, refs),
    narrower: narrower[at] ?? [],
  }));
}

/** Alternative labels: each once, in the order given, without what only spells the preferred one otherwise. */
export function labelsBeside(prefLabel: string, labels: readonly string[]): string[] {
  const seen = new Set(['', textKey(prefLabel)]);
  return labels.filter((label) => {
    const key = textKey(label);
    return !seen.has(key) && seen.add(key);
  });
}

/** Whether a topic would come to stand above itself with these broader ones. */
export async function wouldCircle(context: ReadContext, id: string, broader: readonly string[]): Promise<boolean> {
  const redirects = await context.kit.topics.redirects();
  const seen = new Set<string>();
  const above = [...broader];
  for (let next = above.pop(); next !== undefined; next = above.pop()) {
    const now = redirects.get(next) ?? next;
    if (now === id) return true;
    if (seen.has(now)) continue;
    seen.add(now);
    above.push(...((await context.get(topics, now))?.broader ?? []));
  }
  return false;
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

/** @throws CopkitError `conflict` where a label is that of another topic. Several may have an alternative label in common. */
async function refuseTaken(
  context: WriteContext,
  id: string,
  labels: readonly { readonly text: string; readonly field: string; readonly preferred: boolean }[],
): Promise<void> {
  for (const { text, field, preferred } of labels) {
    const range = under(`${textKey(text)}/`);
    const found = await context.scan(topics, { index: preferred ? 'labels' : 'topics', ...range, limit: 2 });
    const other = found.items.find((each) => each.id !== id)?.body;
    if (!other) continue;
    throw new CopkitError(
      'conflict',
      textKey(other.prefLabel) === textKey(text)
        ? `There is a topic called "${other.prefLabel}" already. Choose another label, or merge the two.`
        : `"${text}" is another label of the topic "${other.prefLabel}". Choose another one, or take it from there first.`,
      field,
    );
  }
}

/** @throws CopkitError for an id that no topic has, and for another name that nobody said is meant. */
function refuseByAccident(id: string, { prefLabel, rename }: In<'define'>, earlier: TopicRecord | null): void {
  if (!earlier && id !== topicIdOf(prefLabel)) {
    throw new CopkitError('not-found', `No topic has this id. To create "${prefLabel}", leave the id out.`, 'id');
  }
  if (earlier && textKey(earlier.prefLabel) !== textKey(prefLabel) && !rename) {
    throw new CopkitError(
      'conflict',
      `This topic is called "${earlier.prefLabel}". To call it "${prefLabel}" from now on, say rename: true.`,
      'prefLabel',
    );
  }
}

export async function define(context: WriteContext, input: In<'define'>): Promise<string> {
  const id = input.id ?? topicIdOf(input.prefLabel);
  const field = input.id === undefined ? 'prefLabel' : 'id';
  if (await context.get(topicRedirects, id)) {
    const into = (await context.kit.topics.find(id))?.prefLabel;
    throw new CopkitError('invalid', `This topic was merged into "${into ?? id}". Change that one.`, field);
  }
  const earlier = await context.get(topics, id);
  refuseByAccident(id, input, earlier);
  const had = new Set([earlier?.prefLabel ?? '', ...(earlier?.altLabels ?? [])].map(textKey));
  const labels = [
    { text: input.prefLabel, field: 'prefLabel', preferred: true },
    ...(input.altLabels ?? []).map((text, at) => ({ text, field: `altLabels.${at}`, preferred: false })),
  ];
  await refuseTaken(
    context,
    id,
    labels.filter(({ text }) => !had.has(textKey(text))),
  );
  const broader: string[] = [];
  for (const [at, named] of (input.broader ?? []).entries()) {
    const known = await context.kit.topics.find(named);
    if (!known) throw unknownTopic(`broader.${at}`);
    broader.push(known.id);
  }
  if (input.broader && (await wouldCircle(context, id, broader))) {
    throw new CopkitError('invalid', 'A topic cannot be broader than itself.', 'broader');
  }
  context.put(topics, id, {
    id,
    prefLabel: input.prefLabel,
    altLabels: labelsBeside(input.prefLabel, [
      ...(input.altLabels ?? earlier?.altLabels ?? []),
      // Whoever used the old name still finds it.
      ...(earlier ? [earlier.prefLabel] : []),
    ]),
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
