import { createHash, randomBytes } from 'node:crypto';
import { Browser } from './browser.js';
import { API, APP } from './openid-provider.js';

export interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
}

/** What an app of the organisation gets for who signs in, to ask the API with. */
export async function tokensOfApp(issuer: string): Promise<Tokens> {
  const verifier = randomBytes(32).toString('base64url');
  const parameters = {
    client_id: APP.clientId,
    redirect_uri: APP.redirectUri,
    response_type: 'code',
    scope: 'openid profile use',
    resource: API,
    nonce: 'n',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  const browser = new Browser({});
  await browser.visit(`${issuer}/auth?${new URLSearchParams(parameters)}`, (at) => at.startsWith(APP.redirectUri));
  const code = new URL(browser.at).searchParams.get('code') ?? '';
  return fromToken(issuer, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: APP.redirectUri,
    code_verifier: verifier,
  });
}

export const refreshed = (issuer: string, { refresh_token }: Tokens): Promise<Tokens> =>
  fromToken(issuer, { grant_type: 'refresh_token', refresh_token });

async function fromToken(issuer: string, parameters: Record<string, string>): Promise<Tokens> {
  const body = new URLSearchParams({ client_id: APP.clientId, resource: API, ...parameters });
  const response = await fetch(`${issuer}/token`, { method: 'POST', body });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
}
