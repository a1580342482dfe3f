import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { MARKDOWN } from './html-to-markdown.js';

/** All that CommonMark knows except emphasis, code, links and backslashes. */
const NOT_IN_COMMENTS = [
  'blockQuote',
  'characterReference',
  'codeFenced',
  'codeIndented',
  'definition',
  'hardBreakEscape',
  'headingAtx',
  'htmlFlow',
  'htmlText',
  'labelStartImage',
  'list',
  'setextUnderline',
  'thematicBreak',
];

/**
 * The text of a comment as full Markdown. Stack Exchange knows only emphasis, code, links and bare addresses
 * there; anything else, such as `<b>`, `# 1` or `- 1`, is meant as it stands.
 */
export function commentToMarkdown(text: string): string {
  const tree = fromMarkdown(text, {
    extensions: [{ disable: { null: NOT_IN_COMMENTS } }],
    mdastExtensions: [gfmFromMarkdown()],
  });
  return toMarkdown(tree, MARKDOWN).trimEnd();
}
