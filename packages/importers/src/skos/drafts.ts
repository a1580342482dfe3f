import type { Quad, Term } from 'n3';
import { type Concept, definitionOf, labelOf, labelsOf, uriOf } from '../concepts/concept.js';
import { skos } from './vocabulary.js';

interface Literal {
  readonly text: string;
  readonly language: string;
}

/** What is said of one subject. */
class Draft {
  isConcept = false;
  isDeprecated = false;
  readonly prefLabels: Literal[] = [];
  readonly altLabels: Literal[] = [];
  readonly definitions: Literal[] = [];
  readonly broader = new Set<string>();
  readonly exactMatch = new Set<string>();
}

const MOST_CONCEPTS = 500_000;

/** Gathers concepts from statements, which come in any order. Of everything else nothing is kept. */
export class Drafts {
  readonly #drafts = new Map<string, Draft>();
  /** SKOS-XL labels and structured definitions: nodes whose text stands elsewhere. */
  readonly #texts = new Map<string, Literal>();
  readonly #owed: { readonly to: Literal[]; readonly node: string }[] = [];

  take({ subject, predicate, object }: Quad): void {
    const id = idOf(subject);
    switch (predicate.value) {
      case skos.type:
        if (object.value === skos.Concept) this.#of(id).isConcept = true;
        return;
      case skos.prefLabel:
      case skos.xlPrefLabel:
        this.#takeText(this.#of(id).prefLabels, object);
        return;
      case skos.altLabel:
      case skos.xlAltLabel:
        this.#takeText(this.#of(id).altLabels, object);
        return;
      case skos.definition:
        this.#takeText(this.#of(id).definitions, object);
        return;
      case skos.value:
      case skos.literalForm:
        if (object.termType === 'Literal') this.#texts.set(id, literalOf(object));
        return;
      case skos.broader:
        this.#of(id).broader.add(idOf(object));
        return;
      case skos.narrower:
        this.#of(idOf(object)).broader.add(id);
        return;
      case skos.exactMatch:
        this.#of(id).exactMatch.add(idOf(object));
        return;
      case skos.deprecated:
        this.#of(id).isDeprecated = object.value === 'true' || object.value === '1';
        return;
    }
  }

  /**
   * The concepts: what is said to be one, or has a preferred label. Their preferred label is that of the first of the
   * languages that they have, or else one of no language, or else the first by its tag; the others find them too.
   */
  finish(languages: readonly string[]) {
    for (const { to, node } of this.#owed) {
      const text = this.#texts.get(node);
      if (text) to.push(text);
    }
    const concepts: Concept[] = [];
    const problems: { readonly uri: string; readonly message: string }[] = [];
    let obsolete = 0;
    for (const [id, draft] of this.#drafts) {
      if (!draft.isConcept && draft.prefLabels.length === 0) continue;
      if (draft.isDeprecated) {
        obsolete++;
        continue;
      }
      const concept = conceptOf(id, draft, languages);
      if (typeof concept === 'string') problems.push({ uri: id, message: concept });
      else concepts.push(concept);
    }
    return { concepts, problems, obsolete };
  }

  #of(id: string): Draft {
    let draft = this.#drafts.get(id);
    if (!draft) {
      if (this.#drafts.size === MOST_CONCEPTS) throw new Error(`it has more than ${MOST_CONCEPTS} concepts`);
      draft = new Draft();
      this.#drafts.set(id, draft);
    }
    return draft;
  }

  #takeText(to: Literal[], object: Term): void {
    if (object.termType === 'Literal') to.push(literalOf(object));
    else this.#owed.push({ to, node: idOf(object) });
  }
}

/** Blank nodes have names of their own. */
const idOf = (term: Term): string => (term.termType === 'BlankNode' ? `_:${term.value}` : term.value);

const literalOf = (term: Term): Literal => ({
  text: term.value,
  language: term.termType === 'Literal' ? term.language.toLowerCase() : '',
});

/** What is wrong with it where it is none. */
function conceptOf(id: string, draft: Draft, languages: readonly string[]): Concept | string {
  if (id.startsWith('_:')) return 'a concept without a URI could not be found again, and was left out';
  const uri = uriOf(id);
  if (uri === null) return `<${id}> is no absolute URI, or longer than 500 characters`;
  const preferred = inOrder(draft.prefLabels, languages);
  const prefLabel = preferred.map(labelOf).find((label) => label !== null);
  if (!prefLabel) return `<${id}> has no preferred label of 1 to 200 characters`;
  return {
    uri,
    prefLabel,
    altLabels: labelsOf([...preferred, ...inOrder(draft.altLabels, languages)]).filter((label) => label !== prefLabel),
    definition: definitionOf(inOrder(draft.definitions, languages)[0] ?? ''),
    broader: urisOf(draft.broader),
    exactMatch: urisOf(draft.exactMatch).filter((match) => match !== uri),
  };
}

const urisOf = (ids: Iterable<string>): string[] => [...ids].map(uriOf).filter((uri) => uri !== null);

/** Texts by language: those asked for in their order, `en` also standing for `en-GB`, then those of none, then others. */
function inOrder(literals: readonly Literal[], languages: readonly string[]): string[] {
  const rank = ({ language }: Literal) => {
    const at = languages.findIndex((each) => language === each || language.startsWith(`${each}-`));
    return at >= 0 ? at : languages.length + (language === '' ? 0 : 1);
  };
  const sorted = literals.toSorted(
    (a, b) => rank(a) - rank(b) || (a.language < b.language ? -1 : a.language > b.language ? 1 : 0),
  );
  return sorted.map(({ text }) => text);
}
