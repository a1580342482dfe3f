import * as z from 'zod';
import { addressRange } from './addresses.js';
import { claimsSchema } from './claims.js';
import { isLoopback } from './loopback.js';
import { scopeSchema } from './scopes.js';
import { KEY_HASH } from './service-keys.js';

/** Signatures by a private key that the issuer alone has. What both sides know, either can sign with. */
export const ASYMMETRIC = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const;

/** As secrets are described where the documentation shows settings: long enough, and known to everybody. */
const PLACEHOLDER = /^at least \d+ characters/;

/** `meta.secret` marks what must not be printed or logged. */
const secretText = (min: number) =>
  z
    .string()
    .min(min, `must have at least ${min} characters that nobody can guess`)
    .refine(
      (text) => !PLACEHOLDER.test(text),
      'is the example of the documentation, which everybody knows: use one of your own, such as from "openssl rand -base64 48"',
    )
    .meta({ secret: true });

/** Whoever can change what comes from an address on its way can sign anybody in. */
const safeAddress = z
  .string()
  .refine(
    (text) => URL.canParse(text) && isSafe(new URL(text)),
    'must be an https address; http is for this machine only',
  );

export function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

const algorithms = z.array(z.enum(ASYMMETRIC)).min(1);
const clockSkewSeconds = z.number().int().min(0).max(300);
const issuer = safeAddress;

/** Tokens of an OpenID provider that come with every request. */
const bearer = z.strictObject({
  /** As the provider writes it, letter by letter; its discovery document lies below it. */
  issuer,
  /** Whom tokens have to be meant for: one of these. */
  audience: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
  /** `access` takes access tokens and refuses ID tokens; `id` the other way round. `access` where absent. */
  tokens: z.enum(['access', 'id']).optional(),
  /** Only tokens that were issued to these clients, by `azp`, `client_id`, `cid` or `appid`; to any where absent. */
  clients: z.array(z.string().min(1)).min(1).optional(),
  /** `["RS256"]` where absent. */
  algorithms: algorithms.optional(),
  /** Where the keys are, for an issuer without discovery. */
  jwks: safeAddress.optional(),
  /** By how much the provider's clock may differ; 30 seconds where absent. */
  clockSkewSeconds: clockSkewSeconds.optional(),
  claims: claimsSchema.optional(),
});

