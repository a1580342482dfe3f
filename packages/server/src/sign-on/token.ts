import { CopkitError } from '@copkit/core';
import { errors, type JWTHeaderParameters, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';

export interface TokenChecks {
  readonly keys: JWTVerifyGetKey;
  readonly issuer: string;
  readonly audience: string | readonly string[];
  readonly algorithms: readonly string[];
  readonly clockSkewSeconds: number;
  /** The header's `typ`; not looked at where absent. */
  readonly type?: string;
  readonly requiredClaims?: readonly string[];
  readonly now: () => Date;
}

/** No provider writes more into one; whatever parses it should not have to. */
const LONGEST_HEADER = 16_384;

/** What a signed token says, once all of it is checked. @throws CopkitError `unauthenticated`, `unavailable` */
export async function verifyToken(
  token: string,
  checks: TokenChecks,
): Promise<{ readonly claims: JWTPayload; readonly header: JWTHeaderParameters }> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, checks.keys, {
      issuer: checks.issuer,
      audience: typeof checks.audience === 'string' ? checks.audience : [...checks.audience],
      algorithms: [...checks.algorithms],
      clockTolerance: checks.clockSkewSeconds,
      requiredClaims: ['exp', 'sub', ...(checks.requiredClaims ?? [])],
      currentDate: checks.now(),
      ...(checks.type !== undefined && { typ: checks.type }),
    });
    return { claims: payload, header: protectedHeader };
  } catch (error) {
    throw asProblem(error);
  }
}

/**
 * The token of the `Authorization` header; `null` where there is none.
 * @throws CopkitError `unauthenticated` for another scheme, unless `others` are somebody else's business.
 */
export function bearerOf(request: Request, others: 'refused' | 'ignored' = 'refused'): string | null {
  const header = request.headers.get('authorization');
  if (header === null) return null;
  if (header.length > LONGEST_HEADER) throw new CopkitError('unauthenticated', 'The token is too long.');
  const token = /^Bearer +([^\s]+) *$/i.exec(header)?.[1];
  if (token) return token;
  if (others === 'ignored' && !/^Bearer\b/i.test(header)) return null;
  throw new CopkitError('unauthenticated', 'The Authorization header holds no bearer token.');
}

/** Whether credentials are refused that were good once: nobody guessed at those. */
export const hasExpired = (error: unknown): boolean =>
  error instanceof CopkitError && error.cause instanceof errors.JWTExpired;

function asProblem(error: unknown): unknown {
  const caused = { cause: error };
  if (error instanceof errors.JWTExpired) {
    return new CopkitError('unauthenticated', 'The token has expired. Sign in again.', null, caused);
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    const { claim } = error;
    return new CopkitError('unauthenticated', `The token's claim ${claim} is not accepted here.`, null, caused);
  }
  if (error instanceof errors.JOSEError) {
    return new CopkitError('unauthenticated', 'The token is not valid here.', null, caused);
  }
  // A key that does not fit the algorithm, or a header that is no header.
  if (error instanceof TypeError) {
    return new CopkitError('unauthenticated', 'The token is not valid here.', null, caused);
  }
  return error;
}
