import { EVERY_KEY } from '../store/keys.js';
import { type PartitionReader, scanAll } from '../store/reader.js';
import { topicRedirects } from '../topics/records.js';

/** Which topics stand for which since when. What was merged counts for the other topic from the merge on. */
export class Merges {
  readonly #into: ReadonlyMap<string, { readonly into: string; readonly at: number }>;

  constructor(redirects: ReadonlyMap<string, { readonly into: string; readonly at: string }>) {
    this.#into = new Map([...redirects].map(([id, { into, at }]) => [id, { into, at: Date.parse(at) }]));
  }

  /** The topics that stand now for those of something of a moment, each once, and since when it counts for them. */
  standFor(topics: readonly string[], moment: number): { readonly topicId: string; readonly since: number }[] {
    const standing = new Map<string, number>();
    for (const topic of topics) {
      const { topicId, since } = this.#end(topic, moment);
      standing.set(topicId, Math.min(standing.get(topicId) ?? since, since));
    }
    return Array.from(standing, ([topicId, since]) => ({ topicId, since }));
  }

  #end(topic: string, moment: number): { topicId: string; since: number } {
    let topicId = topic;
    let since = moment;
    const seen = new Set([topic]);
    for (let next = this.#into.get(topicId); next && !seen.has(next.into); next = this.#into.get(topicId)) {
      topicId = next.into;
      since = Math.max(since, next.at);
      seen.add(topicId);
    }
    return { topicId, since };
  }
}

/** @param scheme the partition of topics. */
export async function mergesIn(scheme: PartitionReader): Promise<Merges> {
  const found = await scanAll(scheme, topicRedirects, { index: 'into', ...EVERY_KEY });
  return new Merges(new Map(found.map(({ id, body }) => [id, body])));
}
