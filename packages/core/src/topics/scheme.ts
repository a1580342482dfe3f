import type { StorageAdapter } from '@copkit/storage';
import { CopkitError } from '../errors.js';
import type { WriteContext } from '../operations/context.js';
import type { Effect } from '../operations/effects.js';
import { textKey, under } from '../store/keys.js';
import { TOPICS } from '../store/partitions.js';
import { type PartitionReader, reader } from '../store/reader.js';
import type { TopicRef } from './api.js';
import { type TopicRecord, topicIdOf, topics } from './records.js';

const FRESH_MS = 5_000;
const MOST_KEPT = 20_000;

/** Finds topics by id or any label. */
export class TopicScheme {
  readonly #labels = new Map<string, { readonly label: string; readonly until: number }>();
  readonly #reader: PartitionReader;
  /** Counts changes, so that what was read before one is not kept after it. */
  #version = 0;

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
   * in the same breath.
   */
  async take(context: WriteContext, named: readonly string[], field = 'topics'): Promise<string[]> {
    const ids: string[] = [];
    for (const [at, name] of named.entries()) {
      if (textKey(name) === '') throw new CopkitError('invalid', 'A topic needs a letter or digit.', `${field}.${at}`);
      const known = await this.find(name);
      const id = known?.id ?? topicIdOf(name);
      if (ids.includes(id)) continue;
      ids.push(id);
      if (!known) context.effect('topic', id, { id, label: name.trim() });
    }
    return ids;
  }

  async refs(ids: Iterable<string>): Promise<ReadonlyMap<string, TopicRef>> {
    const clock = performance.now();
    const wanted = [...new Set(ids)];
    const missing = wanted.filter((id) => (this.#labels.get(id)?.until ?? 0) <= clock);
    if (this.#labels.size > MOST_KEPT) this.#labels.clear();
    const version = this.#version;
    const records = await this.#reader.getMany(topics, missing);
    const found = new Map(missing.map((id, at) => [id, records[at]?.prefLabel ?? id]));
    if (version === this.#version) {
      for (const [id, label] of found) this.#labels.set(id, { label, until: clock + FRESH_MS });
    }
    return new Map(wanted.map((id) => [id, { id, label: found.get(id) ?? this.#labels.get(id)?.label ?? id }]));
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
