import { VERSION } from '../version.js';

/** What keeps the elements from showing something, and the next thing to do about it. */
export interface Finding {
  readonly fault:
    | 'no-source'
    | 'offline'
    | 'unreachable'
    | 'mixed-content'
    | 'cors'
    | 'content-security-policy'
    | 'wrong-url'
    | 'server'
    | 'version'
    | 'token'
    | 'none';
  readonly what: string;
  readonly next: string;
}

/** What a diagnosis looks at. `violations` are the policy's refusals so far. */
export interface Circumstances {
  readonly url: string;
  readonly token: (() => Promise<string>) | null;
  /** How the elements send cookies; the browser's own way where `null`. */
  readonly credentials: RequestCredentials | null;
  readonly violations: readonly Pick<SecurityPolicyViolationEvent, 'blockedURI' | 'effectiveDirective'>[];
  readonly fetch: typeof fetch;
  readonly page: { readonly origin: string; readonly href: string; readonly onLine: boolean };
  readonly now: number;
}

/** Version numbers agree while the major one does, or below 1.0 the minor one. */
const agree = (ours: string, theirs: string): boolean => {
  const significant = (version: string) =>
    version
      .split('.')
      .slice(0, version.startsWith('0.') ? 2 : 1)
      .join('.');
  return significant(ours) === significant(theirs);
};

/** When a JSON Web Token ends, in milliseconds since 1970; `null` where it does not say or is none. */
export const expiryOf = (token: string): number | null => {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const { exp } = JSON.parse(atob(payload)) as { exp?: unknown };
    return typeof exp === 'number' ? exp * 1000 : null;
  } catch {
    return null;
  }
};

/** Asks as the elements do: what the server allows them is what counts. */
const ask = (given: Circumstances, target: URL, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  given.fetch(target, {
    headers: { accept: 'application/json', ...headers },
    cache: 'no-store',
    ...(given.credentials && { credentials: given.credentials }),
  });

const refusal = ({ violations }: Circumstances, target: URL): Finding | null => {
  const hit = violations.find(
    ({ blockedURI, effectiveDirective }) =>
      effectiveDirective === 'connect-src' && blockedURI.startsWith(target.origin),
  );
  return hit
    ? {
        fault: 'content-security-policy',
        what: `The page's content security policy forbids connections to ${target.origin}.`,
        next: `Add ${target.origin} to its connect-src directive.`,
      }
    : null;
};

/** No answer came at all: whose refusal was it? */
const silence = async (given: Circumstances, target: URL): Promise<Finding> => {
  if (!given.page.onLine)
    return { fault: 'offline', what: 'The browser is offline.', next: 'Connect to the network and reload the page.' };
  if (given.page.href.startsWith('https:') && target.protocol === 'http:' && target.hostname !== 'localhost')
    return {
      fault: 'mixed-content',
      what: `The page came over https, ${target.origin} is plain http, and browsers do not mix the two.`,
      next: 'Serve copkit over https, or through a path of the page’s own server.',
    };
  try {
    // Without CORS the browser lets the request through and hides the answer: enough to see that somebody is there.
    await given.fetch(target, { mode: 'no-cors', cache: 'no-store' });
  } catch {
    return (
      refusal(given, target) ?? {
        fault: 'unreachable',
        what: `Nobody answers at ${target.origin}.`,
        next: 'Check the name and the port in the url attribute, and whether the server is running.',
      }
    );
  }
  const signedOn = given.credentials === 'include' ? ' with credentials' : '';
  return {
    fault: 'cors',
    what: `${target.origin} answers, but does not allow pages from ${given.page.origin} to read its answers${signedOn} (CORS).`,
    next: `Allow the origin ${given.page.origin}${signedOn} on the copkit server, or serve copkit through a path of the page’s own server.`,
  };
};

/** Whether the server knows who is there: the token, and an operation that anybody signed in may call. */
const checkSignOn = async (given: Circumstances): Promise<Finding | null> => {
  let token: string | null;
  try {
    token = (await given.token?.()) ?? null;
  } catch (error) {
    return {
      fault: 'token',
      what: error instanceof Error ? error.message : String(error),
      next: 'Open the token address in this browser: it has to answer with a token for the person who is signed in.',
    };
  }
  const expiry = token === null ? null : expiryOf(token);
  if (expiry !== null && expiry < given.now)
    return {
      fault: 'token',
      what: `The token expired at ${new Date(expiry).toISOString()}.`,
      next: 'Give the provider a token-url or a function that answers with a fresh token whenever it is asked.',
    };
  const address = new URL(`${given.url.replace(/\/$/, '')}/v1/communities/list?limit=1`, given.page.href);
  const { status } = await ask(given, address, token === null ? {} : { authorization: `Bearer ${token}` });
  return status === 401
    ? {
        fault: 'token',
        what: 'The server does not accept the sign-in of this page.',
        next:
          token === null
            ? 'Give the provider a token-url, or let the page’s server add who is signed in.'
            : 'Check that token-url, or the token property, gives a token this server is set up to verify.',
      }
    : null;
};

const versionIn = async (response: Response): Promise<string | null> => {
  try {
    const { version } = (await response.json()) as { readonly version?: unknown };
    return typeof version === 'string' ? version : null;
  } catch {
    return null;
  }
};

/** Asks the server how it is, and says what stands between it and the page. */
export const diagnose = async (given: Circumstances): Promise<Finding> => {
  const address = `${given.url.replace(/\/$/, '')}/v1/health`;
  if (!URL.canParse(address, given.page.href))
    return { fault: 'wrong-url', what: `"${given.url}" is no address.`, next: 'Write one such as "/copkit".' };
  const target = new URL(address, given.page.href);
  let response: Response;
  try {
    response = await ask(given, target);
  } catch {
    return refusal(given, target) ?? silence(given, target);
  }
  const type = response.headers.get('content-type') ?? 'no content type';
  if (response.status >= 500)
    return {
      fault: 'server',
      what: `${target.href} answers with ${response.status}.`,
      next: 'Look into the log of the copkit server, or of the proxy before it.',
    };
  const version = response.ok && type.includes('json') ? await versionIn(response) : null;
  if (version === null)
    return {
      fault: 'wrong-url',
      what: `${target.href} answers with ${response.status} and ${type}: that is not a copkit server.`,
      next: `Set url to the path under which the page’s server passes requests on to copkit; it is "${given.url}" now.`,
    };
  if (!agree(VERSION, version))
    return {
      fault: 'version',
      what: `The server speaks version ${version}, the elements version ${VERSION}.`,
      next: 'Bring both to the same version.',
    };
  return (await checkSignOn(given)) ?? { fault: 'none', what: `The copkit server at ${given.url} answers.`, next: '' };
};
