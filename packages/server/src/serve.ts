import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
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
  /** How long requests may take to finish when the server stops; 10 seconds where absent. */
  readonly graceMs?: number;
  /** Stop on SIGINT and SIGTERM; on the second one without waiting. */
  readonly signals?: boolean;
}

export interface Running {
  /** Where the server listens, without a slash at the end. */
  readonly url: string;
  /** Lets requests under way finish, ends live streams, and resolves when the last connection is closed. */
  close(): Promise<void>;
  /** Resolves when the server has stopped, whatever stopped it. */
  readonly closed: Promise<void>;
}

/**
 * Serves the API, and files beside it, with Node's HTTP server.
 * @throws Error when the sign-on is for this machine only and `host` is not; or the port is taken.
 */
export async function serve(options: ServeOptions): Promise<Running> {
  const { host = '127.0.0.1', port = 0, graceMs = 10_000, authenticate, basePath = '', allowedOrigins = [] } = options;
  if (authenticate.loopbackOnly && !isLoopback(host)) {
    throw new Error(
      `The demo sign-on lets anybody be anybody, so it serves this machine only: use --host 127.0.0.1 instead of ${host}, or a real sign-on.`,
    );
  }
  const closing = new AbortController();
  const handle = createHandler({ ...options, closing: closing.signal });
  const site = new Hono<{ Bindings: HttpBindings }>();
  site.use('*', async (c, next) => {
    await next();
    if (closing.signal.aborted) c.header('connection', 'close');
  });
  const answer = (c: Context<{ Bindings: HttpBindings }>) =>
    handle(c.req.raw, { remoteAddress: c.env.incoming.socket.remoteAddress });
  site.all(`${basePath}/v1/*`, answer);
  for (const files of options.static ?? []) addStaticFiles(site as unknown as Hono, files, allowedOrigins);
  site.all('*', answer);

  const server = createAdaptorServer({ fetch: site.fetch, overrideGlobalObjects: false }) as Server;
  await listen(server, port, host);
  const closed = new Promise<void>((resolve) => server.once('close', resolve));
  const close = async () => {
    if (!closing.signal.aborted) {
      closing.abort();
      server.close();
      const force = setTimeout(() => server.closeAllConnections(), graceMs);
      void closed.then(() => clearTimeout(force));
    }
    return closed;
  };
  if (options.signals) stopOnSignals(server, close, closed);
  const { port: actual } = server.address() as AddressInfo;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`, close, closed };
}

function listen(server: Server, port: number, host: string): Promise<void> {
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

function stopOnSignals(server: Server, close: () => Promise<void>, closed: Promise<void>): void {
  let asked = false;
  const stop = () => {
    if (asked) server.closeAllConnections();
    asked = true;
    void close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, stop);
    void closed.then(() => process.off(signal, stop));
  }
}
