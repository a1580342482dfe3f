import { CopkitError } from '@copkit/core';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import * as oauth from 'oauth4webapi';
import { Kept } from './kept.js';
import { isSafe } from './settings.js';

export type Fetch = typeof fetch;

/** The rim of a sign-on, for tests. */
export interface Surroundings {
  readonly now: () => Date;
  readonly fetch: Fetch;
}

/** An OpenID provider: what it says of itself, and the keys that its tokens are signed with. */
export interface Provider {
  /** @throws CopkitError `unavailable` */
  metadata(): Promise<oauth.AuthorizationServer>;
  /** Throws `unavailable` as well, and jose's errors where there is no such key. */
  readonly keys: JWTVerifyGetKey;
}

const MINUTE = 60_000;
const TIMEOUT_MS = 5_000;
/** How often the provider is asked for the sake of tokens whose key nobody knows. */
const COOLDOWN_MS = 30_000;

export function openIdProvider(issuer: string, jwks: string | undefined, { now, fetch }: Surroundings): Provider {
  const discovered = new Kept({
    load: () => whereAvailable(issuer, () => discover(issuer, fetch)),
    freshMs: 60 * MINUTE,
    usableMs: 24 * 60 * MINUTE,
    now,
  });
  const keySet = new Kept({
    load: async () => {
      const address = jwks ?? (await discovered.get()).jwks_uri;
      return whereAvailable(issuer, () => readKeys(address, fetch));
    },
    freshMs: 10 * MINUTE,
    usableMs: 24 * 60 * MINUTE,
    now,
  });

  return {
    metadata: () => discovered.get(),
    keys: async (header, token) => {
      const known = await keySet.get();
      try {
        return await known(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        const renewed = await keySet.renewed(COOLDOWN_MS);
        if (!renewed) throw error;
        return renewed(header, token);
      }
    },
  };
}

async function discover(issuer: string, fetch: Fetch): Promise<oauth.AuthorizationServer> {
  const url = new URL(issuer);
  const response = await oauth.discoveryRequest(url, {
    ...requestOptions(url, fetch),
    headers: { accept: 'application/json' },
  });
  const metadata = await oauth.processDiscoveryResponse(url, response);
  if (metadata.issuer !== issuer)
    throw new Error(`it calls itself ${metadata.issuer}, so the settings have to write the issuer like that`);
  for (const [name, value] of Object.entries(metadata)) {
    if (!/_endpoint$|^jwks_uri$/.test(name) || typeof value !== 'string') continue;
    if (!URL.canParse(value) || !isSafe(new URL(value))) throw new Error(`its ${name} is not an https address`);
  }
  return metadata;
}

async function readKeys(address: string | undefined, fetch: Fetch): Promise<JWTVerifyGetKey> {
  if (address === undefined) throw new Error('it does not say where its keys are');
  const response = await fetch(address, {
    headers: { accept: 'application/json, application/jwk-set+json' },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (response.status !== 200) throw new Error(`its keys were answered with status ${response.status}`);
  return createLocalJWKSet((await response.json()) as JSONWebKeySet);
}

/** For requests of oauth4webapi: http on this machine only, and not for ever. */
export function requestOptions({ protocol }: URL, fetch: Fetch) {
  return {
    [oauth.customFetch]: fetch,
    [oauth.allowInsecureRequests]: protocol === 'http:',
    signal: () => AbortSignal.timeout(TIMEOUT_MS),
  };
}

/** Whatever goes wrong on the way to the provider is no fault of the caller's. */
export async function whereAvailable<T>(issuer: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (cause instanceof CopkitError) throw cause;
    const why = cause instanceof Error && cause.constructor === Error ? `: ${cause.message}` : '';
    throw new CopkitError(
      'unavailable',
      `The identity provider ${issuer} cannot be used at the moment${why}. Try again later.`,
      null,
      { cause },
    );
  }
}
