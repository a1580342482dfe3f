import type { Settings } from '../config/schema.js';
import { Failure } from '../failure.js';
import type { Metrics } from './metrics.js';

export type ServedMetrics = Pick<Metrics, 'requests' | 'storage' | 'follow'> & {
  readonly url: string;
  close(): Promise<void>;
};

/** Metrics on the port that the settings name; `null`, and nothing loaded, where they name none. */
export async function servedMetrics({ port, host, token }: Settings['metrics']): Promise<ServedMetrics | null> {
  if (port === undefined) return null;
  const { createMetrics } = await import('./metrics.js');
  const { serveMetrics } = await import('./metrics-server.js');
  const metrics = createMetrics();
  const server = await serveMetrics(metrics, { host, port, token }).catch((error: NodeJS.ErrnoException) => {
    throw new Failure(`metrics cannot be served on port ${port} of ${host} (${error.code}).`, { cause: error });
  });
  return { ...metrics, url: server.url, close: server.close };
}
