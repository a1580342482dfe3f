import { CopkitError } from '@copkit/core';

/**
 * Refuses what a foreign page makes a browser send with the cookies of the person in front of it.
 * Requests that do not come from a page have neither header.
 * @throws CopkitError `forbidden`
 */
export function requireOwnOrigin(request: Request, allowed: readonly string[]): void {
  const origin = request.headers.get('origin');
  if (origin !== null && allowed.includes(origin)) return;
  const site = request.headers.get('sec-fetch-site');
  const own = site === null ? origin === null || origin === new URL(request.url).origin : OWN_SITES.has(site);
  if (!own) {
    throw new CopkitError(
      'forbidden',
      `Pages of ${origin ?? 'another site'} may not write here. Its operator can allow them.`,
    );
  }
}

/** `none` is the person themself, by the address bar or a bookmark. */
const OWN_SITES: ReadonlySet<string> = new Set(['same-origin', 'none']);
