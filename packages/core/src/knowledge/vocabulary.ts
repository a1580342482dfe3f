import { type Cursor, foldWord, type StoredDoc, searchWords } from '@copkit/storage';
import MiniSearch from 'minisearch';
import type { Kit } from '../kit.js';
import { type Derived, Follower } from '../store/follower.js';
import { textKey } from '../store/keys.js';
import { TOPICS } from '../store/partitions.js';
import { type TopicRecord, topics } from '../topics/records.js';
import { Terms } from './terms.js';

interface Indexed {
  readonly id: string;
  readonly labels: string;
  readonly definition: string;
}

/** A topic whose labels share words with a text. */
export interface Similar {
  readonly topicId: string;
  readonly score: number;
}

/** Of a long text, as many distinct words are looked for. */
const MOST_WORDS = 200;
/** What is shorter says little, and stands everywhere. */
const LEAST_LETTERS = 3;

/** The organisation's topics in memory, made from the change feed of the scheme and kept up with it. */
export class Vocabulary implements Derived {
  readonly #records = new Map<string, TopicRecord>();
  readonly #index = new MiniSearch<Indexed>({
    fields: ['labels', 'definition'],
    tokenize: searchWords,
    processTerm: (word) => (word.length < LEAST_LETTERS ? null : foldWord(word)),
    // Many are replaced and few removed: what a change leaves behind is cleared now and then.
    autoVacuum: true,
  });
  /** What stands for a concept of another scheme, by its URI; and what bears a preferred label, by its key. */
  readonly #byUri = new Map<string, string>();
  readonly #byLabel = new Map<string, string>();
  #cursor: Cursor | null = null;
  readonly terms = new Terms();

  get size(): number {
    return this.#records.size;
  }

  get(topicId: string): TopicRecord | undefined {
    return this.#records.get(topicId);
  }

  /** The topic that a concept of another scheme was matched with. */
  matching(uri: string): TopicRecord | undefined {
    return this.#records.get(this.#byUri.get(uri) ?? '');
  }

  /** The topic whose preferred label it is, whatever its case and accents. */
  called(label: string): TopicRecord | undefined {
    return this.#records.get(this.#byLabel.get(textKey(label)) ?? '');
  }

  /**
   * Topics with labels that hold words of the text, by BM25 over labels and definition (labels count three times),
   * the best first. What only a definition shares is left out.
   */
  similarTo(text: string, limit: number, without: ReadonlySet<string>): Similar[] {
    const words = [...new Set(searchWords(text).map(foldWord))].filter((word) => word.length >= LEAST_LETTERS);
    if (words.length === 0) return [];
    const hits = this.#index.search(words.slice(0, MOST_WORDS).join(' '), {
      combineWith: 'OR',
      boost: { labels: 3 },
      filter: ({ id, match }) =>
        !without.has(String(id)) && Object.values(match).some((fields) => fields.includes('labels')),
    });
    return hits.slice(0, limit).map(({ id, score }) => ({ topicId: String(id), score }));
  }

  cursor(): Cursor | null {
    return this.#cursor;
  }

  apply(_partition: string, docs: readonly StoredDoc[], cursor: Cursor): void {
    for (const { collection, id, body } of docs) {
      if (collection === topics.name) this.#take(id, body as TopicRecord | null);
    }
    this.#cursor = cursor;
  }

  drop(): void {
    for (const id of [...this.#records.keys()]) this.#take(id, null);
    this.#cursor = null;
  }

  #take(id: string, record: TopicRecord | null): void {
    const before = this.#records.get(id);
    if (before) {
      this.#records.delete(id);
      this.#index.discard(id);
      for (const uri of before.exactMatch) if (this.#byUri.get(uri) === id) this.#byUri.delete(uri);
      const key = textKey(before.prefLabel);
      if (this.#byLabel.get(key) === id) this.#byLabel.delete(key);
      this.terms.remove(id, before.prefLabel, before.altLabels);
    }
    if (!record) return;
    this.#records.set(id, record);
    const { prefLabel, altLabels, exactMatch, definition } = record;
    for (const uri of exactMatch) this.#byUri.set(uri, id);
    this.#byLabel.set(textKey(prefLabel), id);
    this.#index.add({ id, labels: [prefLabel, ...altLabels].join('\n'), definition: definition ?? '' });
    this.terms.add(id, prefLabel, altLabels);
  }
}

/** Each running copkit keeps one, once it was asked. */
const kept = new WeakMap<Kit, { readonly vocabulary: Vocabulary; readonly follower: Follower }>();

/** With everything that is committed before the call. */
export async function vocabularyOf(kit: Kit): Promise<Vocabulary> {
  let known = kept.get(kit);
  if (!known) {
    const vocabulary = new Vocabulary();
    known = { vocabulary, follower: new Follower(kit.storage, vocabulary) };
    kept.set(kit, known);
  }
  await known.follower.catchUp(TOPICS);
  return known.vocabulary;
}
