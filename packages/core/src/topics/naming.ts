import { CopkitError } from '../errors.js';
import type { WriteContext } from '../operations/context.js';
import { EVERY_KEY, textKey, under } from '../store/keys.js';
import { type PartitionReader, scanAll } from '../store/reader.js';
import { communityTopics, type TopicRecord, topicIdOf, topicRedirects, topics } from './records.js';

type Redirects = ReadonlyMap<string, string>;

/** From what was merged to what stands for it now. What was merged into something that was merged itself, too. */
export async function redirectsIn(scheme: PartitionReader): Promise<Redirects> {
  const found = await scanAll(scheme, topicRedirects, { index: 'into', ...EVERY_KEY });
  const direct = new Map(found.map(({ id, body }) => [id, body.into]));
  return new Map([...direct.keys()].map((id) => [id, endOf(direct, id)]));
}

function endOf(direct: Redirects, id: string): string {
  const seen = new Set<string>();
  let here = id;
  for (let next = direct.get(here); next !== undefined && !seen.has(next); next = direct.get(here)) {
    seen.add(next);
    here = next;
  }
  return here;
}

/** The topic that an id, preferred or alternative label stands for. */
export async function topicNamed(
  scheme: PartitionReader,
  redirects: Redirects,
  idOrLabel: string,
): Promise<TopicRecord | null> {
  const id = topicIdOf(idOrLabel);
  const byId = await scheme.get(topics, redirects.get(id) ?? id);
  if (byId) return byId;
  const key = textKey(idOrLabel);
  if (!key) return null;
  const page = await scheme.scan(topics, { index: 'labels', ...under(`${key}/`), limit: 1 });
  return page.items[0]?.body ?? null;
}

/** See `TopicScheme.take`. */
export async function take(
  context: WriteContext,
  named: readonly string[],
  everybodyMayKnow: boolean,
): Promise<string[]> {
  const ids: string[] = [];
  for (const [at, name] of named.entries()) {
    if (textKey(name) === '') throw new CopkitError('invalid', 'A topic needs a letter or digit.', `topics.${at}`);
    const known = await context.kit.topics.find(name);
    const id = known?.id ?? topicIdOf(name);
    if (ids.includes(id)) continue;
    ids.push(id);
    if (known) continue;
    const label = name.trim();
    if (everybodyMayKnow) context.effect('topic', id, { id, label });
    else if (!(await context.get(communityTopics, id))) context.put(communityTopics, id, { label });
  }
  return ids;
}
