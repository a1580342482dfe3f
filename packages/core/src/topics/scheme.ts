import type { StorageAdapter } from '@copkit/storage';
import { theCommunity, type WriteContext } from '../operations/context.js';
import type { Effect } from '../operations/effects.js';
import { TOPICS } from '../store/partitions.js';
import { type PartitionReader, reader } from '../store/reader.js';
import type { TopicRef } from './api.js';
import { communityTopics, type TopicRecord, topicIdOf, topicRedirects, topics } from './records.js';

const FRESH_MS = 5_000;
const MOST_KEPT = 20_000;

const naming = async () => (await import('../late/knowledge.js')).topics;

/** Finds topics by id or any label. What was merged into another topic is found as that. */
export class TopicScheme {
  /** `null` for an id that the scheme does not know. */
  readonly #known = new Map<string, { readonly ref: TopicRef | null; readonly until: number }>();
  readonly #reader: PartitionReader;
  #redirects = { found: Promise.resolve<ReadonlyMap<string, string>>(new Map()), version: -1, until: 0 };
  /** Counts changes, so that what was read before one is not kept after it. */
  #version = 0;

  get version(): number {
    return this.#version;
  }

  constructor(storage: StorageAdapter) {
    this.#reader = reader(storage, TOPICS);
  }

  changed(partition: string): void {
    if (partition !== TOPICS) return;
    this.#version++;
    this.#known.clear();
  }

  /** The topic an id, preferred or alternative label stands for. */
  async find(idOrLabel: string): Promise<TopicRecord | null> {
    return (await naming()).topicNamed(this.#reader, await this.redirects(), idOrLabel);
  }

  /** The id of a topic; of a label nobody used, one that nothing bears. */
  async idOf(idOrLabel: string): Promise<string> {
    return (await this.find(idOrLabel))?.id ?? topicIdOf(idOrLabel);
  }

  /** To filter by: the id of a topic, and those of topics that were merged into it, which older things still bear. */
  async bornBy(idOrLabel: string): Promise<readonly string[]> {
    const id = await this.idOf(idOrLabel);
    const merged = [...(await this.redirects())].filter(([, into]) => into === id);
    return [id, ...merged.map(([from]) => from)];
  }

  /** What became of topics that were merged: from their ids to those of the topics that stand for them now. */
  async redirects(): Promise<ReadonlyMap<string, string>> {
    if (this.#redirects.version !== this.#version || this.#redirects.until <= performance.now()) {
      const found = (await naming()).redirectsIn(this.#reader);
      this.#redirects = { found, version: this.#version, until: performance.now() + FRESH_MS };
      found.catch(() => {
        this.#redirects.until = 0;
      });
    }
    return this.#redirects.found;
  }

  /**
   * The ids of the topics named by ids or labels, each once. A label nobody used yet becomes a topic
   * in the same breath where everybody may know of it; otherwise it stays in the community.
   */
  async take(
    context: WriteContext,
    named: readonly string[],
    everybodyMayKnow = theCommunity(context).visibility === 'open',
  ): Promise<string[]> {
    return named.length === 0 ? [] : (await naming()).take(context, named, everybodyMayKnow);
  }

  /** Topics as they are shown, under the id they have now; of what the scheme does not know, the community's label. */
  async refs(ids: Iterable<string>, community?: PartitionReader): Promise<ReadonlyMap<string, TopicRef>> {
    const wanted = [...new Set(ids)];
    const known = await this.#refsOf(wanted);
    const unknown = community ? wanted.filter((id) => !known.get(id)) : [];
    const local = (await community?.getMany(communityTopics, unknown)) ?? [];
    const kept = new Map(unknown.map((id, at) => [id, local[at]?.label]));
    return new Map(wanted.map((id) => [id, known.get(id) ?? { id, label: kept.get(id) ?? id }]));
  }

  async #refsOf(wanted: readonly string[]): Promise<ReadonlyMap<string, TopicRef | null>> {
    const clock = performance.now();
    const fresh = new Map<string, TopicRef | null>();
    for (const id of wanted) {
      const kept = this.#known.get(id);
      if (kept && kept.until > clock) fresh.set(id, kept.ref);
    }
    const missing = wanted.filter((id) => !fresh.has(id));
    if (this.#known.size > MOST_KEPT) this.#known.clear();
    const version = this.#version;
    const redirects = missing.length === 0 ? null : await this.redirects();
    const records = await this.#reader.getMany(
      topics,
      missing.map((id) => redirects?.get(id) ?? id),
    );
    for (const [at, id] of missing.entries()) {
      const record = records[at];
      const ref = record ? { id: record.id, label: record.prefLabel } : null;
      fresh.set(id, ref);
      if (version === this.#version) this.#known.set(id, { ref, until: clock + FRESH_MS });
    }
    return fresh;
  }
}

/** Makes a concept of a label that was used for the first time. */
export const topicEffect: Effect = {
  type: 'topic',
  async deliver(kit, _partition, payload) {
    const id = String(payload.id);
    await kit.writers.mutate(TOPICS, async (transaction) => {
      if ((await transaction.get(topics, id)) ?? (await transaction.get(topicRedirects, id))) return;
      const prefLabel = String(payload.label);
      transaction.put(topics, id, { id, prefLabel, altLabels: [], broader: [], exactMatch: [], definition: null });
    });
  },
};
