import { CopkitError } from '@copkit/core';
import { addressesIn } from './addresses.js';
import type { Peer, SignedOn } from './authenticate.js';
import { identityOf } from './claims.js';
import type { ProxySettings } from './settings.js';

/**
 * Sign-on by a proxy in front that says in headers who it has signed in. Whoever else sends such headers is refused,
 * and so is the proxy where it sends one twice: then it added its own to one that came from outside.
 */
export function proxyHeaders(settings: ProxySettings): (request: Request, peer: Peer) => SignedOn | null {
  const isProxy = addressesIn(settings.addresses);
  const lists = new Set(settings.lists ?? ['groups']);
  const named = Object.entries(settings.headers);
  const mapping = { name: ['name', 'preferred_username', 'email', 'sub'], ...settings.claims };
  const secret = settings.secret && { ...settings.secret, bytes: new TextEncoder().encode(settings.secret.value) };

  return ({ headers }, { remoteAddress }) => {
    const sent = named.filter(([, header]) => headers.get(header));
    if (sent.length === 0) return null;
    const trusted = isProxy(remoteAddress) && (!secret || equal(secret.bytes, headers.get(secret.header) ?? ''));
    if (!trusted)
      throw new CopkitError(
        'forbidden',
        'Only the proxy in front of this server may say who signs in, and this request does not come from it.',
      );
    const claims = Object.fromEntries(sent.map(([claim, header]) => [claim, text(headers.get(header) ?? '')]));
    // Two headers of one name arrive as one, with a comma and a space between them.
    if (/, /.test(claims.sub ?? ''))
      throw new CopkitError('forbidden', 'The request says twice who signs in. The proxy has to replace that header.');
    if (claims.sub === undefined) return null;
    const split = Object.entries(claims).map(([claim, value]) => [claim, lists.has(claim) ? listed(value) : value]);
    return identityOf(Object.fromEntries(split), mapping);
  };
}

const listed = (value: string) =>
  value
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** Proxies send names as UTF-8, which HTTP reads as Latin-1. */
function text(value: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(value, (letter) => letter.charCodeAt(0)));
  } catch {
    return value;
  }
}

/** Takes as long for a near miss as for a wide one. */
function equal(secret: Uint8Array, given: string): boolean {
  const bytes = new TextEncoder().encode(given);
  let difference = secret.byteLength ^ bytes.byteLength;
  for (const [at, byte] of secret.entries()) difference |= byte ^ (bytes[at] ?? 0);
  return difference === 0;
}
