import type { Identity } from '@copkit/core';
import { CopkitError } from '@copkit/core';
import * as oauth from 'oauth4webapi';
import * as z from 'zod';
import { identityOf } from './claims.js';
import { type Cookies, cookie, cookiesOf } from './cookies.js';
import { idTokenHint } from './id-token-hint.js';
import { openIdProvider, requestOptions, type Surroundings, whereAvailable } from './provider.js';
import { returnAddress } from './return-address.js';
import { Seal } from './seal.js';
import type { SessionSettings } from './settings.js';
import { verifyToken } from './token.js';

type Answer = (request: Request) => Promise<Response>;

/** What a browser keeps between leaving for the provider and coming back. */
const attemptSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), return: z.string() });
const ATTEMPT = 'copkit-in-';
const ATTEMPT_SECONDS = 600;
/** Tabs that sign in at the same time. */
const MOST_ATTEMPTS = 4;

/**
 * Sign-in by authorization code with PKCE (RFC 7636, RFC 9700 2.1.1), and sign-out at the provider (OpenID Connect
 * RP-Initiated Logout). State, nonce and verifier stand in a sealed cookie for each attempt: nobody can finish a sign-in
 * in a browser that did not begin it.
 */
export function codeFlow(
  settings: SessionSettings,
  cookies: Cookies,
  surroundings: Surroundings,
  session: { readonly begin: (identity: Identity) => Promise<string>; readonly end: () => string },
): { readonly signIn: Answer; readonly callback: Answer; readonly signOut: Answer } {
  const { issuer, clientId, clientSecret, publicUrl, scope = 'openid profile', clockSkewSeconds = 30 } = settings;
  const { now, fetch } = surroundings;
  const provider = openIdProvider(issuer, undefined, surroundings);
  const seal = new Seal(settings.secrets, 'copkit-sign-in', now);
  const hint = idTokenHint(settings, now);
  const redirectUri = `${publicUrl}/sign-on/callback`;
  const home = `${new URL(publicUrl).origin}/`;
  const options = requestOptions(new URL(issuer), fetch);
  const send =
    clientSecret === undefined
      ? null
      : settings.clientAuthentication === 'post'
        ? oauth.ClientSecretPost
        : oauth.ClientSecretBasic;
  const authentication = send && clientSecret !== undefined ? send(clientSecret) : oauth.None();

  const signIn: Answer = async (request) => {
    const to = returnAddress(new URL(request.url).searchParams.get('return'), home, settings.returnOrigins ?? []);
    const { authorization_endpoint: endpoint } = await provider.metadata();
    if (endpoint === undefined) throw new CopkitError('unavailable', 'The identity provider has no page to sign in.');
    const attempt = {
      state: oauth.generateRandomState(),
      nonce: oauth.generateRandomNonce(),
      verifier: oauth.generateRandomCodeVerifier(),
      return: to,
    };
    const url = new URL(endpoint);
    const parameters = {
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
    };
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    const sealed = await seal.seal(attempt, new Date(now().getTime() + ATTEMPT_SECONDS * 1_000));
    const earlier = attemptsOf(request, cookies);
    const tooMany = earlier.length < MOST_ATTEMPTS ? [] : earlier.map((name) => cookies.clear(name));
    return redirect(url.href, [...tooMany, cookies.set(attemptName(attempt.state), sealed, ATTEMPT_SECONDS)]);
  };

  const callback: Answer = async (request) => {
    const { searchParams } = new URL(request.url);
    const name = attemptName(searchParams.get('state') ?? '');
    const attempt = await attemptIn(cookie(request, cookies.name(name)), seal);
    const { identity, idToken } = await signedIn(searchParams, attempt);
    const begun = [cookies.clear(name), await session.begin(identity), ...(await hint.keep(idToken))];
    return redirect(attempt.return, begun);
  };

  const signedIn = async (searchParams: URLSearchParams, attempt: z.infer<typeof attemptSchema>) => {
    const metadata = await provider.metadata();
    const client: oauth.Client = {
      client_id: clientId,
      [oauth.clockSkew]: Math.round((now().getTime() - Date.now()) / 1_000),
      [oauth.clockTolerance]: clockSkewSeconds,
    };
    const tokens = await refusals(issuer, async () => {
      const code = oauth.validateAuthResponse(metadata, client, searchParams, attempt.state);
      const { verifier } = attempt;
      const response = await oauth.authorizationCodeGrantRequest(
        metadata,
        client,
        authentication,
        code,
        redirectUri,
        verifier,
        options,
      );
      return oauth.processAuthorizationCodeResponse(metadata, client, response, {
        expectedNonce: attempt.nonce,
        requireIdToken: true,
      });
    });
    const idToken = tokens.id_token ?? '';
    const { claims } = await verifyToken(idToken, {
      keys: provider.keys,
      issuer,
      audience: clientId,
      algorithms: settings.algorithms ?? ['RS256'],
      clockSkewSeconds,
      now,
    });
    const more = metadata.userinfo_endpoint
      ? await refusals(issuer, async () => {
          const response = await oauth.userInfoRequest(metadata, client, tokens.access_token, options);
          return oauth.processUserInfoResponse(metadata, client, claims.sub ?? '', response);
        })
      : {};
    return { identity: identityOf({ ...more, ...claims }, settings.claims), idToken };
  };

  const signOut: Answer = async (request) => {
    const back = settings.signedOutUrl ?? home;
    const { end_session_endpoint: endpoint } = await provider
      .metadata()
      .catch(() => ({ end_session_endpoint: undefined }));
    const url = new URL(endpoint ?? back);
    if (endpoint !== undefined) {
      url.searchParams.set('client_id', clientId);
      url.searchParams.set('post_logout_redirect_uri', back);
      const idToken = await hint.of(request);
      if (idToken !== null) url.searchParams.set('id_token_hint', idToken);
    }
    const ended = [session.end(), hint.forget()];
    // A script cannot follow to the provider's page by itself: it is told where to go.
    if (!request.headers.get('accept')?.includes('application/json')) return redirect(url.href, ended);
    return withCookies(Response.json({ location: url.href }, { headers: { 'cache-control': 'no-store' } }), ended);
  };

  return { signIn, callback, signOut };
}

