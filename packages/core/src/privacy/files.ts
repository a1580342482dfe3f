import type { Json } from '@copkit/storage';
import type { ExportItem, ExportPage } from './api.js';
import { textsAt } from './leaves.js';

/** All items of an export, page by page as they are asked for. */
export async function* everythingAbout(
  pageAfter: (after: string | undefined) => Promise<ExportPage>,
): AsyncGenerator<ExportItem> {
  let after: string | undefined;
  do {
    const { items, next } = await pageAfter(after);
    yield* items;
    after = next ?? undefined;
  } while (after !== undefined);
}

export interface Export {
  readonly personId: string;
  /** ISO 8601. */
  readonly madeAt: string;
  readonly items: AsyncIterable<ExportItem>;
}

/** The export as one JSON document that `personExportSchema` describes, in parts, however large it is. */
export async function* personJson({ personId, madeAt, items }: Export): AsyncGenerator<string> {
  const head = JSON.stringify({ format: 'copkit person 1', personId, madeAt });
  yield `${head.slice(0, -1)},"items":[`;
  let first = true;
  for await (const item of items) {
    yield `${first ? '' : ','}\n${JSON.stringify(item)}`;
    first = false;
  }
  yield '\n]}\n';
}

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPED[sign] ?? sign);

const ROLES: Readonly<Record<ExportItem['as'][number], string>> = {
  author: 'yours',
  person: 'about you',
  mentioned: 'you are mentioned',
  post: 'about a post of yours',
};

const STYLE = `
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #767676; }
article { margin: 1rem 0; padding: .75rem 1rem; border: 1px solid #767676; border-radius: .25rem; break-inside: avoid; }
h3 { margin: 0 0 .5rem; font-size: 1rem; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .25rem 1rem; margin: 0; }
dt { font-weight: 600; }
dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
p.note { color: #444; margin: .5rem 0 0; }
@media print { body { margin: 0; max-width: none; } }`;

/** The export as a page for reading and printing: one file, without scripts, in the order of its kinds. */
export async function* personHtml({ personId, madeAt, items }: Export): AsyncGenerator<string> {
  const byTitle = new Map<string, ExportItem[]>();
  let name: string | null = null;
  for await (const item of items) {
    byTitle.set(item.title, [...(byTitle.get(item.title) ?? []), item]);
    if (item.collection === 'people' && item.as.includes('author')) name = nameIn(item.body);
  }
  const title = `What is kept about ${name ?? personId}`;
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${STYLE}
</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
<p>Made at ${escaped(madeAt)}. Other people appear as “someone-else”; what they wrote is left out where it is not about you.</p>
</header>
<nav aria-label="Contents">
<ul>
`;
  const kinds = [...byTitle].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [at, [kind, of]] of kinds.entries())
    yield `<li><a href="#kind-${at}">${escaped(kind)}</a> (${of.length})</li>\n`;
  yield '</ul>\n</nav>\n<main>\n';
  for (const [at, [kind, of]] of kinds.entries()) {
    yield `<section aria-labelledby="kind-${at}">\n<h2 id="kind-${at}">${escaped(kind)}</h2>\n`;
    for (const item of of) yield article(item);
    yield '</section>\n';
  }
  yield '</main>\n</body>\n</html>\n';
}

function nameIn(body: Json): string | null {
  const [name] = textsAt(body, 'name');
  return name?.text ?? null;
}

function article({ as, communityName, id, body, leftOut }: ExportItem): string {
  const where = communityName === null ? '' : ` in ${communityName}`;
  const heading = `${as.map((role) => ROLES[role]).join(', ')}${where}`;
  const note =
    leftOut.length > 0 ? `<p class="note">Left out, as others wrote it: ${escaped(leftOut.join(', '))}</p>\n` : '';
  const rows = rowsOf(body).map(([field, value]) => `<dt>${escaped(field)}</dt><dd>${escaped(value)}</dd>\n`);
  return `<article>\n<h3>${escaped(heading)}</h3>\n<dl>\n<dt>document</dt><dd>${escaped(id)}</dd>\n${rows.join('')}</dl>\n${note}</article>\n`;
}

/** What is said at all, field by field. */
function rowsOf(value: Json, field = ''): [string, string][] {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return [];
  if (typeof value !== 'object') return [[field || 'value', String(value)]];
  const named = (name: string) => (field ? `${field} ${name}` : name);
  const entries = Array.isArray(value)
    ? value.map((item, at) => [named(String(at + 1)), item] as const)
    : Object.entries(value).map(([name, item]) => [named(name), item] as const);
  return entries.flatMap(([name, item]) => rowsOf(item, name));
}
