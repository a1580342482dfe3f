import type { Identity } from '@copkit/core';
import { CopkitError } from '@copkit/core';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import type { Authenticate } from './authenticate.js';

export interface JwtOptions {
  /** The `iss` claim a token must have. */
  readonly issuer: string;
  /** The `aud` claim a token must have. */
  readonly audience: string;
  /**
   * What signatures are checked with: the address of the issuer's key set, the key set itself, one
   * public key, or a secret of at least 32 bytes shared with the issuer.
   */
  readonly keys: URL | JSONWebKeySet | CryptoKey | Uint8Array;
  /** Accepted algorithms, such as `['RS256']`. */
  readonly algorithms: readonly string[];
  /** By how many seconds the issuer's clock may differ; 5 where absent. */
  readonly clockTolerance?: number;
  /** Who a token speaks of; by the claims `sub`, `name`, `unit`, `job_title`, `locale`, `copkit_admin` where absent. */
  readonly identity?: (claims: JWTPayload) => Identity;
  /** The time, for tests. */
  readonly now?: () => Date;
}

/** Sign-on by a bearer token that the organisation's identity provider issued. */
export function jwtSignOn(options: JwtOptions): Authenticate {
  const { keys, identity = identityOf } = options;
  if (keys instanceof Uint8Array && keys.byteLength < 32) throw new Error('A secret needs at least 32 bytes.');
  const getKey = keyLookup(keys);

  return async (request) => {
    const token = bearer(request);
    if (token === null) return null;
    try {
      const { payload } = await jwtVerify(token, getKey, {
        issuer: options.issuer,
        audience: options.audience,
        algorithms: [...options.algorithms],
        clockTolerance: options.clockTolerance ?? 5,
        requiredClaims: ['exp', 'sub'],
        ...(options.now && { currentDate: options.now() }),
      });
      return identity(payload);
    } catch (error) {
      throw asProblem(error);
    }
  };
}

function keyLookup(keys: JwtOptions['keys']): JWTVerifyGetKey {
  if (keys instanceof URL) return remoteKeys(keys);
  if (keys instanceof Uint8Array || keys instanceof CryptoKey) return async () => keys;
  return createLocalJWKSet(keys);
}

function remoteKeys(url: URL): JWTVerifyGetKey {
  const lookup = createRemoteJWKSet(url);
  return async (header, token) => {
    try {
      return await lookup(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      throw new CopkitError('unavailable', 'The keys of the identity provider cannot be read at the moment.', null, {
        cause: error,
      });
    }
  };
}

function bearer(request: Request): string | null {
  const header = request.headers.get('authorization');
  if (header === null) return null;
  const token = /^Bearer +([^\s]+) *$/i.exec(header)?.[1];
  if (!token) throw new CopkitError('unauthenticated', 'The Authorization header holds no bearer token.');
  return token;
}

function identityOf(claims: JWTPayload): Identity {
  const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : undefined);
  const name = text('name') ?? text('preferred_username');
  if (!claims.sub || !name)
    throw new CopkitError('unauthenticated', 'The token does not say who it is for: it needs the claims sub and name.');
  const [unit, jobTitle, locale] = [text('unit'), text('job_title'), text('locale')];
  return {
    hostId: claims.sub,
    name,
    ...(unit && { unit }),
    ...(jobTitle && { jobTitle }),
    ...(locale && { locale }),
    ...(claims.iat !== undefined && { issuedAt: new Date(claims.iat * 1_000).toISOString() }),
    ...(claims.copkit_admin === true && { admin: true }),
  };
}

function asProblem(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) {
    return new CopkitError('unauthenticated', 'The token has expired. Sign in again.', null, { cause: error });
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return new CopkitError('unauthenticated', `The token's claim ${error.claim} is not accepted here.`, null, {
      cause: error,
    });
  }
  if (error instanceof errors.JOSEError) {
    return new CopkitError('unauthenticated', 'The token is not valid here.', null, { cause: error });
  }
  return error;
}
