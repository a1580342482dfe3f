import type { CallOptions, CopkitApi } from '@copkit/core';
import { Calls } from './calls.js';
import { type Clock, systemClock } from './clock.js';
import type { Http } from './http.js';
import type { Live } from './live.js';
import { LiveOnDemand } from './live-on-demand.js';
import { Token, type TokenSource } from './token.js';

export interface ConnectOptions {
  /** Where the server's handler is, such as `https://cop.example` or, on the page's own host, `/copkit`. */
  readonly url: string;
  /** A bearer token, or how to get a fresh one; it is asked again when the server refuses the last. */
  readonly token?: TokenSource;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `include` for sign-on by a cookie on another host; the browser's default where absent. */
  readonly credentials?: 'include' | 'omit' | 'same-origin';
  /** Instead of the global one. */
  readonly fetch?: typeof fetch;
  /** Instead of the system's, for tests. */
  readonly clock?: Clock;
}

/** The API of a person on a server. */
export interface CopkitClient extends CopkitApi {
  /** Ends live updates and forgets what was answered, as when somebody signs out. Calls under way still finish. */
  close(): void;
}

/**
 * The same API as `cop.as(identity)`, on a server. Calls reject with objects named `CopkitError`
 * that have `code`, `message` and `field`.
 */
export function connect(options: ConnectOptions): CopkitClient {
  const http: Http = {
    url: options.url.replace(/\/$/, ''),
    fetch: options.fetch ?? ((...request) => fetch(...request)),
    token: new Token(options.token, (...tokens) => void heed(tokens)),
    headers: options.headers ?? {},
    credentials: options.credentials,
    clock: options.clock ?? systemClock,
  };
  let alone: Live | undefined;
  const calls = new Calls(http, () => alone?.signedOn());
  const outdate = () => calls.outdate();
  const heed = async (tokens: readonly [fresh: string, before: string]) => {
    const { personOf } = await import('./person.js');
    const [now, before] = tokens.map(personOf);
    if (now === before) return;
    calls.forget();
    live.restart();
  };
  const live = new LiveOnDemand(async () => {
    // Nothing is missed meanwhile: a stream that opens wakes whatever is watched.
    await calls.answered();
    const [{ Live }, { canShare, SharedLive }, { nameOf }] = await Promise.all([
      import('./live.js'),
      import('./shared-live.js'),
      import('./person.js'),
    ]);
    alone = new Live(http, outdate);
    return options.headers || !canShare()
      ? alone
      : new SharedLive(alone, () => nameOf(http, calls), outdate, http.clock);
  });
  const own = {
    watch: live.watch,
    offers: (operation: string) => calls.offers(operation),
    close() {
      calls.forget();
      live.close();
    },
  };
  const part = (name: string) =>
    lookup((verb) => (input?: unknown, given?: CallOptions) => calls.call(`${name}.${verb}`, input, given));
  return lookup((name) => (Object.hasOwn(own, name) ? own[name as keyof typeof own] : part(name))) as CopkitClient;
}

/**
 * An object that makes its properties when they are first asked for. Not a promise, whoever looks, and not a template
 * engine's own value: their marks, such as Lit's `_$litDirective$`, are no names of operations.
 */
function lookup(make: (name: string) => unknown): object {
  const made = new Map<string, unknown>();
  return new Proxy(Object.freeze({}), {
    get(_, name) {
      if (typeof name !== 'string' || name === 'then' || name === 'toJSON' || name.startsWith('_')) return undefined;
      if (!made.has(name)) made.set(name, make(name));
      return made.get(name);
    },
  });
}
