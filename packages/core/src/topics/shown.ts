import type { TopicRef } from './api.js';

/** Each topic once, also where two that a thing bears have become one. `refs`: of these and perhaps others. */
export function topicsShown(ids: readonly string[], refs: ReadonlyMap<string, TopicRef>): TopicRef[] {
  const shown = ids.map((id) => refs.get(id) ?? { id, label: id });
  return [...new Map(shown.map((ref) => [ref.id, ref])).values()];
}
