import { CopkitError } from '@copkit/core';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import * as z from 'zod';
import type { SecuritySchemes } from '../openapi/document.js';
import type { Authenticate, Peer, SignedOn } from './authenticate.js';
import { bearerTokens } from './bearer.js';
import { EMBED_TYPE, embedTokens } from './embed.js';
import type { Surroundings } from './provider.js';
import { proxyHeaders } from './proxy.js';
import { isServiceKey, serviceKeys } from './service-keys.js';
import { cookieSessions } from './session.js';
import { type SignOnSettings, signOnSettings } from './settings.js';
import { bearerOf } from './token.js';

type ByToken = (token: string, peer: Peer) => Promise<SignedOn>;

/**
 * The sign-on that settings describe. Asks nobody anything until the first request comes.
 * @throws Error with a line for each thing that is wrong with the settings.
 */
export function signOnFrom(settings: SignOnSettings, surroundings: Partial<Surroundings> = {}): Authenticate {
  const parsed = signOnSettings.safeParse(settings);
  if (!parsed.success) throw new Error(`The sign-on settings are not valid.\n${z.prettifyError(parsed.error)}`);
  const { bearer = [], embed = [], services, proxy, session } = parsed.data;
  const { now = () => new Date(), fetch = globalThis.fetch } = surroundings;

  const byIssuer = new Map(bearer.map((each) => [each.issuer, bearerTokens(each, { now, fetch })]));
  const byHost = new Map(embed.map((each) => [each.issuer, embedTokens(each, now)]));
  const byKey = services && serviceKeys(services, now);
  const byProxy = proxy && proxyHeaders(proxy);
  const sessions = session && cookieSessions(session, { now, fetch });
  const takesTokens = byIssuer.size > 0 || byHost.size > 0 || byKey !== undefined;

  const checkerOf = (token: string): ByToken | undefined => {
    if (isServiceKey(token)) return byKey;
    const { type, issuer } = saidBy(token);
    return (type === EMBED_TYPE ? byHost : byIssuer).get(issuer);
  };

  const authenticate = async (request: Request, peer: Peer = {}): Promise<SignedOn | null> => {
    const token = takesTokens ? bearerOf(request, proxy ? 'ignored' : 'refused') : null;
    if (token !== null) {
      const check = checkerOf(token);
      if (check) return check(token, peer);
      throw new CopkitError('unauthenticated', 'Tokens of this kind or issuer are not accepted here.');
    }
    return byProxy?.(request, peer) ?? sessions?.authenticate(request) ?? null;
  };
  const schemes: SecuritySchemes = {
    ...(takesTokens && { bearer: { type: 'http', scheme: 'bearer', description: kindsOf(parsed.data) } }),
    ...(proxy && {
      proxy: { type: 'apiKey', in: 'header', name: proxy.headers.sub, description: 'Set by the proxy.' },
    }),
    ...(sessions && { session: { type: 'apiKey', in: 'cookie', name: sessions.cookie } }),
  };
  return Object.assign(authenticate, { schemes }, sessions && { respond: sessions.respond });
}

function kindsOf({ bearer, embed, services }: SignOnSettings): string {
  const kinds = [
    bearer && `a token of ${bearer.map(({ issuer }) => issuer).join(' or ')}`,
    embed && 'an embed token',
    services && 'a service key',
  ];
  return `Takes ${kinds.filter((kind) => kind !== undefined).join(', ')}.`;
}

/** Who a token says it is of. Nothing of that is checked yet: it only leads to whoever checks it. */
function saidBy(token: string): { readonly type: string | undefined; readonly issuer: string } {
  try {
    return { type: decodeProtectedHeader(token).typ, issuer: decodeJwt(token).iss ?? '' };
  } catch (cause) {
    throw new CopkitError('unauthenticated', 'The token is not valid here.', null, { cause });
  }
}
