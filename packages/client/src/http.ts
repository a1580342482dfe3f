import type { Progress } from '@copkit/core';
import { backoff, type Clock, pause } from './clock.js';
import { aborted, ClientError, parsed, problemOf } from './problem.js';
import type { Token } from './token.js';

const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 5_000;
/** An attempt is given up after so long, or one whose progress is told after so long without any. */
const ATTEMPT_MS = 30_000;
const WORTH_ANOTHER_TRY: ReadonlySet<number> = new Set([502, 503, 504]);

export interface Http {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly token: Token;
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials: 'include' | 'omit' | 'same-origin' | undefined;
  readonly clock: Clock;
}

export interface Sent {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * One request with the token. A token that is refused is renewed, once. Rejects like `fetch` does. `onSend` hears when
 * the token is there and the request goes out.
 */
export async function sendOnce(http: Http, sent: Sent, signal: AbortSignal, onSend?: () => void): Promise<Response> {
  for (let renewed = false; ; renewed = true) {
    const token = http.token.get();
    const authorization = token && { authorization: `Bearer ${await token}` };
    onSend?.();
    const response = await http.fetch(http.url + sent.path, {
      method: sent.method,
      headers: { ...http.headers, ...sent.headers, ...authorization },
      ...(sent.body !== undefined && { body: sent.body }),
      ...(http.credentials && { credentials: http.credentials }),
      signal,
    });
    if (response.status !== 401 || renewed || !http.token.refused(token)) return response;
    await response.body?.cancel();
  }
}

/** Hears of the bytes that came so far, and of how many there will be; `null` where that is not known. */
export type OnProgress = (progress: Progress) => void;

/** An answer to its last byte. */
export interface Answered {
  readonly response: Response;
  readonly text: string;
}

/**
 * Sends until there is an answer: again after network failures, also in the middle of an answer, and when the
 * server is not available for a moment. So writes carry an idempotency key.
 * @throws ClientError for every answer but 200 and 304, and `unavailable` where there is none.
 */
export async function send(http: Http, sent: Sent, signal: AbortSignal, onProgress?: OnProgress): Promise<Answered> {
  for (let attempt = 0; ; attempt++) {
    const last = attempt === ATTEMPTS - 1;
    const answered = await attemptOnce(http, sent, signal, onProgress);
    if (answered instanceof ClientError) {
      if (last) throw answered;
    } else {
      const { ok, status } = answered.response;
      if (ok || status === 304) return answered;
      if (last || !WORTH_ANOTHER_TRY.has(status)) throw await problemOf(answered);
    }
    const asked =
      answered instanceof ClientError ? 0 : Number(answered.response.headers.get('retry-after') ?? 0) * 1_000;
    const wait = Math.max(
      backoff(attempt, FIRST_PAUSE_MS, LONGEST_PAUSE_MS, http.clock),
      Math.min(asked, LONGEST_PAUSE_MS),
    );
    await pause(wait, http.clock, signal).catch(() => {
      throw aborted();
    });
  }
}

/** The answer, or why there was none. */
async function attemptOnce(
  http: Http,
  sent: Sent,
  signal: AbortSignal,
  onProgress: OnProgress | undefined,
): Promise<Answered | ClientError> {
  if (signal.aborted) throw aborted();
  const late = new AbortController();
  const giveUp = () => late.abort();
  signal.addEventListener('abort', giveUp, { once: true });
  let stop = http.clock.after(ATTEMPT_MS, giveUp);
  try {
    const response = await sendOnce(http, sent, late.signal);
    if (!onProgress) return { response, text: await response.text() };
    const { textOf } = await import('./long-answer.js');
    const text = await textOf(response, (progress) => {
      stop();
      stop = http.clock.after(ATTEMPT_MS, giveUp);
      onProgress(progress);
    });
    return { response, text };
  } catch (cause) {
    if (signal.aborted) throw aborted();
    if (cause instanceof ClientError) throw cause;
    return new ClientError('unavailable', `The server at ${http.url || 'this page'} cannot be reached.`, { cause });
  } finally {
    stop();
    signal.removeEventListener('abort', giveUp);
  }
}

/** The JSON of an answer. What is not JSON came from something in between, such as a sign-on page. */
export async function jsonOf(answered: Answered): Promise<unknown> {
  const json = parsed(answered.text);
  if (json === null && answered.text !== 'null') throw await problemOf(answered);
  return json;
}
