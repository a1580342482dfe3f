import type { Identity } from '@copkit/core';
import { importJWK, type JWK, SignJWT } from 'jose';
import { EMBED_TYPE, LONGEST_EMBED_SECONDS } from './embed.js';

export interface EmbedTokenOptions {
  /** What the host calls itself, and what the server calls itself: as the server's settings have them. */
  readonly issuer: string;
  readonly audience: string;
  /**
   * The secret that the host shares with the server, at least 32 bytes; or the host's private key, Ed25519 or P-256.
   * `undefined`, such as of a variable that is not set, is refused.
   */
  readonly key: string | JWK | undefined;
  /** Whom the host has signed in. Whether they may manage the organisation is not for a page to carry around. */
  readonly person: Pick<Identity, 'hostId' | 'name' | 'unit' | 'unitName' | 'jobTitle' | 'locale'>;
  /** What the page may call, such as `['read']`; everything that the person may where absent. */
  readonly scopes?: readonly string[];
  /** How long the token lasts, 900 at most; 300 where absent. The page asks for another one then. */
  readonly seconds?: number;
  /** The time, for tests. */
  readonly now?: () => Date;
}

/** A short-lived token for a page of a host whose server knows who is in front of it. For servers only. */
export async function issueEmbedToken(options: EmbedTokenOptions): Promise<string> {
  const { person, scopes, seconds = 300, now = () => new Date() } = options;
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > LONGEST_EMBED_SECONDS)
    throw new RangeError(`An embed token lasts 1 to ${LONGEST_EMBED_SECONDS} seconds.`);
  const { key, alg } = await signingKey(options.key);
  const issuedAt = Math.floor(now().getTime() / 1_000);
  return new SignJWT({
    iss: options.issuer,
    aud: options.audience,
    sub: person.hostId,
    name: person.name,
    ...(person.unit !== undefined && { unit: person.unit }),
    ...(person.unitName !== undefined && { unit_name: person.unitName }),
    ...(person.jobTitle !== undefined && { job_title: person.jobTitle }),
    ...(person.locale !== undefined && { locale: person.locale }),
    ...(scopes && { scope: scopes.join(' ') }),
    iat: issuedAt,
    exp: issuedAt + seconds,
  })
    .setProtectedHeader({ alg, typ: EMBED_TYPE })
    .sign(key);
}

async function signingKey(key: string | JWK | undefined) {
  if (key === undefined) throw new RangeError('There is no key to sign embed tokens with. Is its variable set?');
  if (typeof key === 'string') {
    const bytes = new TextEncoder().encode(key);
    if (bytes.byteLength < 32) throw new RangeError('The secret of embed tokens needs at least 32 bytes.');
    return { key: bytes, alg: 'HS256' };
  }
  const alg = key.kty === 'OKP' ? 'EdDSA' : 'ES256';
  return { key: await importJWK(key, alg), alg };
}
