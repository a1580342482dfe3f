import MarkdownIt, { type RendererRule, type StateCore, type StateInline, type Token } from 'markdown-it';
import { escapeText } from './escape.js';
import { inlineTags } from './inline-tags.js';
import { MENTION, mentionHtml } from './mentions.js';
import type { Rendered } from './render.js';
import { taskLists } from './task-lists.js';

const LINK_SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);
const LINK_REL = 'nofollow ugc noopener noreferrer';
const HIGHEST_HEADING = 3;
const MAX_NESTING = 40;

// Safe by construction: markup in the source is never passed on, and every tag and attribute in
// the output is written by a rule below or by markdown-it's own for plain formatting.
const markdownIt = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: MAX_NESTING });
markdownIt.validateLink = (url) => LINK_SCHEMES.has(scheme(url));
markdownIt.inline.ruler.before('link', 'mention', mention);
markdownIt.core.ruler.push('bounded_nesting', boundNesting);
markdownIt.use(taskLists);
markdownIt.use(inlineTags);

const PAGE = 'https://relative.invalid';

/** The address as a browser would see it, which has an idea of its own of backslashes and slashes. */
function seen(url: string): URL | null {
  try {
    return new URL(url, PAGE);
  } catch {
    return null;
  }
}

/** The scheme a browser would see; `https:` for a relative address. */
const scheme = (url: string): string => seen(url)?.protocol ?? '';

/** Where images may be loaded from besides the page's own site. */
type Env = { readonly imageOrigins: ReadonlySet<string> };

const mentionAtPosition = new RegExp(MENTION.source, 'y');

function mention(state: StateInline, silent: boolean): boolean {
  mentionAtPosition.lastIndex = state.pos;
  const match = mentionAtPosition.exec(state.src);
  if (!match?.[1]) return false;
  if (!silent) state.push('mention', '', 0).meta = { personId: match[1] };
  state.pos += match[0].length;
  return true;
}

/** maxNesting does not count emphasis; readers of HTML that recurse would run out of stack. */
function boundNesting(state: StateCore): void {
  for (const token of state.tokens) {
    if (!token.children) continue;
    let depth = 0;
    token.children = token.children.filter(({ nesting }) => {
      if (nesting === -1) depth--;
      const kept = nesting === 0 || depth < MAX_NESTING;
      if (nesting === 1) depth++;
      return kept;
    });
  }
}

function isInLink(tokens: readonly Token[], index: number): boolean {
  const links = tokens.slice(0, index).filter(({ type }) => type === 'link_open' || type === 'link_close');
  return links.at(-1)?.type === 'link_open';
}

function mentionedBy(token: Token): string {
  return String(token.meta?.personId);
}

const heading: RendererRule = (tokens, index, options, _env, renderer) => {
  const token = tokens[index];
  if (!token) return '';
  token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + HIGHEST_HEADING - 1)}`;
  return renderer.renderToken(tokens, index, options);
};

const cell: RendererRule = (tokens, index, options, _env, renderer) => {
  const token = tokens[index];
  if (!token) return '';
  // A style attribute would break pages whose content security policy forbids inline styles.
  const align = /^text-align:(left|center|right)$/.exec(String(token.attrGet('style') ?? ''))?.[1];
  token.attrs = align ? [['align', align]] : null;
  return renderer.renderToken(tokens, index, options);
};

Object.assign(markdownIt.renderer.rules, {
  mention: (tokens, index) => mentionHtml(mentionedBy(tokens[index] as Token)),
  heading_open: heading,
  heading_close: heading,
  th_open: cell,
  td_open: cell,
  link_open: (tokens, index, options, _env, renderer) => {
    tokens[index]?.attrSet('rel', LINK_REL);
    return renderer.renderToken(tokens, index, options);
  },
  image: (tokens, index, options, env, renderer) => {
    const token = tokens[index];
    if (!token) return '';
    const alt = renderer.renderInlineAsText(token.children ?? [], options, env);
    const src = String(token.attrGet('src'));
    const origin = seen(src)?.origin ?? '';
    // Loading it would tell somebody else who reads what, and when: whoever wants to see it goes there.
    if (origin !== PAGE && !(env as Env).imageOrigins.has(origin)) {
      const words = escapeText(alt || src);
      if (scheme(src) === 'mailto:' || isInLink(tokens, index)) return words;
      return `<a href="${escapeText(src)}" rel="${LINK_REL}">${words}</a>`;
    }
    token.attrSet('alt', alt);
    token.attrSet('loading', 'lazy');
    token.attrSet('referrerpolicy', 'no-referrer');
    return renderer.renderToken(tokens, index, options);
  },
  fence: (tokens, index) => {
    const token = tokens[index];
    const language = /^[\w+#.-]{1,40}(?=\s|$)/.exec(token?.info ?? '')?.[0];
    const attribute = language ? ` class="language-${escapeText(language)}"` : '';
    return `<pre><code${attribute}>${escapeText(token?.content ?? '')}</code></pre>\n`;
  },
} satisfies Record<string, RendererRule>);

export function render(markdown: string, imageOrigins: ReadonlySet<string>): Rendered {
  const env: Env = { imageOrigins };
  const tokens = markdownIt.parse(markdown, env);
  const mentions = new Set<string>();
  for (const { children } of tokens) {
    for (const token of children ?? []) if (token.type === 'mention') mentions.add(mentionedBy(token));
  }
  return { html: markdownIt.renderer.render(tokens, markdownIt.options, env), mentions: [...mentions] };
}

export function text(markdown: string): string {
  const blocks: string[] = [];
  for (const token of markdownIt.parse(markdown, {})) {
    if (token.type === 'inline') blocks.push(inlineText(token.children ?? []));
    else if (token.type === 'fence' || token.type === 'code_block') blocks.push(token.content);
  }
  return blocks
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .join('\n');
}

function inlineText(tokens: readonly Token[]): string {
  let text = '';
  for (const token of tokens) {
    if (token.type === 'image') text += inlineText(token.children ?? []);
    else if (token.type === 'softbreak' || token.type === 'hardbreak') text += '\n';
    // Two words with a mention between them stay two words.
    else if (token.type === 'mention') text += ' ';
    else text += token.content;
  }
  return text.replace(/ {2,}/g, ' ');
}
