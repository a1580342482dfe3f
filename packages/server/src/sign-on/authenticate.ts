import type { Identity } from '@copkit/core';

/**
 * Who sends this request, by the host's own sign-on; `null` where nobody is signed in.
 * @throws CopkitError `unauthenticated` with a sentence about what is wrong with the credentials.
 */
export interface Authenticate {
  (request: Request): Promise<Identity | null>;
  /** For people who can walk up to this machine only: requests from elsewhere are refused. */
  readonly loopbackOnly?: boolean;
  /** Requests of the sign-on's own, below the base path, such as `/demo/sign-on`; `null` for all others. */
  readonly respond?: (request: Request, path: string) => Promise<Response | null>;
}
