import { formatRev, type Json, type StoredDoc } from '@copkit/storage';
import type { Statements } from './schema.js';

/** Of all documents that are kept together, in UTF-16 units of their JSON. */
const MOST_CHARACTERS = 16_000_000;

/**
 * Which document of a partition, the commit that wrote it, and in a scan the key it stands under. Never
 * two bodies of a partition have both numbers the same.
 */
export type Version = readonly [docNo: number, commitNo: number, key?: string];

interface Kept {
  readonly partitionNo: number;
  readonly commitNo: number;
  readonly doc: StoredDoc;
  readonly characters: number;
}

/**
 * Documents that were read before, so that reading them again fetches and parses nothing. Which version
 * holds is asked of the database each time, so another process's writes are seen at once.
 */
export class Documents {
  readonly #kept = new Map<number, Kept>();
  #characters = 0;

  constructor(readonly most = MOST_CHARACTERS) {}

  /** The documents in the order of their versions; `null` when one of them was replaced in the meantime. */
  read(sql: Statements, partitionNo: number, versions: readonly Version[]): StoredDoc[] | null {
    const missing = versions.filter((version) => !this.#find(partitionNo, version)).map(([docNo]) => docNo);
    if (missing.length > 0) this.#load(sql, missing);
    const docs = versions.flatMap((version) => this.#find(partitionNo, version) ?? []);
    this.#forgetOldest();
    return docs.length === versions.length ? docs : null;
  }

  #find(partitionNo: number, [docNo, commitNo]: Version): StoredDoc | null {
    const kept = this.#kept.get(docNo);
    return kept?.commitNo === commitNo && kept.partitionNo === partitionNo ? kept.doc : null;
  }

  #load(sql: Statements, docNos: readonly number[]): void {
    for (const [docNo, partitionNo, collection, id, commitNo, body] of sql.bodies(JSON.stringify(docNos))) {
      this.#forget(docNo);
      // Shared from now on: what one caller holds must not change what another reads.
      const doc = freeze({
        collection,
        id,
        rev: formatRev(String(partitionNo), commitNo),
        body: JSON.parse(body) as Json,
      });
      this.#kept.set(docNo, { partitionNo, commitNo, doc, characters: body.length });
      this.#characters += body.length;
    }
  }

  #forget(docNo: number): void {
    this.#characters -= this.#kept.get(docNo)?.characters ?? 0;
    this.#kept.delete(docNo);
  }

  #forgetOldest(): void {
    for (const docNo of this.#kept.keys()) {
      if (this.#characters <= this.most) return;
      this.#forget(docNo);
    }
  }
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const inner of Object.values(value)) freeze(inner);
  return Object.freeze(value);
}
