import { readFile } from 'node:fs/promises';
import { Content } from '../content.js';
import { PROBLEMS } from '../problems.js';

/** A file of the reference, as it is sent. */
export interface ReferenceFile {
  readonly type: string;
  readonly body: Content;
  readonly headers: Readonly<Record<string, string>>;
}

const html = (title: string, policy: string, head: string, body: string): ReferenceFile => ({
  type: 'text/html; charset=utf-8',
  headers: { 'content-security-policy': `${policy}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'` },
  body: new Content(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${head}</head>
<body>
${body}
</body>
</html>
`),
});

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const code = (text: string) => escaped(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');

const reference = html(
  'copkit: reference of the HTTP API',
  // No style may stand in the page and no script but these; what is tried out goes to this server only.
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'",
  '<meta name="robots" content="noindex">\n<link rel="stylesheet" href="reference/swagger-ui.css">\n',
  `<main id="reference"></main>
<noscript>This page needs JavaScript. The description itself is at <a href="openapi.json">openapi.json</a>.</noscript>
<script src="reference/swagger-ui-bundle.js"></script>
<script src="reference/start.js"></script>`,
);

const problems = html(
  'copkit: problems',
  "default-src 'none'",
  '',
  `<main>
<h1>Problems</h1>
<p>Every failure is answered with problem details (RFC 9457). Their <code>code</code> is one of these and does not change its meaning.</p>
${Object.entries(PROBLEMS)
  .map(
    ([name, { status, title, remedy }]) =>
      `<section id="${name}">\n<h2><code>${name}</code>, status ${status}</h2>\n<p>${escaped(title)}.</p>\n<p>${code(remedy)}</p>\n</section>`,
  )
  .join('\n')}
<p><a href="reference">Reference of the HTTP API</a></p>
</main>`,
);

export const PAGES: Readonly<Record<string, ReferenceFile>> = { '/v1/reference': reference, '/v1/problems': problems };

const start: ReferenceFile = {
  type: 'text/javascript; charset=utf-8',
  headers: {},
  body: new Content(`SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  filter: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
`),
};

/** What the build copies from Swagger UI. */
const COPIED: Readonly<Record<string, string>> = {
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'swagger-ui.css': 'text/css; charset=utf-8',
};
const folder = new URL(/* @vite-ignore */ '../../dist/reference/', import.meta.url);

const read = new Map<string, ReferenceFile>([['start.js', start]]);

/** One of the files that the page loads; `null` for every other name. */
export async function referenceFile(name: string): Promise<ReferenceFile | null> {
  const known = read.get(name);
  const type = Object.hasOwn(COPIED, name) ? COPIED[name] : undefined;
  if (known || type === undefined) return known ?? null;
  try {
    const file = { type, headers: {}, body: new Content(await readFile(new URL(name, folder), 'utf8')) };
    read.set(name, file);
    return file;
  } catch {
    // Bundled into something else, without its files: the description is there all the same.
    return null;
  }
}
