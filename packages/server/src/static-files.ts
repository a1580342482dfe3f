import { stat } from 'node:fs/promises';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';

/** A folder of files to be served beside the API, such as the demo's pages or the built elements. */
export interface StaticFiles {
  /** Where, such as `/` or `/elements`. */
  readonly path: string;
  readonly directory: string;
  /** Sent along, such as the pages' content security policy. */
  readonly headers?: Readonly<Record<string, string>>;
}

const ALLOW_ORIGIN = 'access-control-allow-origin';

/**
 * Adds a folder to a site. Hidden files are not served, and nothing outside of the folder is. Module scripts, such as
 * the elements, are read by pages of the allowed origins as well.
 */
export function addStaticFiles(
  site: Hono,
  { path, directory, headers = {} }: StaticFiles,
  allowedOrigins: readonly string[],
): void {
  const prefix = path.replace(/\/$/, '');
  const tags = etag({ retainedHeaders: [...RETAINED_304_HEADERS, ALLOW_ORIGIN] });
  site.use(`${prefix}/*`, tags, async (c, next) => {
    if (/(^|\/)(\.|%2e)/i.test(c.req.path)) return next();
    let file = '';
    const send = serveStatic({
      root: directory,
      rewriteRequestPath: (requested) => requested.slice(prefix.length),
      onFound: (found) => {
        file = found;
      },
    });
    const response = await send(c, next);
    if (!(response instanceof Response) || file === '') return response;
    const { mtimeMs, size } = await stat(file);
    response.headers.set('etag', `"${mtimeMs.toString(36)}-${size.toString(36)}"`);
    response.headers.set('cache-control', 'no-cache');
    response.headers.set('x-content-type-options', 'nosniff');
    if (allowedOrigins.length > 0) {
      const origin = c.req.header('origin');
      response.headers.append('vary', 'Origin');
      if (origin !== undefined && allowedOrigins.includes(origin)) response.headers.set(ALLOW_ORIGIN, origin);
    }
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  });
}
