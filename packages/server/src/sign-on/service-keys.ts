import { CopkitError } from '@copkit/core';
import { addressesIn } from './addresses.js';
import type { Peer, SignedOn } from './authenticate.js';
import { SERVICE_PREFIX } from './claims.js';
import type { ServiceSettings } from './settings.js';

/** Marks a key for whoever finds one, and for programs that look for secrets in the wrong places. */
const PREFIX = 'cop_';
const KEY = /^cop_[A-Za-z0-9_-]{43}$/;
export const KEY_HASH = /^sha256:[0-9a-f]{64}$/;

/** A key of 256 random bits, and the hash of it that settings hold. Nothing needs stretching that nobody can guess. */
export async function createServiceKey(): Promise<{ readonly key: string; readonly hash: string }> {
  const random = crypto.getRandomValues(new Uint8Array(32));
  const key = `${PREFIX}${btoa(String.fromCharCode(...random))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')}`;
  return { key, hash: await hashOf(key) };
}

export const isServiceKey = (token: string): boolean => token.startsWith(PREFIX);

/** Sign-on of programs by keys of their own. */
export function serviceKeys(
  services: readonly ServiceSettings[],
  now: () => Date,
): (key: string, peer: Peer) => Promise<SignedOn> {
  const byHash = new Map(
    services.map((service) => [
      service.hash,
      { ...service, mayComeFrom: service.addresses ? addressesIn(service.addresses) : () => true },
    ]),
  );
  return async (key, { remoteAddress }) => {
    // By hashes that nobody can aim at, so how long the search takes tells nothing.
    const service = KEY.test(key) ? byHash.get(await hashOf(key)) : undefined;
    if (!service) throw new CopkitError('unauthenticated', 'This key is not known here.');
    if (service.until !== undefined && Date.parse(service.until) < now().getTime())
      throw new CopkitError('unauthenticated', 'This key has ended. Ask the operator for another one.');
    if (!service.mayComeFrom(remoteAddress))
      throw new CopkitError('forbidden', 'This key may not be used from this address.');
    return {
      hostId: `${SERVICE_PREFIX}${service.name}`,
      name: service.name,
      scopes: service.scopes,
      ...(service.admin && { admin: true }),
    };
  };
}

async function hashOf(key: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  return `sha256:${Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
