import { CopkitError } from '@copkit/core';
import type { JWTHeaderParameters, JWTPayload } from 'jose';
import type { SignedOn } from './authenticate.js';
import { identityOf } from './claims.js';
import { openIdProvider, type Surroundings } from './provider.js';
import type { BearerSettings } from './settings.js';
import { verifyToken } from './token.js';

/** Sign-on by tokens of an OpenID provider. */
export function bearerTokens(
  settings: BearerSettings,
  surroundings: Surroundings,
): (token: string) => Promise<SignedOn> {
  const { issuer, audience, tokens = 'access', clients, claims: mapping } = settings;
  const { keys } = openIdProvider(issuer, settings.jwks, surroundings);
  const { algorithms = ['RS256'], clockSkewSeconds = 30 } = settings;
  const requireKind = tokens === 'access' ? requireAccessToken : requireIdToken;
  return async (token) => {
    const { claims, header } = await verifyToken(token, {
      keys,
      issuer,
      audience,
      algorithms,
      clockSkewSeconds,
      now: surroundings.now,
    });
    requireKind(header, claims);
    requireClient(claims, clients ?? (tokens === 'id' ? [audience].flat() : undefined));
    return identityOf(claims, mapping);
  };
}

/** Claims that only ID tokens and logout tokens have (OpenID Connect Core 2 and 3.3.2.11, Back-Channel Logout 2.4). */
const NO_ACCESS = ['nonce', 'at_hash', 'c_hash', 's_hash', 'events'];

/**
 * An ID token tells a client who signed in; it is no permission to ask an API. RFC 9068 marks access tokens as `at+jwt`;
 * of those that are not marked, whatever shows that it is something else is refused.
 */
function requireAccessToken({ typ }: JWTHeaderParameters, claims: JWTPayload): void {
  const type = mediaType(typ);
  // Keycloak marks its tokens in the claim typ, and its older ones have a nonce all the same.
  const marked = type === 'at+jwt' || (type === 'jwt' && claims.typ === 'Bearer');
  const other = NO_ACCESS.some((claim) => claim in claims) || claims.typ !== undefined;
  if (!marked && (type !== 'jwt' || other))
    throw new CopkitError('unauthenticated', 'This is no access token. Send the access token that goes with it.');
  // RFC 9449, 7.1 and RFC 8705, 3: without proof of its key such a token may be a stolen one.
  if (claims.cnf !== undefined)
    throw new CopkitError('unauthenticated', 'The token is bound to a key, and nothing proves that the caller has it.');
}

function requireIdToken({ typ }: JWTHeaderParameters, claims: JWTPayload): void {
  const other = ['scope', 'scp', 'events'].some((claim) => claim in claims);
  if (mediaType(typ) !== 'jwt' || other || (claims.typ !== undefined && claims.typ !== 'ID'))
    throw new CopkitError('unauthenticated', 'This is no ID token.');
}

function requireClient(claims: JWTPayload, clients: readonly string[] | undefined): void {
  // As OpenID Connect, RFC 9068, Okta and older tokens of Entra ID call it.
  const client = claims.azp ?? claims.client_id ?? claims.cid ?? claims.appid;
  // OpenID Connect Core 3.1.3.7: with several audiences a token says to whom it was issued.
  const unsaid = client === undefined && !(Array.isArray(claims.aud) && claims.aud.length > 1);
  if (clients === undefined || (typeof client === 'string' && clients.includes(client))) return;
  if (unsaid && claims.aud !== undefined && [claims.aud].flat().every((each) => clients.includes(each))) return;
  throw new CopkitError('unauthenticated', 'The token was issued to a client that is not accepted here.');
}

const mediaType = (typ: string | undefined) => (typ ?? 'jwt').toLowerCase().replace(/^application\//, '');
