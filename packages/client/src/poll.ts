import { type Http, sendOnce } from './http.js';
import type { Heard } from './stream.js';
import { watchRequest } from './watch-request.js';

const PATIENCE_MS = 30_000;

/** What a stream would have told since the last time. */
export interface News {
  readonly wake: readonly string[];
  readonly absent: readonly string[];
  /** `null` where the server tells no news as single answers: everything may have changed. */
  readonly heard: Heard | null;
}

/** Asks once. Rejects where there is no answer: the network or the server is away. */
export async function poll(
  http: Http,
  ids: ReadonlySet<string>,
  since: Heard | null,
  signal: AbortSignal,
): Promise<News> {
  const late = new AbortController();
  const giveUp = () => late.abort();
  const stop = http.clock.after(PATIENCE_MS, giveUp);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    const headers = { accept: 'application/json', ...(since && { 'if-none-match': `"${since.place}"` }) };
    const response = await sendOnce(http, watchRequest(ids, headers), late.signal);
    const place = /^(?:W\/)?"(.+)"$/.exec(response.headers.get('etag') ?? '')?.[1];
    const heard = place === undefined ? null : { ids, place };
    if (response.status === 304) return { wake: [], absent: [], heard };
    if (response.status >= 500) throw new Error(`The server answered ${response.status}.`);
    if (!response.ok || !heard) {
      await response.body?.cancel();
      return { wake: [...ids], absent: [], heard: null };
    }
    return { ...((await response.json()) as Omit<News, 'heard'>), heard };
  } finally {
    stop();
    signal.removeEventListener('abort', giveUp);
  }
}
