import { escapeText } from './escape.js';

/** A mention as it stands in Markdown: `@[p_…]`, a person id. Names are put in when it is read. */
export const MENTION = /@\[(p_[0-9a-z]{10,40})\]/;

const PLACEHOLDER = /<span class="mention" data-person="(p_[0-9a-z]{10,40})">[^<]*<\/span>/g;
const FENCE = /^(`{3,}|~{3,})([^\n]*)/;

/** What a mention looks like in rendered HTML until `withNames` puts in the name. */
export function mentionHtml(personId: string, label = `@${personId}`): string {
  return `<span class="mention" data-person="${personId}">${escapeText(label)}</span>`;
}

/**
 * Puts names into HTML from `renderMarkdown`. Who has no name, or is not in the map, is shown as
 * `formerMember`, a phrase in the reader's language.
 */
export function withNames(html: string, names: ReadonlyMap<string, string | null>, formerMember: string): string {
  return html.replace(PLACEHOLDER, (_, personId: string) => {
    const name = names.get(personId);
    return mentionHtml(personId, name ? `@${name}` : formerMember);
  });
}

/**
 * The person ids mentioned in a Markdown text, each once, in order of appearance; not those in
 * fenced code or code spans. Takes linear time without parsing, for use inside a write.
 */
export function extractMentions(markdown: string): string[] {
  if (!markdown.includes('@[')) return [];
  const found = new Set<string>();
  // An escaped character is consumed with its backslash, so that `\@[…]` is no mention.
  const token = new RegExp(`\\\\[\\s\\S]|${MENTION.source}`, 'g');
  for (const line of proseLines(markdown)) {
    for (const match of withoutCodeSpans(line).matchAll(token)) {
      if (match[1]) found.add(match[1]);
    }
  }
  return [...found];
}

function* proseLines(markdown: string): Generator<string> {
  let fence: string | null = null;
  for (const line of markdown.split(/\r\n|[\r\n]/)) {
    if (fence !== null) {
      const closing = FENCE.exec(line.trim());
      if (closing?.[1]?.startsWith(fence) && closing[2] === '') fence = null;
      continue;
    }
    const opening = FENCE.exec(line);
    if (opening?.[1] && !(opening[1].startsWith('`') && opening[2]?.includes('`'))) fence = opening[1];
    else yield line;
  }
}

function withoutCodeSpans(line: string): string {
  const runs = [...line.matchAll(/`+/g)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
  const closing: (number | undefined)[] = [];
  const later = new Map<number, number>();
  for (const [i, run] of [...runs.entries()].reverse()) {
    closing[i] = later.get(run.to - run.from);
    later.set(run.to - run.from, i);
  }
  let prose = '';
  let from = 0;
  for (let i = 0; i < runs.length; i++) {
    const end = closing[i];
    if (end === undefined) continue;
    prose += `${line.slice(from, runs[i]?.from)} `;
    from = runs[end]?.to ?? line.length;
    i = end;
  }
  return prose + line.slice(from);
}
