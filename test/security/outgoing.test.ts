import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { renderMarkdown } from '../../packages/core/src/markdown/render.js';
import { organisation } from '../../packages/core/src/testing/organisation.js';
import { served } from './served.js';

// Server-side request forgery: a server that fetches what a person names can be sent anywhere. copkit has no webhooks, no
// avatars and no previews of links, and this keeps it so: whatever can open a connection stands here with whose address
// it goes to.

const packages = join(import.meta.dirname, '../../packages');

const GOES_OUT: Readonly<Record<string, string>> = {
  'client/src/connect.ts': 'the server that the app’s developer named',
  'client/src/http.ts': 'the server that the app’s developer named',
  'copkit/src/commands/doctor.ts': 'what the operator configured, when the operator asks',
  'copkit/src/doctor/proxy.ts': 'what the operator configured, when the operator asks',
  'copkit/src/doctor/sign-on.ts': 'what the operator configured, when the operator asks',
  'elements/src/diagnosis/debugger.ts': 'the page’s own server, from a browser',
  'elements/src/diagnosis/diagnose.ts': 'the page’s own server, from a browser',
  'elements/src/provider/token.ts': 'the address of the page’s attribute, from a browser',
  'server/src/sign-on/sign-on-from.ts': 'hands the provider’s requests to the global one',
  'server/src/sign-on/provider.ts':
    'the identity provider that the operator configured, and what it says of itself over TLS',
};

const OPENS = new Set(['fetch', 'XMLHttpRequest', 'EventSource', 'WebSocket', 'createRemoteJWKSet', 'sendBeacon']);
const MODULES = /^(node:)?(http|https|http2|net|tls|dgram|dns|child_process)(\/|$)|^(undici|axios|got|node-fetch|ws)$/;
function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!['node_modules', 'dist', 'testing'].includes(entry.name)) yield* sources(path);
    } else if (entry.name.endsWith('.ts') && !/\.(test|d)\.ts$/.test(entry.name)) yield path;
  }
}

/** The global ones, and modules that are loaded for more than their types. */
function outgoing(path: string): { opens: boolean; modules: string[] } {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
  let opens = false;
  const modules: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const bindings = node.importClause?.namedBindings;
      const typesOnly =
        node.importClause?.isTypeOnly ||
        (bindings && ts.isNamedImports(bindings) && bindings.elements.every((element) => element.isTypeOnly));
      if (!typesOnly && MODULES.test(node.moduleSpecifier.text)) modules.push(node.moduleSpecifier.text);
    }
    if (
      (ts.isCallExpression(node) || ts.isNewExpression(node)) &&
      OPENS.has(node.expression.getText(file).replace(/^.*\./s, ''))
    ) {
      // What is called so but is not the global one reads a store or hands a request on.
      if (!/packages\/core\/src\/store\/|app\.fetch|fetching\.fetch/.test(`${path} ${node.expression.getText(file)}`))
        opens = true;
    }
    if (ts.isPropertyAccessExpression(node) && node.getText(file) === 'globalThis.fetch') opens = true;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { opens, modules };
}

describe('a request to somebody else', () => {
  const found = readdirSync(packages).flatMap((name) =>
    [...sources(join(packages, name, 'src'))].map((path) => ({
      where: relative(packages, path).replaceAll('\\', '/'),
      ...outgoing(path),
    })),
  );

  test('is made by nothing but what stands here', () => {
    const opening = found.filter(({ opens }) => opens).map(({ where }) => where);
    expect(opening.filter((where) => !Object.hasOwn(GOES_OUT, where))).toEqual([]);
    expect(opening.length).toBeGreaterThan(3);
  });

  test('cannot be made by the core, which has no module for it', () => {
    const core = found.filter(({ where }) => /^(core|storage|elements|client)\//.test(where));
    expect(core.filter(({ modules }) => modules.length > 0)).toEqual([]);
  });
});

test('a post that names addresses makes nobody go there: not the server, and not the reader’s browser', async () => {
  const org = await organisation();
  const asked: string[] = [];
  const { createServer } = await import('node:http');
  const inside = createServer((request, response) => {
    asked.push(String(request.url));
    response.end('inside');
  });
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
  const address = inside.address() as { port: number };
  const named = `http://127.0.0.1:${address.port}`;
  const mia = { hostId: 'mia', name: 'Mia' };
  const server = await served(org.cop);
  const founded = await server.call(mia, 'communities.create', { name: named, purpose: `${named}/purpose` });
  const { id: communityId } = JSON.parse(founded.text);
  const started = await server.call(mia, 'threads.start', {
    communityId,
    kind: 'discussion',
    title: `${named}/title`,
    body: `${named}/bare ![image](${named}/image.png) [link](${named}/link) <${named}/auto>`,
    subject: { key: 'page:1', title: 'Page', url: `${named}/subject` },
  });
  expect(started.status).toBe(200);
  const { html } = await renderMarkdown(`![image](${named}/image.png)`);
  expect(html).not.toContain('<img');
  await org.cop.sweep();
  await org.cop.jobs.run();
  await new Promise((resolve) => inside.close(resolve));
  expect(asked).toEqual([]);
});