const attemptName = (state: string) => `${ATTEMPT}${state.slice(0, 8).replace(/[^A-Za-z0-9_-]/g, '')}`;

const attemptsOf = (request: Request, cookies: Cookies) =>
  cookiesOf(request)
    .filter(([name]) => name.startsWith(cookies.name(ATTEMPT)))
    .map(([name]) => name.slice(cookies.name('').length));

async function attemptIn(sealed: string | null, seal: Seal): Promise<z.infer<typeof attemptSchema>> {
  const opened = sealed === null ? null : await seal.open(sealed).catch(() => null);
  const attempt = attemptSchema.safeParse(opened);
  if (attempt.success) return attempt.data;
  throw new CopkitError(
    'unauthenticated',
    'This sign-in did not begin in this browser, or it took longer than ten minutes. Sign in again.',
  );
}

/** What the provider refuses is told apart from a provider that is down. */
function refusals<T>(issuer: string, ask: () => Promise<T>): Promise<T> {
  return whereAvailable(issuer, async () => {
    try {
      return await ask();
    } catch (cause) {
      const refused =
        cause instanceof oauth.AuthorizationResponseError ||
        (cause instanceof oauth.ResponseBodyError && cause.status < 500) ||
        cause instanceof oauth.WWWAuthenticateChallengeError;
      if (refused) {
        const said = 'error' in cause && typeof cause.error === 'string' ? ` (${cause.error.slice(0, 60)})` : '';
        const message = `The identity provider refused this sign-in${said}. Sign in again.`;
        throw new CopkitError('unauthenticated', message, null, { cause });
      }
      const unsound = cause instanceof oauth.OperationProcessingError && cause.code !== oauth.RESPONSE_IS_NOT_CONFORM;
      if (!unsound) throw cause;
      throw new CopkitError(
        'unauthenticated',
        'What the identity provider answered does not fit. Sign in again.',
        null,
        {
          cause,
        },
      );
    }
  });
}

function redirect(location: string, setCookies: readonly string[]): Response {
  return withCookies(
    new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } }),
    setCookies,
  );
}

function withCookies(response: Response, setCookies: readonly string[]): Response {
  for (const each of setCookies) response.headers.append('set-cookie', each);
  return response;
}
