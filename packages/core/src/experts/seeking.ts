import type { Kit } from '../kit.js';
import { vocabularyOf } from '../knowledge/vocabulary.js';
import type { Sought } from './claims.js';
import { sought } from './words.js';

/**
 * What a text and topics look for. Topics that the text names by any of their labels are looked for as if somebody had
 * chosen them. `topics`: ids or labels.
 */
export async function seeking(kit: Kit, text: string, topics: readonly string[] = []): Promise<Sought> {
  const vocabulary = await vocabularyOf(kit);
  const named = vocabulary.terms.in(text).map(({ topicId }) => topicId);
  const born = await Promise.all(Array.from(new Set([...topics, ...named]), (topic) => kit.topics.bornBy(topic)));
  const ids = [...new Set(born.flat())];
  const redirects = await kit.topics.redirects();
  return {
    words: sought([text, ...topics].join('\n'), ids),
    topics: ids,
    isKnown: (topicId) => vocabulary.get(topicId) !== undefined || redirects.has(topicId),
  };
}
