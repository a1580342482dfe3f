import { foldWord, placedWords } from '@copkit/storage';

/** A word of a text as it is compared, and where it stands. */
interface Token {
  readonly folded: string;
  readonly from: number;
  readonly to: number;
}

/** Code, addresses, mentions and tags: what Markdown says to machines names no topic. Of limited length each. */
const MACHINE_TEXT =
  /```[\s\S]{0,10000}?```|`[^`\n]{0,500}`|\]\([^)\n]{0,500}\)|https?:\/\/\S+|@\[[^\]\n]{0,60}\]|<[^>\s][^>]{0,300}>/g;
/** Signs that belong to the word before: C++, C#. */
const SIGNS = /[+#]+/y;
/** Longer labels are phrases that nobody writes by chance. */
const MOST_WORDS = 16;
/** Letters up to which a label is taken for an abbreviation, which is only meant where it is written the same: IT, CM. */
const ABBREVIATION = 3;

/** In scripts without spaces every character is a word. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const { word, from, to } of placedWords(text)) {
    // Pairs of characters overlap with what they are made of.
    if (from < end) continue;
    SIGNS.lastIndex = to;
    const signs = SIGNS.exec(text)?.[0] ?? '';
    end = to + signs.length;
    tokens.push({ folded: foldWord(word) + signs, from, to: end });
  }
  return tokens;
}

const keyOf = (tokens: readonly Token[]): string => tokens.map(({ folded }) => folded).join(' ');

/** A label that stands in a text. */
export interface Occurrence {
  readonly topicId: string;
  /** As the text has it. */
  readonly form: string;
  readonly at: number;
}

interface Labelled {
  readonly topicId: string;
  readonly label: string;
  readonly preferred: boolean;
}

/** Finds the labels of topics in texts: whole words, whatever their case and accents, the longest first. */
export class Terms {
  /** By key, what bears the label. */
  readonly #labels = new Map<string, Labelled[]>();
  /** By the first word, in how many words the longest label with it has. */
  readonly #longest = new Map<string, number>();

  add(topicId: string, prefLabel: string, altLabels: readonly string[]): void {
    for (const [at, label] of [prefLabel, ...altLabels].entries()) {
      const tokens = tokensOf(label);
      const [first] = tokens;
      if (!first || tokens.length > MOST_WORDS) continue;
      const key = keyOf(tokens);
      this.#labels.set(key, [...(this.#labels.get(key) ?? []), { topicId, label, preferred: at === 0 }]);
      this.#longest.set(first.folded, Math.max(this.#longest.get(first.folded) ?? 0, tokens.length));
    }
  }

  remove(topicId: string, prefLabel: string, altLabels: readonly string[]): void {
    for (const label of [prefLabel, ...altLabels]) {
      const key = keyOf(tokensOf(label));
      const rest = (this.#labels.get(key) ?? []).filter((each) => each.topicId !== topicId);
      if (rest.length > 0) this.#labels.set(key, rest);
      else this.#labels.delete(key);
    }
  }

  /** In their order; none within another. Of topics that share a label, the one whose preferred label it is. */
  in(text: string): Occurrence[] {
    const tokens = tokensOf(text.replace(MACHINE_TEXT, (piece) => ' '.repeat(piece.length)));
    const found: Occurrence[] = [];
    for (let at = 0; at < tokens.length; ) {
      const match = this.#longestAt(text, tokens, at);
      if (match) found.push(match.occurrence);
      at += match?.words ?? 1;
    }
    return found;
  }

  #longestAt(text: string, tokens: readonly Token[], at: number) {
    const first = tokens[at] as Token;
    const most = Math.min(this.#longest.get(first.folded) ?? 0, tokens.length - at);
    for (let words = most; words > 0; words--) {
      const span = tokens.slice(at, at + words);
      const bearers = this.#labels.get(keyOf(span));
      if (!bearers) continue;
      const form = text.slice(first.from, span.at(-1)?.to);
      const meant = bearers.filter(({ label }) => label.length > ABBREVIATION || label.trim() === form);
      const bearer = meant.find(({ preferred }) => preferred) ?? meant[0];
      if (bearer && !/\n\s*\n/.test(form)) {
        return { words, occurrence: { topicId: bearer.topicId, form, at: first.from } };
      }
    }
    return null;
  }
}
