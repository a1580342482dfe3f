import { CopkitError } from '@copkit/core';
import { HttpError } from './problems.js';

/**
 * Whether a request is one of a page that may use this server, or of no page at all: those have neither header.
 */
export function isOwnOrigin(request: Request, allowed: readonly string[]): boolean {
  const origin = request.headers.get('origin');
  if (origin !== null && allowed.includes(origin)) return true;
  const site = request.headers.get('sec-fetch-site');
  return site === null ? origin === null || origin === new URL(request.url).origin : OWN_SITES.has(site);
}

/**
 * Refuses what a foreign page makes a browser send with the cookies of the person in front of it.
 * @throws CopkitError `forbidden`
 */
export function requireOwnOrigin(request: Request, allowed: readonly string[]): void {
  if (isOwnOrigin(request, allowed)) return;
  throw new CopkitError(
    'forbidden',
    `Pages of ${request.headers.get('origin') ?? 'another site'} may not write here. Its operator can allow them.`,
  );
}

/**
 * Refuses what a form could send: pages can make a browser post one anywhere, with the person's cookies, while JSON or a
 * header of one's own has to be asked for first. Whoever sends a token does so on purpose; what a browser adds by itself
 * to sign on at a proxy, such as Negotiate or Basic, is no token.
 * @throws HttpError with status 415
 */
export function requireNoForm({ headers }: Request): void {
  if (headers.has('idempotency-key') || /^bearer /i.test(headers.get('authorization') ?? '')) return;
  const [type = ''] = (headers.get('content-type') ?? '').split(';');
  if (type.trim().toLowerCase() === 'application/json') return;
  throw new HttpError(415, 'invalid', 'Send the body as application/json, and an empty one too.');
}

/** `none` is the person themself, by the address bar or a bookmark. */
const OWN_SITES: ReadonlySet<string> = new Set(['same-origin', 'none']);
