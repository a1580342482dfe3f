import type { ErrorCode } from '@copkit/core';

/** What it means when something else than copkit answered, such as a proxy or another site. */
export function meaningOf({ status, url }: Response): readonly [code: ErrorCode, message: string] {
  if (status < 300) {
    return [
      'unavailable',
      `${url} answered with something else than data. Is the address right, and is the sign-on still good?`,
    ];
  }
  if (status === 401) return ['unauthenticated', 'Nobody is signed in.'];
  if (status === 403) return ['forbidden', `The server does not allow this (status 403 from ${url}).`];
  if (status === 404) return ['not-found', `There is no copkit server at ${url}.`];
  if (status === 413) return ['too-large', 'The request is larger than allowed.'];
  if (status === 429) return ['rate-limited', 'Too many requests. Wait a moment.'];
  return ['unavailable', `The server cannot answer at the moment (status ${status} from ${url}).`];
}
