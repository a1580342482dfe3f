import { dequal } from 'dequal';
import { CopkitError } from '../errors.js';
import { derive } from '../identity/ids.js';
import type { WriteContext } from '../operations/context.js';
import type { InputOf } from '../operations/operation.js';
import { type TopicRecord, topicIdOf, topicRedirects, topics } from '../topics/records.js';
import { labelsBeside, wouldCircle } from '../topics/vocabulary.js';
import type { ImportedConcept, ImportedTopic, KnowledgeApi } from './api.js';
import { type Vocabulary, vocabularyOf } from './vocabulary.js';

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

/** The id of the topic that is left. */
export async function mergeTopics(context: WriteContext, input: InputOf<KnowledgeApi['mergeTopics']>): Promise<string> {
  const [from, into] = await Promise.all(
    (['from', 'into'] as const).map(async (field) => {
      const id = (await context.kit.topics.find(input[field]))?.id;
      const record = id === undefined ? null : await context.get(topics, id);
      if (!record) throw new CopkitError('not-found', 'There is no such topic.', field);
      return record;
    }),
  );
  if (!from || !into) throw new Error('Both topics were looked up.');
  if (from.id === into.id) {
    const merged = await context.get(topicRedirects, topicIdOf(input.from));
    // Said twice: it is as it should be.
    if (merged) return into.id;
    throw new CopkitError('invalid', 'A topic cannot be merged into itself.', 'into');
  }
  const broader = unique([...into.broader, ...from.broader]).filter((id) => id !== from.id && id !== into.id);
  const circles = [await wouldCircle(context, into.id, broader), await wouldCircle(context, from.id, broader)];
  if (circles.includes(true)) {
    throw new CopkitError(
      'invalid',
      `"${into.prefLabel}" would become broader than itself. Change what stands between the two first.`,
      'into',
    );
  }
  context.put(topics, into.id, {
    ...into,
    altLabels: labelsBeside(into.prefLabel, [...into.altLabels, from.prefLabel, ...from.altLabels]),
    broader,
    exactMatch: unique([...into.exactMatch, ...from.exactMatch]),
    definition: into.definition ?? from.definition,
  });
  context.remove(topics, from.id);
  context.put(topicRedirects, from.id, { into: into.id, at: context.now });
  return into.id;
}

/** The topic that stands for a concept already, or the one to be made. */
async function standingFor(context: WriteContext, vocabulary: Vocabulary, concept: ImportedConcept) {
  const known = vocabulary.matching(concept.uri);
  if (known) return { id: known.id, before: await context.get(topics, known.id), matched: false };
  const called = vocabulary.called(concept.prefLabel);
  const before = called ? await context.get(topics, called.id) : null;
  // What stands for one concept does not stand for another that happens to be called the same.
  if (called && before && before.exactMatch.length === 0) return { id: called.id, before, matched: true };
  const id = topicIdOf(concept.prefLabel);
  const taken = called ?? (await context.get(topics, id)) ?? (await context.get(topicRedirects, id));
  return { id: taken ? `x-${derive(concept.uri, 20)}` : id, before: null, matched: false };
}

export async function importTopics(
  context: WriteContext,
  { concepts }: InputOf<KnowledgeApi['importTopics']>,
): Promise<{ readonly items: readonly ImportedTopic[] }> {
  const vocabulary = await vocabularyOf(context.kit);
  const here = new Map<string, string>();
  const items: ImportedTopic[] = [];
  for (const concept of concepts) {
    const { id, before, matched } = await standingFor(context, vocabulary, concept);
    here.set(concept.uri, id);
    const above = (concept.broader ?? []).map((uri) => ({ uri, id: here.get(uri) ?? vocabulary.matching(uri)?.id }));
    const unknown = above.filter((each) => each.id === undefined).map(({ uri }) => uri);
    const circular: string[] = [];
    const broader = [...(before?.broader ?? [])];
    for (const each of above) {
      if (each.id === undefined || broader.includes(each.id)) continue;
      // Nothing is narrower than what is new.
      if (each.id === id || (before && (await wouldCircle(context, id, [each.id])))) circular.push(each.uri);
      else broader.push(each.id);
    }
    const after = joined(id, before, concept, broader);
    const same = dequal(before, after);
    if (!same) context.put(topics, id, after);
    const outcome = same ? 'unchanged' : matched ? 'matched' : before ? 'changed' : 'created';
    items.push({ uri: concept.uri, topicId: id, outcome, unknown, circular });
  }
  return { items };
}

/** What the organisation says comes first; the concept adds to it. */
function joined(
  id: string,
  before: TopicRecord | null,
  { uri, prefLabel, altLabels = [], definition = null, exactMatch = [] }: ImportedConcept,
  broader: string[],
): TopicRecord {
  const preferred = before?.prefLabel ?? prefLabel;
  return {
    id,
    prefLabel: preferred,
    altLabels: labelsBeside(preferred, [...(before?.altLabels ?? []), prefLabel, ...altLabels]),
    broader,
    exactMatch: unique([...(before?.exactMatch ?? []), uri, ...exactMatch]),
    definition: before?.definition ?? definition,
  };
}
