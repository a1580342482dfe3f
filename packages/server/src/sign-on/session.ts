import type { Identity } from '@copkit/core';
import { CopkitError } from '@copkit/core';
import { errors } from 'jose';
import { HttpError } from '../problems.js';
import type { SignedOn } from './authenticate.js';
import { codeFlow } from './code-flow.js';
import { cookie, cookiesFor } from './cookies.js';
import { noticePage } from './notice-page.js';
import type { Surroundings } from './provider.js';
import { Seal } from './seal.js';
import type { SessionSettings } from './settings.js';

const COOKIE = 'copkit-session';
/** Browsers keep no longer ones. */
const LONGEST_COOKIE = 4_000;
const MINUTE_MS = 60_000;

export interface Sessions {
  /** The name of the cookie. */
  readonly cookie: string;
  readonly authenticate: (request: Request) => Promise<SignedOn | null>;
  readonly respond: (request: Request, path: string) => Promise<Response | null>;
}

interface Session {
  readonly identity: Identity;
  /** Milliseconds since 1970. */
  readonly began: number;
  readonly seen: number;
}

/**
 * Sessions that live in a sealed cookie and nowhere else, so that every process knows them and none has to remember.
 * Below the base path:
 * - `GET /sign-on` who is signed in, until when, and where to sign in and out
 * - `GET /sign-on/in?return=/page` leads to the provider and back to the page
 * - `GET /sign-on/callback` where the provider leads back to
 * - `POST /sign-on/out` ends the session here and leads to the provider to end its own
 */
export function cookieSessions(settings: SessionSettings, surroundings: Surroundings): Sessions {
  const { publicUrl, idleMinutes = 60, longestHours = 10 } = settings;
  const { now } = surroundings;
  const cookies = cookiesFor(new URL(publicUrl).protocol === 'https:');
  const seal = new Seal(settings.secrets, 'copkit-session', now);
  const idle = idleMinutes * MINUTE_MS;
  const endOf = ({ began, seen }: Session) => Math.min(seen + idle, began + longestHours * 60 * MINUTE_MS);
  /** Not with every request: a page asks many at once. */
  const renewAfter = Math.min(5 * MINUTE_MS, idle / 10);

  const kept = async (session: Session): Promise<string> => {
    const end = endOf(session);
    const value = await seal.seal({ ...session }, new Date(end));
    if (value.length > LONGEST_COOKIE) throw new Error('The session does not fit into a cookie.');
    return cookies.set(COOKIE, value, Math.ceil((end - now().getTime()) / 1_000));
  };
  const current = (request: Request) => openSession(cookie(request, cookies.name(COOKIE)), seal);

  const authenticate = async (request: Request): Promise<SignedOn | null> => {
    const session = await current(request);
    if (!session) return null;
    const seen = now().getTime();
    const setCookies = seen - session.seen < renewAfter ? [] : [await kept({ ...session, seen })];
    return { ...session.identity, setCookies };
  };

  const flow = codeFlow(settings, cookies, surroundings, {
    begin: (identity) => kept({ identity, began: now().getTime(), seen: now().getTime() }),
    end: () => cookies.clear(COOKIE),
  });

  const state = async (request: Request): Promise<Response> => {
    const session = await current(request).catch(() => null);
    const signedIn = session && { name: session.identity.name, until: new Date(endOf(session)).toISOString() };
    const body = { signedIn, signIn: `${publicUrl}/sign-on/in`, signOut: `${publicUrl}/sign-on/out` };
    return Response.json(body, { headers: { 'cache-control': 'no-store' } });
  };

  const routes: Readonly<Record<string, readonly ['GET' | 'POST', (request: Request) => Promise<Response>]>> = {
    '/sign-on': ['GET', state],
    '/sign-on/in': ['GET', flow.signIn],
    '/sign-on/callback': ['GET', flow.callback],
    '/sign-on/out': ['POST', flow.signOut],
  };
  const respond = async (request: Request, path: string): Promise<Response | null> => {
    if (!Object.hasOwn(routes, path)) return null;
    const [method, answer] = routes[path] ?? [];
    if (request.method !== method || !answer)
      throw new HttpError(405, 'invalid', `Use ${method}.`, { allow: method ?? '' });
    try {
      return await answer(request);
    } catch (error) {
      // A person who is on their way between two sites sees this, not a program.
      if (!(error instanceof CopkitError) || !request.headers.get('accept')?.includes('text/html')) throw error;
      return noticePage(error, `${publicUrl}/sign-on/in`);
    }
  };
  return { cookie: cookies.name(COOKIE), authenticate, respond };
}

async function openSession(value: string | null, seal: Seal): Promise<Session | null> {
  if (value === null || value.length > LONGEST_COOKIE) return null;
  try {
    // What the seal holds was written here.
    return (await seal.open(value)) as unknown as Session;
  } catch (cause) {
    if (cause instanceof errors.JWTExpired)
      throw new CopkitError('unauthenticated', 'Your session has ended. Sign in again.', null, { cause });
    return null;
  }
}
