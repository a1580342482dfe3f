import { CopkitError } from '@copkit/core';
import { importJWK, type JWK, type JWTPayload } from 'jose';
import * as z from 'zod';
import type { SignedOn } from './authenticate.js';
import { identityOf } from './claims.js';
import { scopeSchema } from './scopes.js';
import type { EmbedSettings } from './settings.js';
import { verifyToken } from './token.js';

/** The header's `typ`, so that no other token of the host's passes for one of these, nor one of these for another. */
export const EMBED_TYPE = 'copkit-embed+jwt';
export const LONGEST_EMBED_SECONDS = 900;

const scopeClaim = z.array(scopeSchema).min(1);

/** Sign-on by short-lived tokens that a host's back end issues for its pages; see `issueEmbedToken`. */
export function embedTokens(settings: EmbedSettings, now: () => Date): (token: string) => Promise<SignedOn> {
  const { issuer, audience, clockSkewSeconds = 30, claims: mapping } = settings;
  const algorithm = settings.secret !== undefined ? 'HS256' : settings.publicKey?.kty === 'OKP' ? 'EdDSA' : 'ES256';
  const key =
    settings.secret !== undefined
      ? new TextEncoder().encode(settings.secret)
      : importJWK({ ...settings.publicKey } as JWK, algorithm);
  return async (token) => {
    const { claims } = await verifyToken(token, {
      keys: async () => key,
      issuer,
      audience,
      algorithms: [algorithm],
      clockSkewSeconds,
      type: EMBED_TYPE,
      requiredClaims: ['iat'],
      now,
    });
    requireShortLife(claims, clockSkewSeconds, now());
    const scopes = scopesOf(claims.scope);
    return { ...identityOf(claims, mapping), ...(scopes && { scopes }) };
  };
}

function requireShortLife({ exp = 0, iat = 0 }: JWTPayload, skew: number, now: Date): void {
  if (exp - iat > LONGEST_EMBED_SECONDS)
    throw new CopkitError('unauthenticated', 'The token lasts too long: from iat to exp may be 15 minutes at most.');
  if (iat > now.getTime() / 1_000 + skew)
    throw new CopkitError('unauthenticated', 'The token comes from the future. Is the clock of its issuer right?');
}

function scopesOf(claim: unknown): readonly string[] | undefined {
  if (claim === undefined) return undefined;
  const scopes = scopeClaim.safeParse(typeof claim === 'string' ? claim.split(' ') : null);
  if (scopes.success) return scopes.data;
  throw new CopkitError('unauthenticated', "The token's scope is no list of scopes such as read or threads.*.");
}
