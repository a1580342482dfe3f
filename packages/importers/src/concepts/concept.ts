/** A concept as a file has it. */
export interface Concept {
  readonly uri: string;
  readonly prefLabel: string;
  readonly altLabels: readonly string[];
  readonly definition: string | null;
  /** URIs. */
  readonly broader: readonly string[];
  readonly exactMatch: readonly string[];
}

/** Where something stands. Lines count from 1; `null` where only the file is known. */
export interface Place {
  readonly file: string;
  readonly line: number | null;
}

/** What a file holds, and how to find in it what is wrong. */
export interface ConceptSource {
  readonly concepts: readonly Concept[];
  readonly problems: readonly (Place & { readonly message: string })[];
  /** Concepts that are not in force any more. */
  readonly obsolete: number;
  /** Where a concept stands, and where it says that another is broader. */
  readonly places: (uris: readonly string[]) => Promise<ReadonlyMap<string, Place>>;
}

/** Which concepts are to come in; all where nothing is said. */
export interface Subset {
  /** A concept, by URI or preferred label, with all that is narrower. May be given several times. */
  readonly under?: readonly string[];
  /** URIs. */
  readonly only?: readonly string[];
}

const LONGEST_LABEL = 200;
const LONGEST_DEFINITION = 4_000;
const LONGEST_URI = 500;
const MOST_LABELS = 500;

/** One line without control characters; `null` where nothing is left, or too much. */
export function labelOf(text: string): string | null {
  const label = text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim();
  return label === '' || label.length > LONGEST_LABEL || !/[^\p{M}\s]/u.test(label) ? null : label;
}

export const labelsOf = (texts: readonly string[]): string[] =>
  [...new Set(texts.map(labelOf).filter((label) => label !== null))].slice(0, MOST_LABELS);

/** Plain text; what is too long is cut at a word. */
export function definitionOf(text: string): string | null {
  const whole = text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]/gu, '')
    .trim();
  if (whole.length <= LONGEST_DEFINITION) return whole || null;
  return `${whole
    .slice(0, LONGEST_DEFINITION - 2)
    .replace(/\s\S*$/u, '')
    .trimEnd()} …`;
}

/** An absolute URI in ASCII; `null` for what is none. */
export function uriOf(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const uri = /^[\x21-\x7e]+$/.test(text) ? text : new URL(text).href;
  return uri.length > LONGEST_URI ? null : uri;
}
