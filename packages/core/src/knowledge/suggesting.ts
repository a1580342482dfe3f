import type { ReadContext } from '../operations/context.js';
import type { InputOf, OutputOf } from '../operations/operation.js';
import type { KnowledgeApi, SuggestedTopic, Term } from './api.js';
import { vocabularyOf } from './vocabulary.js';

type In<K extends keyof KnowledgeApi> = InputOf<KnowledgeApi[K]>;
type Out<K extends keyof KnowledgeApi> = OutputOf<KnowledgeApi[K]>;

const USUAL = 5;

export async function suggestTopics(context: ReadContext, input: In<'suggestTopics'>): Promise<Out<'suggestTopics'>> {
  const limit = input.limit ?? USUAL;
  const vocabulary = await vocabularyOf(context.kit);
  // A blank line between them, so that no label is found across.
  const text = [input.title ?? '', input.text].join('\n\n');
  const items = new Map<string, SuggestedTopic>();
  const take = (topicId: string, why: SuggestedTopic['why'], form: string | null) => {
    const label = vocabulary.get(topicId)?.prefLabel;
    if (label !== undefined && items.size < limit && !items.has(topicId))
      items.set(topicId, { topic: { id: topicId, label }, why, form });
  };
  for (const { topicId, form } of vocabulary.terms.in(text)) take(topicId, 'named', form);
  if (items.size < limit) {
    const similar = vocabulary.similarTo(text, limit - items.size, new Set(items.keys()));
    for (const { topicId } of similar) take(topicId, 'similar', null);
  }
  return { items: [...items.values()] };
}

export async function listTerms(context: ReadContext, { texts }: In<'listTerms'>): Promise<Out<'listTerms'>> {
  const vocabulary = await vocabularyOf(context.kit);
  const forms = new Map<string, Set<string>>();
  for (const { topicId, form } of texts.flatMap((text) => vocabulary.terms.in(text))) {
    forms.set(topicId, (forms.get(topicId) ?? new Set()).add(form));
  }
  return {
    items: [...forms].flatMap(([id, written]): Term[] => {
      const { prefLabel: label, definition } = vocabulary.get(id) ?? {};
      return label && definition ? [{ topic: { id, label }, definition, forms: [...written] }] : [];
    }),
  };
}
