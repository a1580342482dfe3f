export interface Rendered {
  /** Safe to put into a page as markup. Mentions are placeholders that `withNames` fills. */
  readonly html: string;
  /** Person ids, each once, in order of appearance. */
  readonly mentions: readonly string[];
}

// The parser is a third of the core's size in a browser and most pages never need it.
const NONE: ReadonlySet<string> = new Set();
const load = () => import('./parser.js');

/**
 * Markdown (CommonMark with tables, strikethrough, task lists and bare links) as HTML. Markup in
 * the source is shown as text, but for the bare tags `kbd`, `sub` and `sup`. A line break in the source is one in the
 * result, as people who write messages expect. Headings begin at `h3`, below those of the page around. Images of other
 * sites are links, but for those of `imageOrigins`.
 */
export async function renderMarkdown(markdown: string, imageOrigins: ReadonlySet<string> = NONE): Promise<Rendered> {
  return (await load()).render(markdown, imageOrigins);
}

/** The text alone, for search and extracts: code and link texts stay; markup, addresses and mentions go. */
export async function plainText(markdown: string): Promise<string> {
  return (await load()).text(markdown);
}
