import type { StorageAdapter } from '@copkit/storage';
import { CopkitError } from '../errors.js';
import { theCommunity, type WriteContext } from '../operations/context.js';
import type { Effect } from '../operations/effects.js';
import { textKey, under } from '../store/keys.js';
import { TOPICS } from '../store/partitions.js';
import { type PartitionReader, reader } from '../store/reader.js';
import type { TopicRef } from './api.js';
import { communityTopics, type TopicRecord, topicIdOf, topics } from './records.js';

const FRESH_MS = 5_000;
const MOST_KEPT = 20_000;

/** Finds topics by id or any label. */
export class TopicScheme {
  /** `null` for an id that the scheme does not know. */
  readonly #labels = new Map<string, { readonly label: string | null; readonly until: number }>();
  readonly #reader: PartitionReader;
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
    this.#labels.clear();
  }

  /** The topic an id, preferred or alternative label stands for. */
  async find(idOrLabel: string): Promise<TopicRecord | null> {
    const byId = await this.#reader.get(topics, topicIdOf(idOrLabel));
    if (byId) return byId;
    const key = textKey(idOrLabel);
    if (!key) return null;
    const page = await this.#reader.scan(topics, { index: 'labels', ...under(`${key}/`), limit: 1 });
    return page.items[0]?.body ?? null;
  }

  /** The id of a topic to filter by; of a label nobody used, one that nothing bears. */
  async idOf(idOrLabel: string): Promise<string> {
    return (await this.find(idOrLabel))?.id ?? topicIdOf(idOrLabel);
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
    const ids: string[] = [];
    for (const [at, name] of named.entries()) {
      if (textKey(name) === '') throw new CopkitError('invalid', 'A topic needs a letter or digit.', `topics.${at}`);
      const known = await this.find(name);
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

  /** Topics as they are shown; of what the scheme does not know, the label that stands in the community. */
  async refs(ids: Iterable<string>, community?: PartitionReader): Promise<ReadonlyMap<string, TopicRef>> {
    const wanted = [...new Set(ids)];
    const labels = await this.#labelsOf(wanted);
    const unknown = community ? wanted.filter((id) => (labels.get(id) ?? null) === null) : [];
    const local = (await community?.getMany(communityTopics, unknown)) ?? [];
    const kept = new Map(unknown.map((id, at) => [id, local[at]?.label]));
    return new Map(wanted.map((id) => [id, { id, label: labels.get(id) ?? kept.get(id) ?? id }]));
  }

  async #labelsOf(wanted: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
    const clock = performance.now();
    const fresh = new Map<string, string | null>();
    for (const id of wanted) {
      const kept = this.#labels.get(id);
      if (kept && kept.until > clock) fresh.set(id, kept.label);
    }
    const missing = wanted.filter((id) => !fresh.has(id));
    if (this.#labels.size > MOST_KEPT) this.#labels.clear();
    const version = this.#version;
    const records = await this.#reader.getMany(topics, missing);
    missing.forEach((id, at) => {
      const label = records[at]?.prefLabel ?? null;
      fresh.set(id, label);
      if (version === this.#version) this.#labels.set(id, { label, until: clock + FRESH_MS });
    });
    return fresh;
  }
}

/** Makes a concept of a label that was used for the first time. */
export const topicEffect: Effect = {
  type: 'topic',
  async deliver(kit, _partition, payload) {
    const id = String(payload.id);
    await kit.writers.mutate(TOPICS, async (transaction) => {
      if (await transaction.get(topics, id)) return;
      const prefLabel = String(payload.label);
      transaction.put(topics, id, { id, prefLabel, altLabels: [], broader: [], exactMatch: [], definition: null });
    });
  },
};
