import { join } from 'node:path';
import type { Copkit } from '@copkit/core';
import { type Concept, definitionOf, labelOf, labelsOf, type Place, type Subset, uriOf } from '../concepts/concept.js';
import { importConcepts, type TopicsReport } from '../concepts/import-concepts.js';
import { type EscoRow, escoFiles, readTable } from './tables.js';

export interface ImportEsco extends Subset {
  /** With the extension `@copkit/core/expertise`. */
  readonly cop: Copkit;
  /** The CSV files of ESCO's skills pillar as they are downloaded, for each of the languages. */
  readonly folder: string;
  /** As in the names of the files; the first is the one that is shown, the labels of the others find them too. `en` where absent. */
  readonly languages?: readonly string[];
  readonly onProgress?: (done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

type Draft = { -readonly [K in keyof Concept]: Concept[K] } & { readonly place: Place };

/**
 * Imports skills and their groups from ESCO's CSV files into the organisation's topics: those of all tables that are
 * in the folder, read row by row. Rows that cannot be used are reported, with their lines.
 */
export async function importEsco(given: ImportEsco): Promise<TopicsReport> {
  const { cop, folder, languages = ['en'], onProgress, signal, ...subset } = given;
  const reading = new Reading();
  for (const [at, language] of languages.entries()) {
    const { concepts, relations } = await escoFiles(folder, language);
    for (const name of concepts) {
      for await (const row of readTable(join(folder, name), ['conceptUri', 'preferredLabel'])) {
        signal?.throwIfAborted();
        if (at === 0) reading.takeConcept(name, row, relations === null);
        else reading.takeLabels(row);
      }
    }
    if (at > 0 || relations === null) continue;
    for await (const row of readTable(join(folder, relations), ['conceptUri', 'broaderUri'])) {
      reading.takeRelation(relations, row);
    }
  }
  return importConcepts({ cop, source: reading.source(), subset, onProgress, signal });
}

class Reading {
  readonly #drafts = new Map<string, Draft>();
  readonly #problems: (Place & { readonly message: string })[] = [];
  readonly #obsolete = new Set<string>();

  takeConcept(file: string, { line, cells }: EscoRow, withBroader: boolean): void {
    const uri = uriOf(cells.conceptUri ?? '');
    if (uri === null) {
      this.#problems.push({ file, line, message: `"${cells.conceptUri ?? ''}" is no URI` });
      return;
    }
    if (cells.status !== undefined && cells.status !== 'released') {
      this.#obsolete.add(uri);
      return;
    }
    const broader = withBroader
      ? listed(cells.broaderConceptUri)
          .map(uriOf)
          .filter((each) => each !== null)
      : [];
    const known = this.#drafts.get(uri);
    if (known) {
      known.broader = [...new Set([...known.broader, ...broader])];
      return;
    }
    const prefLabel = labelOf(cells.preferredLabel ?? '');
    if (prefLabel === null) {
      this.#problems.push({ file, line, message: `<${uri}> has no preferred label of 1 to 200 characters` });
      return;
    }
    this.#drafts.set(uri, {
      uri,
      prefLabel,
      altLabels: labelsOf(listed(cells.altLabels)),
      definition: definitionOf(cells.definition || cells.description || ''),
      broader,
      exactMatch: [],
      place: { file, line },
    });
  }

  /** Of another language. */
  takeLabels({ cells }: EscoRow): void {
    const draft = this.#drafts.get(cells.conceptUri ?? '');
    if (draft) draft.altLabels = labelsOf([...draft.altLabels, cells.preferredLabel ?? '', ...listed(cells.altLabels)]);
  }

  takeRelation(file: string, { line, cells }: EscoRow): void {
    const draft = this.#drafts.get(cells.conceptUri ?? '');
    const above = uriOf(cells.broaderUri ?? '');
    // The table is of all skills; of those that are not among the concepts nothing is known.
    if (!draft) return;
    if (above === null) this.#problems.push({ file, line, message: `"${cells.broaderUri ?? ''}" is no URI` });
    else if (!draft.broader.includes(above)) draft.broader = [...draft.broader, above];
  }

  source() {
    const concepts = Array.from(this.#drafts.values(), ({ place: _place, ...concept }) => concept);
    const places = async (uris: readonly string[]) =>
      new Map(
        uris.flatMap((uri) => {
          const place = this.#drafts.get(uri)?.place;
          return place ? [[uri, place] as const] : [];
        }),
      );
    const obsolete = [...this.#obsolete].filter((uri) => !this.#drafts.has(uri)).length;
    return { concepts, problems: this.#problems, obsolete, places };
  }
}

/** Tables have them one in a line, collections with bars between. */
const listed = (cell = ''): string[] =>
  cell
    .split(/\n| \| /)
    .map((each) => each.trim())
    .filter(Boolean);
