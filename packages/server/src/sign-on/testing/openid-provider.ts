import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';

export const API = 'https://cop.example/api';
export const PUBLIC_URL = 'https://cop.example/copkit';
export const CLIENT = { clientId: 'copkit', clientSecret: 'a-secret-of-the-client-0123456789abcdef' };
/** A client that asks the API by access tokens, without a secret. */
export const APP = { clientId: 'app', redirectUri: 'https://app.example/callback' };

const ACCOUNTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ada: { name: 'Ada Byron', locale: 'en_GB', department: '4711', groups: ['cop-admins', 'everyone'] },
  bob: { name: 'Bob Bell', locale: 'de', department: 'pumps', groups: ['everyone'] },
};

export interface TestProvider {
  readonly issuer: string;
  /** Who signs in when the provider asks. */
  signInAs(accountId: string): void;
  /** From now on other keys; the earlier ones are gone. */
  rotateKeys(): Promise<void>;
  /** The requests of a path so far. */
  asked(path: string): number;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** A real OpenID provider on loopback, certified for its conformance, that asks nobody for a password. */
export async function openIdProviderForTests(publicUrl = PUBLIC_URL): Promise<TestProvider> {
  let accountId = 'ada';
  let provider: Provider;
  const asked = new Map<string, number>();
  const onRequest = async (request: IncomingMessage, response: ServerResponse) => {
    const path = new URL(request.url ?? '/', 'http://provider').pathname;
    asked.set(path, (asked.get(path) ?? 0) + 1);
    if (!path.startsWith('/interaction/')) return provider.callback()(request, response);
    await provider.interactionFinished(request, response, { login: { accountId } });
  };
  const listen = async (port: number) => {
    const server = createServer((request, response) => void onRequest(request, response));
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  let server = await listen(0);
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const rotateKeys = async () => {
    provider = new Provider(issuer, configuration(await signingKey(), publicUrl));
  };
  await rotateKeys();

  return {
    issuer,
    rotateKeys,
    signInAs: (id) => {
      accountId = id;
    },
    asked: (path) => asked.get(path) ?? 0,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, 'close');
    },
    start: async () => {
      server = await listen(port);
    },
  };
}

async function signingKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: crypto.randomUUID(), use: 'sig', alg: 'RS256' };
}

function configuration(key: JWK, publicUrl: string): Configuration {
  return {
    jwks: { keys: [key] } as NonNullable<Configuration['jwks']>,
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [`${publicUrl}/sign-on/callback`],
        post_logout_redirect_uris: [`${new URL(publicUrl).origin}/`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
      {
        client_id: APP.clientId,
        token_endpoint_auth_method: 'none',
        redirect_uris: [APP.redirectUri],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'locale'], staff: ['department', 'groups'] },
    scopes: ['openid', 'offline_access'],
    findAccount: (_, id) => {
      const claims = ACCOUNTS[id];
      return claims && { accountId: id, claims: async () => ({ sub: id, ...claims }) };
    },
    extraTokenClaims: (_, token) => {
      const id = 'accountId' in token ? token.accountId : undefined;
      const { name, department } = ACCOUNTS[id ?? ''] ?? {};
      return { name: String(name), department: String(department) };
    },
    loadExistingGrant: async (ctx) => {
      const earlier = ctx.oidc.session?.grantIdFor(ctx.oidc.client?.clientId ?? '');
      if (earlier !== undefined) return ctx.oidc.provider.Grant.find(earlier);
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client?.clientId ?? '',
        accountId: ctx.oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid profile staff offline_access');
      grant.addResourceScope(API, 'use');
      await grant.save();
      return grant;
    },
    issueRefreshToken: async (_, client) => client.grantTypeAllowed('refresh_token'),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    cookies: { keys: ['only-for-tests'] },
    clientBasedCORS: () => false,
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 3600,
      IdToken: 600,
      Interaction: 600,
      Session: 3600,
      RefreshToken: 3600,
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => [],
        getResourceServerInfo: () => ({ scope: 'use', audience: API, accessTokenFormat: 'jwt', accessTokenTTL: 600 }),
      },
    },
  };
}
