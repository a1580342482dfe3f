import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Copkit } from '@copkit/core';
import type { Place, Subset } from '../concepts/concept.js';
import { importConcepts, type TopicsReport } from '../concepts/import-concepts.js';
import { Drafts } from './drafts.js';
import { readStatements } from './statements.js';

export interface ImportSkos extends Subset {
  /** With the extension `@copkit/core/expertise`. */
  readonly cop: Copkit;
  /** RDF/XML (`.rdf .xml .owl`), Turtle (`.ttl`), N-Triples (`.nt`) or JSON-LD (`.jsonld .json`) in UTF-8. */
  readonly file: string;
  /** Language tags: in the first of them that it has a concept is shown. English where absent. */
  readonly languages?: readonly string[];
  readonly onProgress?: (done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Imports a SKOS concept scheme into the organisation's topics. Statements are read one after the other; what is kept
 * of them are the concepts.
 * @throws ImportError `wrong-format` where the file is broken, with the line; then nothing was written.
 */
export async function importSkos(given: ImportSkos): Promise<TopicsReport> {
  const { cop, file, languages = ['en'], onProgress, signal, ...subset } = given;
  const drafts = new Drafts();
  await readStatements(file, (statement) => drafts.take(statement));
  const { concepts, problems, obsolete } = drafts.finish(languages.map((tag) => tag.toLowerCase()));
  const places = (uris: readonly string[]) => linesOf(file, uris);
  const found = await places(problems.map(({ uri }) => uri));
  const source = {
    concepts,
    obsolete,
    places,
    problems: problems.map(({ uri, message }) => ({ ...(found.get(uri) ?? { file, line: null }), message })),
  };
  return importConcepts({ cop, source, subset, onProgress, signal });
}

/** Parsers do not say where a statement stood: the first lines that hold the URIs, or what follows their last / or #. */
async function linesOf(file: string, uris: readonly string[]): Promise<ReadonlyMap<string, Place>> {
  const sought = new Map(uris.filter((uri) => !uri.startsWith('_:')).map((uri) => [uri, endingOf(uri)]));
  const places = new Map<string, Place>();
  if (sought.size === 0) return places;
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    line++;
    for (const [uri, ending] of sought) {
      if (!text.includes(uri) && !ending.test(text)) continue;
      places.set(uri, { file, line });
      sought.delete(uri);
    }
    if (sought.size === 0) break;
  }
  return places;
}

/** As it stands in prefixed and relative names. */
function endingOf(uri: string): RegExp {
  const name = uri.slice(Math.max(uri.lastIndexOf('/'), uri.lastIndexOf('#')) + 1);
  const escaped = name.replace(/[^\w]/g, '\\$&');
  return name === '' ? /(?!)/ : new RegExp(`[:#/"<]${escaped}(?![\\w-])`);
}
