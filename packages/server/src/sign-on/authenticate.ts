import type { Identity } from '@copkit/core';
import type { SecuritySchemes } from '../openapi/document.js';

/** What the server knows of a request beside the request itself. */
export interface Peer {
  /**
   * The address at the other end of the connection, never one that a header names: what a proxy says is believed by it.
   * A sign-on for this machine only refuses what comes from elsewhere or from nowhere.
   */
  readonly remoteAddress?: string | undefined;
}

/** Who sends a request, and how far that goes. */
export interface SignedOn extends Identity {
  /** What may be called, such as `read` or `threads.*`; everything where absent. See `allows`. */
  readonly scopes?: readonly string[];
  /** Cookies to set with the answer, such as a session that goes on. */
  readonly setCookies?: readonly string[];
}

/**
 * Who sends this request, by the host's own sign-on; `null` where nobody is signed in.
 * @throws CopkitError `unauthenticated` with a sentence about what is wrong with the credentials; `unavailable` where
 *   they cannot be checked at the moment; `forbidden` for who is known and may not come in.
 */
export interface Authenticate {
  (request: Request, peer?: Peer): Promise<SignedOn | null>;
  /** For people who can walk up to this machine only: requests from elsewhere are refused. */
  readonly loopbackOnly?: boolean;
  /** What a caller may sign on with, for the description of the API; a bearer token where absent. */
  readonly schemes?: SecuritySchemes;
  /** Requests of the sign-on's own, below the base path, such as `/demo/sign-on`; `null` for all others. */
  readonly respond?: (request: Request, path: string, peer?: Peer) => Promise<Response | null>;
}
