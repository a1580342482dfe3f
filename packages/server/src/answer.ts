import type { Context } from 'hono';
import { codingFor } from './compression.js';
import { Content } from './content.js';
import { matches, weak } from './etag.js';
import { API_HEADERS } from './headers.js';
import { isOwnOrigin } from './origins.js';

/** What a cache may do with an answer. */
export type Keeping = 'no-store' | 'private, no-cache' | 'no-cache';

export interface AnswerOptions {
  readonly keeping: Keeping;
  readonly allowedOrigins: readonly string[];
  readonly type?: string;
  /** Where the neighbours of a page are. */
  readonly link?: string | null;
  /** Instead of the usual ones. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * An answer in the coding that the caller takes; 304 where they have it already. What may not be kept has no tag.
 *
 * A foreign page that makes a browser ask gets no compressed answer: from its length the page could guess, letter by
 * letter, what else the answer says (BREACH).
 */
export function answer(c: Context, body: string | Content, options: AnswerOptions): Response {
  const content = typeof body === 'string' ? new Content(body) : body;
  const { keeping, allowedOrigins, type = 'application/json', link = null } = options;
  const accepted = codingFor(c.req.header('accept-encoding'), content.bytes.byteLength);
  const coding = accepted && isOwnOrigin(c.req.raw, allowedOrigins) ? accepted : null;
  c.header('vary', 'accept-encoding', { append: true });
  const headers: Record<string, string> = { ...API_HEADERS, ...options.headers, 'cache-control': keeping };
  if (keeping !== 'no-store') {
    headers.etag = coding ? weak(content.tag) : content.tag;
    if (matches(c.req.header('if-none-match') ?? null, content.tag)) return c.body(null, 304, headers);
  }
  headers['content-type'] = type;
  if (link !== null) headers.link = link;
  if (!coding) return c.body(content.bytes, 200, headers);
  headers['content-encoding'] = coding;
  return c.body(content.in(coding), 200, headers);
}
