import type { Context, Env, Hono } from 'hono';
import { answer } from '../answer.js';
import { Content } from '../content.js';
import type { ServedCopkit, ServedOperation } from '../served.js';
import { documentOf, type SecuritySchemes } from './document.js';
import { PAGES, type ReferenceFile, referenceFile } from './reference.js';

export interface DescriptionOptions {
  readonly copOf: (request: Request) => ServedCopkit | Promise<ServedCopkit>;
  readonly basePath: string;
  readonly schemes: SecuritySchemes | undefined;
  readonly allowedOrigins: readonly string[];
}

/** Adds the description of the API and the pages that show it, for anybody: they say what can be called, not what is there. */
export function addDescription<E extends Env>(
  app: Hono<E>,
  { copOf, basePath, schemes, allowedOrigins }: DescriptionOptions,
): void {
  const documents = new WeakMap<readonly ServedOperation[], Content>();
  const describe = async (c: Context) => {
    const { operations } = await copOf(c.req.raw);
    let document = documents.get(operations);
    if (document === undefined) {
      document = new Content(JSON.stringify(documentOf({ operations, basePath, schemes })));
      documents.set(operations, document);
    }
    return answer(c, document, { keeping: 'no-cache', allowedOrigins });
  };
  app.get('/openapi.json', describe);
  app.get('/v1/openapi.json', describe);

  const show = (c: Context, { body, type, headers }: ReferenceFile) =>
    answer(c, body, { keeping: 'no-cache', allowedOrigins, type, headers });
  for (const [path, page] of Object.entries(PAGES)) app.get(path, (c) => show(c, page));
  app.get('/v1/reference/:file', async (c, next) => {
    const file = await referenceFile(c.req.param('file') ?? '');
    return file ? show(c, file) : next();
  });
}
