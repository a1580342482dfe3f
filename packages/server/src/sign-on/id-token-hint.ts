import { cookie, cookieForPath } from './cookies.js';
import { Seal } from './seal.js';
import type { SessionSettings } from './settings.js';

/** Browsers keep no longer ones. */
const LONGEST_COOKIE = 4_000;

export interface IdTokenHint {
  /** For `Set-Cookie`; none where the token is too long for one. */
  readonly keep: (idToken: string) => Promise<readonly string[]>;
  readonly forget: () => string;
  readonly of: (request: Request) => Promise<string | null>;
}

/**
 * The ID token of a session, kept in the browser for the sign-out alone: some providers end their session without asking
 * only for who shows it, and some not at all for others (OpenID Connect RP-Initiated Logout 2).
 */
export function idTokenHint({ publicUrl, secrets, longestHours = 10 }: SessionSettings, now: () => Date): IdTokenHint {
  const { protocol, pathname } = new URL(publicUrl);
  const path = `${pathname.replace(/\/$/, '')}/sign-on/out`;
  const { name, set } = cookieForPath(protocol === 'https:', 'copkit-id-token', path);
  const seal = new Seal(secrets, 'copkit-id-token', now);
  const seconds = longestHours * 3_600;
  return {
    keep: async (idToken) => {
      const value = await seal.seal({ idToken }, new Date(now().getTime() + seconds * 1_000));
      return value.length > LONGEST_COOKIE ? [] : [set(value, seconds)];
    },
    forget: () => set('', 0),
    of: async (request) => {
      const value = cookie(request, name);
      const opened = value === null ? null : await seal.open(value).catch(() => null);
      return typeof opened?.idToken === 'string' ? opened.idToken : null;
    },
  };
}
