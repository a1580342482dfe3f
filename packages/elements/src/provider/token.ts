import type { Problem } from '@copkit/core';

type Fetch = typeof fetch;

/** Rejects with what the client and the elements understand. */
const signedOut = (message: string): Problem & Error =>
  Object.assign(new Error(message), { name: 'CopkitError' as const, code: 'unauthenticated' as const, field: null });

/**
 * Fetches a token for the signed-in person from the host's own address, with its cookies: as plain text, or as JSON
 * with the token in `token`.
 */
export const tokenFrom = async (url: string, fetch: Fetch): Promise<string> => {
  const response = await fetch(url, {
    credentials: 'same-origin',
    headers: { accept: 'application/json, text/plain' },
  });
  const text = (await response.text()).trim();
  if (!response.ok || text === '')
    throw signedOut(`The token address ${url} answered ${response.status} and no token.`);
  if (/[\s<]/.test(text) && !text.startsWith('{'))
    throw signedOut(`The token address ${url} answered with a page or a text instead of a token.`);
  if (!text.startsWith('{')) return text;
  const { token } = JSON.parse(text) as { token?: unknown };
  if (typeof token !== 'string') throw signedOut(`The token address ${url} answered without a "token".`);
  return token;
};
