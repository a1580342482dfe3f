import type { PersonCard } from '@copkit/core';
import { literal } from '../literal.js';

const TOKEN = /@\[(p_[0-9a-z]+)\]/g;

/**
 * Who can be mentioned in a text by which words. People write and read `@Ada Byron`; what is stored names the person by
 * id, `@[p_…]`.
 */
export class Mentions {
  readonly #ids = new Map<string, string>();

  /** The words that stand for a person in the text, as long as this text is being written. */
  wordsFor(person: PersonCard): string {
    const name = person.name ?? person.id;
    const candidates = [name, ...(person.unit ? [`${name} (${person.unit})`] : []), `${name} (${person.id})`];
    const free = candidates.find((words) => (this.#ids.get(words) ?? person.id) === person.id) ?? name;
    this.#ids.set(free, person.id);
    return `@${free}`;
  }

  /** A stored text as people read it; `people` are those it mentions. */
  toWords(body: string, people: readonly PersonCard[]): string {
    const byId = new Map(people.map((person) => [person.id, person]));
    return body.replace(TOKEN, (token, id: string) => {
      const person = byId.get(id);
      return person?.name ? this.wordsFor(person) : token;
    });
  }

  /** The text as it is stored. */
  toTokens(text: string): string {
    // Longest first, so that "Ann" does not cut "Ann Lee" short.
    const names = [...this.#ids.keys()].sort((a, b) => b.length - a.length);
    if (names.length === 0) return text;
    const pattern = new RegExp(`@(${names.map(literal).join('|')})(?![\\p{L}\\p{N}])`, 'gu');
    return text.replace(pattern, (words, name: string) => {
      const id = this.#ids.get(name);
      return id ? `@[${id}]` : words;
    });
  }

  /** Names of those the text mentions, each once. */
  namesIn(text: string): readonly string[] {
    const tokens = this.toTokens(text);
    return [...this.#ids].filter(([, id]) => tokens.includes(`@[${id}]`)).map(([name]) => name);
  }
}

/** What is being typed after an `@` right before the caret; `null` where nothing is. */
export const mentionAt = (text: string, caret: number): { readonly from: number; readonly query: string } | null => {
  const match = /(?:^|[\s([{>,;])@([\p{L}\p{N}][\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]*)?)?$/u.exec(
    text.slice(Math.max(0, caret - 60), caret),
  );
  if (!match) return null;
  const query = match[1] ?? '';
  return { from: caret - query.length - 1, query };
};
