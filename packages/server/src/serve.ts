import type { Server } from 'node:http';
import { type AddressInfo, createServer, type Server as NetServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { createHandler, type HandlerOptions } from './handler.js';
import { isLoopback } from './sign-on/loopback.js';
import { addStaticFiles, type StaticFiles } from './static-files.js';

export interface ServeOptions extends Omit<HandlerOptions, 'closing'> {
  /** `127.0.0.1` where absent. */
  readonly host?: string;
  /** A free one where absent or 0. */
  readonly port?: number;
  /** Served where the API has nothing. The first that has a file wins. */
  readonly static?: readonly StaticFiles[];
  /**
   * How long a server that is to stop goes on while `/v1/ready` says no already, in milliseconds: until load balancers
   * have noticed and clients have left their connections. 0 where absent.
   */
  readonly drainMs?: number;
  /** How long requests may take to finish when the server stops; 10 seconds where absent. */
  readonly graceMs?: number;
  /**
   * The process does nothing but this: Node's `Request` and `Response` are replaced by lighter ones, which saves a
   * quarter of the processor time of a read. A host that uses them for its own may rely on what those leave out.
   */
  readonly ownProcess?: boolean;
  /** How long a sender may take; see {@link Patience}. */
  readonly patience?: Partial<Patience>;
  /** Stop on SIGINT and SIGTERM; on the second one without waiting. */
  readonly signals?: boolean;
}

/** How long a connection is waited on, in milliseconds. Who takes longer to send a request hears 408 and is cut off. */
export interface Patience {
  /** For the head of a request; 20 seconds where absent. */
  readonly headersTimeout: number;
  /** For a request with its body; a minute where absent. */
  readonly requestTimeout: number;
  /** How often both are looked at; 5 seconds where absent. */
  readonly connectionsCheckingInterval: number;
}

/** A proxy keeps connections for about a minute: who closes one earlier resets requests that are on their way. */
const KEEP_ALIVE_MS = 75_000;
export const PATIENCE: Patience = {
  headersTimeout: 20_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
};

export interface Running {
  /** Where the server listens, without a slash at the end. */
  readonly url: string;
  /**
   * Drains, lets requests under way finish, ends live streams, and resolves when the last connection is closed. A second
   * call cuts off what is left.
   */
  close(): Promise<void>;
  /** Resolves when the server has stopped, whatever stopped it. */
  readonly closed: Promise<void>;
}

/**
 * Serves the API, and files beside it, with Node's HTTP server.
 * @throws Error when the sign-on is for this machine only and `host` is not; or the port is taken.
 */
export async function serve(options: ServeOptions): Promise<Running> {
  const { host = '127.0.0.1', port = 0, authenticate, basePath = '', allowedOrigins = [] } = options;
  const { drainMs = 0, graceMs = 10_000, ready = async () => ({ ready: true, because: [] }) } = options;
  const { ownProcess = false } = options;
  if (authenticate.loopbackOnly && !isLoopback(host)) {
    throw new Error(
      `The demo sign-on lets anybody be anybody, so it serves this machine only: use --host 127.0.0.1 instead of ${host}, or a real sign-on.`,
    );
  }
  const stopping = new AbortController();
  const closing = new AbortController();
  const handle = createHandler({
    ...options,
    closing: closing.signal,
    ready: async () => (stopping.signal.aborted ? { ready: false, because: ['stopping'] } : ready()),
  });
  const site = new Hono<{ Bindings: HttpBindings }>();
  site.use('*', async (c, next) => {
    await next();
    if (stopping.signal.aborted) c.header('connection', 'close');
  });
  const answer = (c: Context<{ Bindings: HttpBindings }>) =>
    handle(c.req.raw, { remoteAddress: c.env.incoming.socket.remoteAddress });
  site.all(`${basePath}/v1/*`, answer);
  for (const files of options.static ?? []) addStaticFiles(site as unknown as Hono, files, allowedOrigins);
  site.all('*', answer);

  const server = createAdaptorServer({
    fetch: site.fetch,
    overrideGlobalObjects: ownProcess,
    serverOptions: { ...PATIENCE, ...options.patience, keepAliveTimeout: KEEP_ALIVE_MS, insecureHTTPParser: false },
  }) as Server;
  await listen(server, port, host);
  const closed = new Promise<void>((resolve) => server.once('close', resolve));
  const close = async () => {
    if (stopping.signal.aborted) {
      closing.abort();
      server.close();
      server.closeAllConnections();
    } else {
      stopping.abort();
      if (drainMs > 0) await sleep(drainMs, undefined, { signal: closing.signal }).catch(() => {});
      closing.abort();
      server.close();
      // Answers that had begun before promised their connections to go on; they are idle once these are sent.
      const leave = setInterval(() => server.closeIdleConnections(), 50);
      const force = setTimeout(() => server.closeAllConnections(), graceMs);
      void closed.then(() => {
        clearInterval(leave);
        clearTimeout(force);
      });
    }
    return closed;
  };
  if (options.signals) stopOnSignals(close, closed);
  const { port: actual } = server.address() as AddressInfo;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`, close, closed };
}

/**
 * For who has something to make before they serve: whether they could.
 * @throws Error as {@link serve} would where the port is taken, or the address is not this machine's.
 */
export async function tryListening(port: number, host: string): Promise<void> {
  const server = createServer();
  await listen(server, port, host);
  await new Promise<unknown>((resolve) => server.close(resolve));
}

function listen(server: NetServer, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is in use. Choose another one.`, { cause: error })
          : error,
      );
    });
    server.listen(port, host, resolve);
  });
}

function stopOnSignals(close: () => Promise<void>, closed: Promise<void>): void {
  const stop = () => void close();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, stop);
    void closed.then(() => process.off(signal, stop));
  }
}
