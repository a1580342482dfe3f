import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.js';

export interface MetricsServer {
  readonly url: string;
  close(): Promise<void>;
}

interface MetricsServerOptions {
  readonly host: string;
  readonly port: number;
  /** What a scraper must send as a bearer token, where there is one. */
  readonly token: string | undefined;
}

/** Metrics at `/metrics` of a port of their own, which the proxy in front of the API does not lead to. */
export async function serveMetrics(
  metrics: Metrics,
  { host, port, token }: MetricsServerOptions,
): Promise<MetricsServer> {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = token === undefined ? null : digest(`Bearer ${token}`);
  const server = createServer(async (request, response) => {
    if (expected && !timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) {
      response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
    } else if (request.url !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404).end();
    } else {
      const text = await metrics.text().catch(() => null);
      if (text === null) response.writeHead(503).end();
      else response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text);
    }
  });
  server.requestTimeout = 10_000;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
