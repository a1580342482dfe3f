import type { Sent } from './http.js';

const LONGEST_PATH = 2_000;

/** Asks for news of ids, in the address where they fit it. */
export function watchRequest(ids: ReadonlySet<string>, headers: Readonly<Record<string, string>>): Sent {
  const path = `/v1/live?watch=${[...ids].map(encodeURIComponent).join(',')}`;
  if (path.length < LONGEST_PATH) return { method: 'GET', path, headers };
  return {
    method: 'POST',
    path: '/v1/live',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ watch: [...ids] }),
  };
}
