import { type RateLimits, rateLimits } from '@copkit/server';
import type { Settings } from '../config/schema.js';
import { isDatabase } from '../store.js';

export interface SharedRateLimits {
  readonly rateLimits: RateLimits;
  close(): Promise<void>;
}

/** With a database, several processes may serve one organisation: they count together, by few connections of their own. */
export async function sharedRateLimits(
  { data, rateLimits: limits, trustedProxies }: Pick<Settings, 'data' | 'rateLimits' | 'trustedProxies'>,
  onError: (error: unknown) => void,
): Promise<SharedRateLimits | null> {
  if (!limits.enabled) return null;
  const settings = { ...limits, trustedProxies };
  if (!isDatabase(data)) return { rateLimits: rateLimits({ settings, onError }), close: async () => {} };
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString: data, max: 2, application_name: 'copkit rate limits' });
  pool.on('error', onError);
  return { rateLimits: rateLimits({ settings, shared: { pool }, onError }), close: () => pool.end() };
}
