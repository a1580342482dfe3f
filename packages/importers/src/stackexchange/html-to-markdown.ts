import type { Element, ElementContent, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { type Handle, toMdast } from 'hast-util-to-mdast';
import type { PhrasingContent } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { type Options, toMarkdown } from 'mdast-util-to-markdown';

/** How all imported Markdown is written. */
export const MARKDOWN: Options = {
  bullet: '-',
  emphasis: '*',
  rule: '-',
  fences: true,
  resourceLink: true,
  extensions: [gfmToMarkdown({ tablePipeAlign: false })],
};

/** Markdown has no signs of its own for these; copkit knows the bare tags. */
const asTags: Handle = (state, node) => [
  { type: 'html', value: `<${node.tagName}>` },
  ...(state.all(node) as PhrasingContent[]),
  { type: 'html', value: `</${node.tagName}>` },
];

/**
 * The HTML of a post as Markdown with GitHub's extensions, which renders to the same text. Images
 * become links to them, named by their alternative text.
 */
export function htmlToMarkdown(html: string): string {
  const tree = fromHtml(html, { fragment: true });
  prepare(tree, false);
  return toMarkdown(toMdast(tree, { handlers: { kbd: asTags, sub: asTags, sup: asTags } }), MARKDOWN).trimEnd();
}

const INLINE = new Set(['b', 'del', 'em', 'i', 'kbd', 's', 'strike', 'strong', 'sub', 'sup']);
const BLOCK = new Set([
  'blockquote',
  'dl',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'li',
  'ol',
  'p',
  'pre',
  'table',
  'ul',
]);
const EMPTY_SAYS_NOTHING = new Set(['a', 'kbd', 'sub', 'sup']);
const isBlock = (node: ElementContent) => node.type === 'element' && BLOCK.has(node.tagName);

/** Makes of the tree what Markdown can say: no images, no emphasis that spans blocks. */
function prepare(parent: Root | Element, inLink: boolean): void {
  const nodes: ElementContent[] = [];
  for (const node of parent.children) {
    if (node.type === 'doctype') continue;
    if (node.type !== 'element') nodes.push(node);
    else if (node.tagName === 'img') nodes.push(imageAsLink(node, inLink));
    else {
      if (node.tagName === 'pre') nameLanguage(node);
      prepare(node, inLink || node.tagName === 'a');
      if (EMPTY_SAYS_NOTHING.has(node.tagName) && node.children.length === 0) continue;
      if (INLINE.has(node.tagName) && node.children.some(isBlock)) nodes.push(...node.children);
      else nodes.push(node);
    }
  }
  parent.children = nodes;
}

function imageAsLink({ properties }: Element, inLink: boolean): ElementContent {
  const source = String(properties.src ?? '');
  const value = String(properties.alt ?? '').trim() || source;
  const text = { type: 'text' as const, value };
  if (inLink || source === '') return text;
  return { type: 'element', tagName: 'a', properties: { href: source }, children: [text] };
}

/** Stack Exchange writes `lang-js` on the `pre`, elsewhere `language-js` stands on the `code`. */
function nameLanguage(pre: Element): void {
  const code = pre.children.find((node): node is Element => node.type === 'element' && node.tagName === 'code');
  if (!code) return;
  const classes = [pre, code].flatMap(({ properties }) => properties.className ?? []).map(String);
  const language = classes.map((name) => /^lang(?:uage)?-(.+)$/.exec(name)?.[1]).find((name) => name !== undefined);
  code.properties.className = language && language !== 'none' ? [`language-${language}`] : [];
}