/** Sign-in in the browser by authorization code with PKCE, and a sealed cookie from then on. */
const session = z.strictObject({
  issuer,
  clientId: z.string().min(1),
  /** Of a confidential client; absent for a public one. */
  clientSecret: secretText(1).optional(),
  /** How the secret is sent; `basic` where absent. */
  clientAuthentication: z.enum(['basic', 'post']).optional(),
  /** Where this server is for browsers, base path included, such as `https://cop.example/copkit`. */
  publicUrl: safeAddress.refine(
    (text) => !/[?#]|\/$/.test(text) && URL.canParse(text) && new URL(text).username === '',
    'must be an address without a slash at the end, such as https://cop.example/copkit',
  ),
  /** What cookies are sealed with. The first seals, all of them open: put a new one first, take the last away later. */
  secrets: z.array(secretText(32)).min(1).max(8),
  /** What is asked of the provider; `openid profile` where absent. */
  scope: z
    .string()
    .refine((text) => text.split(' ').includes('openid'), 'must have openid in it')
    .optional(),
  /** `["RS256"]` where absent. */
  algorithms: algorithms.optional(),
  clockSkewSeconds: clockSkewSeconds.optional(),
  /** A session ends when nothing was asked for so long; 60 minutes where absent. */
  idleMinutes: z.number().int().min(1).max(1_440).optional(),
  /** And in any case so long after the sign-in; 10 hours where absent. */
  longestHours: z.number().int().min(1).max(168).optional(),
  /** Origins of other pages that a sign-in may lead back to. */
  returnOrigins: z.array(safeAddress.refine((text) => URL.canParse(text) && new URL(text).origin === text)).optional(),
  /** Where the provider leads after a sign-out; the root of `publicUrl`'s host where absent. It has to know the address. */
  signedOutUrl: safeAddress.optional(),
  claims: claimsSchema.optional(),
});

/** A proxy in front that signs people in and says in headers who they are. */
const proxy = z.strictObject({
  /** The addresses that the proxy's connections come from. Nobody else is believed. */
  addresses: z.array(addressRange).min(1),
  /** Claims and the headers that say them, such as `{ "sub": "X-Forwarded-User", "groups": "X-Forwarded-Groups" }`. */
  headers: z
    .record(z.string().min(1), z.string().regex(/^[A-Za-z0-9-]+$/, 'must be the name of a header'))
    .refine((headers) => Object.hasOwn(headers, 'sub'), 'must say which header is the claim sub'),
  /** Claims that are lists, divided by commas; `["groups"]` where absent. */
  lists: z.array(z.string()).optional(),
  /** A header by which the proxy shows that it is the proxy, where others share its address. */
  secret: z.strictObject({ header: z.string().regex(/^[A-Za-z0-9-]+$/), value: secretText(32) }).optional(),
  claims: claimsSchema.optional(),
});

/** Short-lived tokens of a host's back end, for widgets on its pages. */
const embed = z
  .strictObject({
    /** What the host calls itself, such as `https://intranet.example`. */
    issuer: z.string().min(1),
    audience: z.string().min(1),
    /** For HS256: at least 32 bytes, shared with the host. */
    secret: secretText(32).optional(),
    /** For EdDSA or ES256: the host's public key as JWK. */
    publicKey: z.looseObject({ kty: z.enum(['OKP', 'EC']), crv: z.enum(['Ed25519', 'P-256']) }).optional(),
    clockSkewSeconds: clockSkewSeconds.optional(),
    claims: claimsSchema.optional(),
  })
  .refine((each) => (each.secret === undefined) !== (each.publicKey === undefined), {
    message: 'needs either a secret or a publicKey',
  })
  .refine((each) => each.publicKey === undefined || !('d' in each.publicKey), {
    message: 'is a private key; give the public one and keep this where tokens are issued',
    path: ['publicKey'],
  });

/** Programs with a key of their own. `copkit key create` makes one. */
const service = z.strictObject({
  /** How it is called, in the product too. */
  name: z
    .string()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u, 'must be 1 to 100 letters, digits, spaces, dots and dashes'),
  hash: z.string().regex(KEY_HASH, 'must be the hash that copkit key create prints, never the key'),
  scopes: z.array(scopeSchema).min(1),
  /** The last moment of the key, such as `2027-01-31T00:00:00Z`; it does not end where absent. */
  until: z.iso.datetime().optional(),
  /** Where it may be used from; from everywhere where absent. */
  addresses: z.array(addressRange).min(1).optional(),
  /** Whether it may manage people, units and topics, within its scopes. */
  admin: z.boolean().optional(),
});

/**
 * How people and programs sign on, as JSON. Of what is set, each request is looked at in this order: the
 * `Authorization` header (service key, embed token or the provider's token; a wrong one is refused whatever else the
 * request has), the proxy's headers, the session cookie.
 */
export const signOnSettings = z
  .strictObject({
    bearer: z.array(bearer).min(1).optional(),
    session: session.optional(),
    proxy: proxy.optional(),
    embed: z.array(embed).min(1).optional(),
    services: z.array(service).min(1).optional(),
  })
  .refine(
    (settings) => Object.keys(settings).length > 0,
    'needs at least one of bearer, session, proxy, embed, services',
  )
  .superRefine((settings, { addIssue }) => {
    for (const kind of ['bearer', 'embed'] as const) {
      const issuers = settings[kind]?.map((each) => each.issuer) ?? [];
      if (new Set(issuers).size < issuers.length)
        addIssue({ code: 'custom', path: [kind], message: 'names an issuer twice' });
    }
    for (const unique of ['name', 'hash'] as const) {
      const all = settings.services?.map((each) => each[unique]) ?? [];
      if (new Set(all).size < all.length)
        addIssue({ code: 'custom', path: ['services'], message: `has the same ${unique} twice` });
    }
  });

export type SignOnSettings = z.infer<typeof signOnSettings>;
export type BearerSettings = z.infer<typeof bearer>;
export type SessionSettings = z.infer<typeof session>;
export type ProxySettings = z.infer<typeof proxy>;
export type EmbedSettings = z.infer<typeof embed>;
export type ServiceSettings = z.infer<typeof service>;
