import { createHash } from 'node:crypto';
import { CopkitError } from '@copkit/core';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import { clientAddressBy, placeOf } from './client-address.js';
import { HttpError } from './problems.js';
import { type Rate, type RateClass, type RateLimitSettings, rateClasses, rateClassOf } from './rate-limits-settings.js';
import type { Authenticate, Peer } from './sign-on/authenticate.js';
import { hasExpired } from './sign-on/token.js';

/** A pool of connections as `pg` makes them. */
export interface SharedStore {
  query(...args: never[]): unknown;
}

export interface RateLimitOptions {
  readonly settings: RateLimitSettings;
  /**
   * A PostgreSQL pool, where several processes serve one organisation: then writing, exports and failed sign-ons are
   * counted for all of them together. Reads and searches are counted by each process by itself in any case, since to
   * count one there would cost more than to answer it.
   */
  readonly shared?: { readonly pool: SharedStore; readonly schema?: string };
  /** Faults of the shared store; each process counts by itself until it is back. */
  readonly onError?: (error: unknown) => void;
}

type Called = { readonly name: string; readonly kind: 'read' | 'write' };

export interface RateLimits {
  /**
   * Counts a call of somebody who is signed on, and tells how much is left in the headers of the answer.
   * @throws HttpError 429 with `Retry-After` where there were too many.
   */
  spend(request: Request, peer: Peer, called: Called, hostId: string): Promise<Readonly<Record<string, string>>>;
  /** The sign-on, which looks at no credentials from an address that sent too many wrong ones. */
  guarding(authenticate: Authenticate): Authenticate;
}

/** In the database, whose tables are there already or are made at the start. */
const SHARED: ReadonlySet<RateClass> = new Set(['writes', 'posting', 'exports', 'provisioning', 'signOnFailures']);
const TABLE = 'copkit_rate_limits';

interface Counter {
  readonly policy: string;
  readonly name: string;
  readonly limiter: RateLimiterAbstract;
}

export function rateLimits({ settings, shared, onError = () => {} }: RateLimitOptions): RateLimits {
  const addressOf = clientAddressBy(settings.trustedProxies);
  const counterOf = (kind: RateClass, whose: 'actor' | 'address', rate: Rate): Counter | null => {
    if (!settings.enabled || rate.requests === 0) return null;
    const name = `${kind}-per-${whose}`;
    const own = { keyPrefix: name, points: rate.requests, duration: rate.seconds };
    const limiter =
      shared && SHARED.has(kind)
        ? new RateLimiterPostgres(
            {
              ...own,
              storeClient: shared.pool,
              storeType: 'pool',
              tableName: TABLE,
              ...(shared.schema === undefined ? {} : { schemaName: shared.schema }),
              clearExpiredByTimeout: true,
              // Who is over the limit costs the database nothing more until the window ends.
              inMemoryBlockOnConsumed: rate.requests + 1,
              insuranceLimiter: new RateLimiterMemory(own),
            },
            (error) => error && onError(error),
          )
        : new RateLimiterMemory(own);
    return { name, limiter, policy: `"${name}";q=${rate.requests};w=${rate.seconds}` };
  };
  const counters = Object.fromEntries(
    rateClasses.map((kind) => [
      kind,
      {
        actor: counterOf(kind, 'actor', settings[kind].perActor),
        address: counterOf(kind, 'address', settings[kind].perAddress),
      },
    ]),
  ) as Record<RateClass, { actor: Counter | null; address: Counter | null }>;
  /** Until when, by place, in milliseconds of the process. */
  const shut = new Map<string, number>();

  const count = async (counter: Counter, key: string): Promise<RateLimiterRes> => {
    try {
      return await counter.limiter.consume(counter.limiter instanceof RateLimiterPostgres ? nameless(key) : key);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw tooMany(refused.msBeforeNext, headersOf([[counter, refused]]));
    }
  };
  const fail = async (place: string): Promise<void> => {
    const { address } = counters.signOnFailures;
    if (!address) return;
    try {
      await count(address, place);
    } catch (error) {
      const now = performance.now();
      for (const [other, until] of shut) if (until <= now) shut.delete(other);
      if (error instanceof HttpError) shut.set(place, now + Number(error.headers['retry-after']) * 1_000);
      throw error;
    }
  };

  return {
    async spend(request, peer, called, hostId) {
      const { actor, address } = counters[rateClassOf(called)];
      const from = address && addressOf(request, peer);
      const counted: [Counter, RateLimiterRes][] = [];
      if (actor) counted.push([actor, await count(actor, hostId)]);
      if (address && from) counted.push([address, await count(address, placeOf(from))]);
      return headersOf(counted);
    },

    guarding(authenticate) {
      const guarded = async <T>(request: Request, peer: Peer | undefined, signOn: () => Promise<T>): Promise<T> => {
        const from = addressOf(request, peer);
        const place = from === null ? null : placeOf(from);
        const until = place === null ? undefined : shut.get(place);
        if (until !== undefined && until > performance.now()) throw tooMany(until - performance.now(), {});
        try {
          return await signOn();
        } catch (error) {
          const wrong = error instanceof CopkitError && error.code === 'unauthenticated' && !hasExpired(error);
          if (place !== null && wrong) await fail(place);
          throw error;
        }
      };
      const { respond } = authenticate;
      return Object.assign(
        (request: Request, peer?: Peer) => guarded(request, peer, () => authenticate(request, peer)),
        authenticate,
        respond && {
          respond: (request: Request, path: string, peer?: Peer) =>
            guarded(request, peer, () => respond.call(authenticate, request, path, peer)),
        },
      );
    },
  };
}

/** In a database stands neither who somebody is nor where they are. */
const nameless = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 22);

/** `RateLimit` and `RateLimit-Policy` as draft-ietf-httpapi-ratelimit-headers-10 has them: `r` left, `t` seconds. */
function headersOf(counted: readonly (readonly [Counter, RateLimiterRes])[]): Record<string, string> {
  if (counted.length === 0) return {};
  return {
    'ratelimit-policy': counted.map(([{ policy }]) => policy).join(', '),
    ratelimit: counted
      .map(
        ([{ name }, { remainingPoints, msBeforeNext }]) =>
          `"${name}";r=${remainingPoints};t=${inSeconds(msBeforeNext)}`,
      )
      .join(', '),
  };
}

const inSeconds = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 1_000));

function tooMany(milliseconds: number, headers: Record<string, string>): HttpError {
  const seconds = inSeconds(milliseconds);
  const message = `That were too many requests in a short time. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
  return new HttpError(429, 'rate-limited', message, { ...headers, 'retry-after': String(seconds) });
}
