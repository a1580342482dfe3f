import type { MarkdownIt, StateInline } from 'markdown-it';

const OPENING = /<(kbd|sub|sup)>/y;

/**
 * Keys, lowered and raised text, written as on GitHub: `<kbd>Ctrl</kbd>`, `H<sub>2</sub>O`, `2<sup>8</sup>`. A tag
 * with an attribute, or without its partner, is text like all others.
 */
export function inlineTags(markdownIt: MarkdownIt): void {
  markdownIt.inline.ruler.before('html_inline', 'inline_tag', inlineTag);
}

function inlineTag(state: StateInline, silent: boolean): boolean {
  OPENING.lastIndex = state.pos;
  const [opening, name] = OPENING.exec(state.src) ?? [];
  if (!opening || !name) return false;
  const closing = `</${name}>`;
  const begin = state.pos + opening.length;
  const end = findClosing(state, begin, closing);
  if (end === null) return false;
  if (!silent) {
    const { posMax } = state;
    state.pos = begin;
    state.posMax = end;
    state.push(`${name}_open`, name, 1);
    state.md.inline.tokenize(state);
    state.push(`${name}_close`, name, -1);
    state.posMax = posMax;
  }
  state.pos = end + closing.length;
  return true;
}

/** Where the partner begins, which is not inside code, a link or a pair of tags of its own. */
function findClosing(state: StateInline, begin: number, closing: string): number | null {
  const { pos, posMax } = state;
  let found: number | null = null;
  for (state.pos = begin; state.pos + closing.length <= posMax; ) {
    if (state.src.startsWith(closing, state.pos)) {
      found = state.pos;
      break;
    }
    state.md.inline.skipToken(state);
  }
  state.pos = pos;
  return found;
}
