import type { Copkit } from '@copkit/core';
import type {} from '@copkit/core/expertise';
import { ImportError } from '../import-error.js';
import type { ImportFault } from '../report.js';
import type { Concept, ConceptSource, Place, Subset } from './concept.js';

export interface TopicsReport {
  readonly created: number;
  /** Topics that were there under the same label, which now stand for the concepts too. */
  readonly matched: number;
  /** Known concepts that say more than before. */
  readonly changed: number;
  readonly unchanged: number;
  /** Concepts of the files that are not in the subset. */
  readonly leftOut: number;
  /** Concepts that are not in force any more. */
  readonly obsolete: number;
  /** What could not be used, at most a thousand; the rest was imported. */
  readonly problems: readonly ImportFault[];
  readonly problemCount: number;
  /** Relations that lead out of what was imported, at most a thousand: nothing is wrong with the concepts that have them. */
  readonly notes: readonly ImportFault[];
  readonly noteCount: number;
}

export interface ConceptsImport {
  readonly cop: Copkit;
  readonly source: ConceptSource;
  readonly subset: Subset;
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const AT_ONCE = 200;
const MOST_PROBLEMS = 1_000;

/** A relation that could not be used. */
interface Unusable {
  readonly uri: string;
  readonly message: string;
}

/**
 * Brings concepts into the organisation's topic scheme: what is broader first, so that each finds what it belongs to.
 * Known ones are found again by their URI; a second run changes nothing.
 */
export async function importConcepts(given: ConceptsImport): Promise<TopicsReport> {
  const { cop, source, subset, onProgress, signal } = given;
  const wanted = subsetOf(source.concepts, subset);
  const unusable: Unusable[] = [];
  const outside: Unusable[] = [];
  const ordered = broaderFirst(wanted, unusable);
  const known = new Set(source.concepts.map(({ uri }) => uri));
  const kept = new Set(wanted.map(({ uri }) => uri));
  const { knowledge } = cop.system({ name: 'import' });
  const counts = { created: 0, matched: 0, changed: 0, unchanged: 0 };
  for (let at = 0; at < ordered.length; at += AT_ONCE) {
    signal?.throwIfAborted();
    const concepts = ordered.slice(at, at + AT_ONCE);
    const { items } = await knowledge.importTopics({ concepts });
    for (const { uri, outcome, unknown, circular } of items) {
      counts[outcome]++;
      for (const above of unknown) {
        // What the subset leaves out is not missing.
        if (known.has(above) && !kept.has(above)) continue;
        const message = `<${uri}> is said to be narrower than <${above}>, which is not among what is imported; the relation was left out`;
        outside.push({ uri, message });
      }
      for (const above of circular) {
        unusable.push({ uri, message: `<${uri}> cannot be narrower than <${above}>, which is narrower than it here` });
      }
    }
    onProgress?.(Math.min(at + AT_ONCE, ordered.length), ordered.length);
  }
  const told = [...unusable.slice(0, MOST_PROBLEMS), ...outside.slice(0, MOST_PROBLEMS)];
  const places = await source.places(told.map(({ uri }) => uri));
  const faults = (some: readonly (Place & { message: string })[]) =>
    some.slice(0, MOST_PROBLEMS).map((each) => ({ ...each, column: null }));
  const problems = [...source.problems, ...unusable.map((each) => placed(each, places))];
  return {
    ...counts,
    leftOut: source.concepts.length - wanted.length,
    obsolete: source.obsolete,
    problems: faults(problems),
    problemCount: problems.length,
    notes: faults(outside.map((each) => placed(each, places))),
    noteCount: outside.length,
  };
}

function placed({ uri, message }: Unusable, places: ReadonlyMap<string, Place>): Place & { message: string } {
  return { ...(places.get(uri) ?? { file: '', line: null }), message };
}

/** @throws ImportError `unknown-concept` for what the subset names and no file has. */
function subsetOf(concepts: readonly Concept[], { under, only }: Subset): readonly Concept[] {
  if (under === undefined && only === undefined) return concepts;
  const byUri = new Map(concepts.map((concept) => [concept.uri, concept]));
  const byLabel = new Map(concepts.map(({ prefLabel, uri }) => [prefLabel.toLowerCase(), uri]));
  const named = (text: string) => {
    const uri = byUri.has(text) ? text : byLabel.get(text.toLowerCase());
    if (uri === undefined) throw new ImportError('unknown-concept', `There is no concept "${text}".`);
    return uri;
  };
  const kept = new Set((only ?? []).map(named));
  const narrower = new Map<string, string[]>();
  for (const { uri, broader } of concepts) {
    for (const above of broader) narrower.set(above, [...(narrower.get(above) ?? []), uri]);
  }
  const below = (under ?? []).map(named);
  for (let uri = below.pop(); uri !== undefined; uri = below.pop()) {
    if (kept.has(uri) && !under?.includes(uri)) continue;
    const fresh = (narrower.get(uri) ?? []).filter((each) => !kept.has(each));
    kept.add(uri);
    below.push(...fresh);
  }
  return concepts.filter(({ uri }) => kept.has(uri));
}

/** Each concept after all that are broader. Relations that close a circle are left out and noted. */
function broaderFirst(concepts: readonly Concept[], unusable: Unusable[]): Concept[] {
  const byUri = new Map(concepts.map((concept) => [concept.uri, concept]));
  const ordered: Concept[] = [];
  const begun = new Set<string>();
  const done = new Set<string>();
  // By hand, as chains may be longer than calls may be deep.
  const stack: { concept: Concept; broader: string[]; next: number }[] = [];
  const begin = (concept: Concept) => {
    begun.add(concept.uri);
    stack.push({ concept, broader: [...concept.broader], next: 0 });
  };
  for (const concept of concepts) {
    if (!begun.has(concept.uri)) begin(concept);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const above = top.broader[top.next];
      if (above === undefined) {
        ordered.push({ ...top.concept, broader: top.broader });
        done.add(top.concept.uri);
        stack.pop();
        continue;
      }
      const concept = byUri.get(above);
      if (concept && begun.has(above) && !done.has(above)) {
        const { uri } = top.concept;
        unusable.push({ uri, message: `<${uri}> cannot be narrower than <${above}>, which is narrower than it` });
        top.broader.splice(top.next, 1);
        continue;
      }
      top.next++;
      if (concept && !begun.has(above)) begin(concept);
    }
  }
  return ordered;
}
