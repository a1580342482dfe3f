import type { JsonSchema } from './schemas.js';

interface Header {
  readonly description: string;
  readonly required?: boolean;
  readonly schema: JsonSchema;
}

const text = (description: string, more: Partial<Header> & { readonly pattern?: string } = {}): Header => {
  const { pattern, ...rest } = more;
  return { description, ...rest, schema: { type: 'string', ...(pattern !== undefined && { pattern }) } };
};

/** Headers of answers, by the names under which the description keeps them. */
export const headers: Readonly<Record<string, Header>> = {
  Version: text('The version of the server.', { required: true, pattern: '^\\d+\\.\\d+\\.\\d+' }),
  RequestId: text("Names the request in the server's log. That of the caller or a proxy, if it sent one.", {
    required: true,
    pattern: '^[\\w-]{16,64}$',
  }),
  ETag: text('The same while the answer is. Send it as `If-None-Match` to be answered 304 until something changed.', {
    required: true,
    pattern: '^(W/)?"[^"]+"$',
  }),
  Place: text('Of a single answer: where the next one goes on.', { pattern: '^"[^"]+"$' }),
  Link: text('Where the next and the previous page are, relative to the address asked for (RFC 8288).', {
    pattern: '^<\\?[^>]+>; rel="(next|prev)"(, <\\?[^>]+>; rel="(next|prev)")?$',
  }),
  Vary: text('What else than the address decides about the bytes of the answer.', { required: true }),
  CacheControl: text('Reads are asked for again each time; writes and problems are not kept.', {
    required: true,
    pattern: '^(private, )?no-(cache|store)',
  }),
  Encoding: text('How the answer is compressed, if it is.', { pattern: '^(br|gzip)$' }),
  Authenticate: text('How to sign on.', { required: true }),
  RateLimit: text('What is left to the caller, where requests are limited (draft-ietf-httpapi-ratelimit-headers).'),
  RateLimitPolicy: text('How requests are limited, if they are.'),
  Deprecation: text('The day it was announced that this will go (RFC 9745).', {
    required: true,
    pattern: '^@\\d+$',
  }),
  Sunset: text('The day before which it will not go (RFC 8594).', { required: true, pattern: ' GMT$' }),
  RetryAfter: text('Seconds to wait before the request is sent again.', { pattern: '^\\d+$' }),
};

const refTo = (name: string) => ({ $ref: `#/components/headers/${name}` });

export const ofEvery = {
  'copkit-version': refTo('Version'),
  'x-request-id': refTo('RequestId'),
  'cache-control': refTo('CacheControl'),
  ratelimit: refTo('RateLimit'),
  'ratelimit-policy': refTo('RateLimitPolicy'),
};
export const ofRead = { ...ofEvery, etag: refTo('ETag'), vary: refTo('Vary') };
export const ofPage = { ...ofRead, link: refTo('Link') };
/** Only what is one answer has a tag. */
export const single = refTo('Place');
export const encoded = { 'content-encoding': refTo('Encoding') };
export const ofDeprecated = { deprecation: refTo('Deprecation'), sunset: refTo('Sunset') };
export const ofUnauthenticated = { ...ofEvery, 'www-authenticate': refTo('Authenticate') };
export const ofLater = { ...ofEvery, 'retry-after': refTo('RetryAfter') };
