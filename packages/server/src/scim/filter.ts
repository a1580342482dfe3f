import { ScimError } from './problems.js';

export type Comparison = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le';

/** A filter (RFC 7644, 3.4.2.2) as a tree. */
export type Filter =
  | { readonly is: 'and' | 'or'; readonly of: readonly Filter[] }
  | { readonly is: 'not'; readonly inner: Filter }
  | { readonly is: 'present'; readonly path: string }
  | { readonly is: 'values'; readonly path: string; readonly inner: Filter }
  | { readonly is: 'compare'; readonly path: string; readonly by: Comparison; readonly value: Scalar };

export type Scalar = string | number | boolean | null;

const LONGEST = 4_000;
const DEEPEST = 20;
const COMPARISONS: ReadonlySet<string> = new Set(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le']);
/** An attribute's name, with a schema before it or a part after it. Each sign has one place, so it takes time by length. */
const TOKEN =
  /\s*(?:([()[\]])|("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.:$-])|([A-Za-z][\w.:$-]*)|(\.[A-Za-z][\w$-]*))/y;

interface Token {
  readonly kind: 'bracket' | 'text' | 'number' | 'word' | 'part';
  readonly text: string;
}

const wrong = (message: string): ScimError =>
  new ScimError(400, 'invalidFilter', `The filter is not valid: ${message}`);

/** @throws ScimError `invalidFilter` */
export function parseFilter(text: string): Filter {
  if (text.length > LONGEST) throw wrong(`it has more than ${LONGEST} characters.`);
  const parser = new Parser(tokensOf(text));
  const filter = parser.either(0);
  parser.end();
  return filter;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  for (let at = 0; at < end; at = TOKEN.lastIndex) {
    const [, bracket, quoted, number, word, part] = TOKEN.exec(text) ?? [];
    if (bracket !== undefined) tokens.push({ kind: 'bracket', text: bracket });
    else if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else if (part !== undefined) tokens.push({ kind: 'part', text: part });
    else throw wrong(`"${text.slice(at, at + 20).trim()}" is not understood.`);
  }
  return tokens;
}

class Parser {
  #at = 0;

  constructor(readonly tokens: readonly Token[]) {}

  either(depth: number): Filter {
    return this.#joined('or', () => this.#joined('and', () => this.#one(depth)));
  }

  end(): void {
    const left = this.tokens[this.#at];
    if (left) throw wrong(`"${left.text.slice(0, 40)}" is too much.`);
  }

  #joined(by: 'and' | 'or', part: () => Filter): Filter {
    const first = part();
    const of = [first];
    while (this.#isWord(by)) {
      this.#at++;
      of.push(part());
    }
    return of.length > 1 ? { is: by, of } : first;
  }

  #one(depth: number): Filter {
    if (depth > DEEPEST) throw wrong('it is nested too deeply.');
    if (this.#isWord('not')) {
      this.#at++;
      if (this.tokens[this.#at]?.text !== '(') throw wrong('"(" is missing after "not".');
      return { is: 'not', inner: this.#one(depth + 1) };
    }
    if (this.#isBracket('(')) {
      const inner = this.either(depth + 1);
      this.#close(')');
      return inner;
    }
    const path = this.#next('an attribute');
    if (path.kind !== 'word') throw wrong(`an attribute is expected instead of ${path.text.slice(0, 40)}.`);
    if (this.#isBracket('[')) {
      const inner = this.either(depth + 1);
      this.#close(']');
      const part = this.tokens[this.#at];
      if (part?.kind !== 'part') return { is: 'values', path: path.text, inner };
      this.#at++;
      const of = [inner, this.#compared(part.text.slice(1))];
      return { is: 'values', path: path.text, inner: { is: 'and', of } };
    }
    return this.#compared(path.text);
  }

  #compared(path: string): Filter {
    const by = this.#next('a comparison').text.toLowerCase();
    if (by === 'pr') return { is: 'present', path };
    if (!COMPARISONS.has(by)) throw wrong(`"${by.slice(0, 40)}" is no comparison.`);
    return { is: 'compare', path, by: by as Comparison, value: scalarOf(this.#next('a value')) };
  }

  #next(what: string): Token {
    const token = this.tokens[this.#at++];
    if (!token) throw wrong(`${what} is missing at its end.`);
    return token;
  }

  #isWord(word: string): boolean {
    const token = this.tokens[this.#at];
    return token?.kind === 'word' && token.text.toLowerCase() === word;
  }

  #isBracket(bracket: string): boolean {
    const token = this.tokens[this.#at];
    if (token?.kind !== 'bracket' || token.text !== bracket) return false;
    this.#at++;
    return true;
  }

  #close(bracket: string): void {
    if (!this.#isBracket(bracket)) throw wrong(`"${bracket}" is missing.`);
  }
}

function scalarOf({ kind, text }: Token): Scalar {
  if (kind === 'number') return Number(text);
  const word = text.toLowerCase();
  if (kind === 'word' && (word === 'true' || word === 'false')) return word === 'true';
  if (kind === 'word' && word === 'null') return null;
  try {
    if (kind === 'text') return JSON.parse(text) as string;
  } catch {
    // Told below.
  }
  throw wrong(`${text.slice(0, 40)} is no value; texts stand in double quotes.`);
}
