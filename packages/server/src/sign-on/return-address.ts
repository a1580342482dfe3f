import { CopkitError } from '@copkit/core';

/**
 * Where a sign-in leads back to: a page of the server's own origin, or of the origins that may ask for one. Whoever
 * writes a link could otherwise send people on from here to a page that looks like this one.
 * @throws CopkitError `invalid`
 */
export function returnAddress(asked: string | null, home: string, origins: readonly string[]): string {
  if (asked === null || asked === '') return home;
  const url = URL.canParse(asked, home) ? new URL(asked, home) : null;
  const own = url !== null && url.username === '' && url.password === '';
  if (own && (url.origin === new URL(home).origin || origins.includes(url.origin))) return url.href;
  throw new CopkitError('invalid', 'return: a sign-in leads back to pages of this server only', 'return');
}
