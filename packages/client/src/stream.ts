import { type Http, sendOnce } from './http.js';
import { ClientError } from './problem.js';
import { watchRequest } from './watch-request.js';

/** Without a byte for so long, though the server sends one every 25 seconds, the connection is dead. */
const SILENCE_MS = 60_000;
/** The server sends something at once. What has not come by then is being held back on the way. */
const FIRST_BYTE_MS = 10_000;

/** Up to where what changed under some ids was told. */
export interface Heard {
  readonly ids: ReadonlySet<string>;
  readonly place: string;
}

export interface Stream {
  readonly ids: ReadonlySet<string>;
  /** `null` before the stream told a place. */
  readonly heard: Heard | null;
  /** When the last byte came, by the clock's time of day. */
  readonly lastByteAt: number;
  /** No callbacks come any more. */
  close(): void;
}

/**
 * - `held back` streams do not come through here, or the server refuses this one.
 * - `signed out` the server does not know who is asking.
 */
export type EndReason = 'broken' | 'held back' | 'signed out';

export interface StreamEvents {
  /** From now on no change is missed. */
  onReady(): void;
  onWake(target: string): void;
  /** There is nothing to hear of under the id, or not any more. */
  onAbsent(target: string): void;
  /** The server wants another stream to take over. */
  onRenew(): void;
  onEnd(reason: EndReason): void;
}

/** Opens a live stream by `fetch`, as EventSource cannot send a bearer token. It tells first what changed `since`. */
export function openStream(http: Http, ids: ReadonlySet<string>, since: Heard | null, events: StreamEvents): Stream {
  const stop = new AbortController();
  const { signal } = stop;
  let heard: Heard | null = null;
  let lastByteAt = http.clock.now();
  let cancelWatchdog = () => {};
  const end = (reason: EndReason) => {
    if (signal.aborted) return;
    close();
    events.onEnd(reason);
  };
  const close = () => {
    cancelWatchdog();
    stop.abort();
  };
  const expectWithin = (ms: number, otherwise: EndReason) => {
    cancelWatchdog();
    cancelWatchdog = http.clock.after(ms, () => end(otherwise));
  };
  const receive = (event: string | undefined, data: string, id: string | undefined) => {
    if (signal.aborted) return;
    if (event === 'wake') events.onWake(JSON.parse(data).target);
    else if (event === 'absent') events.onAbsent(JSON.parse(data).target);
    if (id) heard = { ids, place: id };
    if (event === 'ready') events.onReady();
    else if (event === 'renew') events.onRenew();
  };
  const run = async () => {
    expectWithin(SILENCE_MS, 'broken');
    const headers = { accept: 'text/event-stream', ...(since && { 'last-event-id': since.place }) };
    const asked = sendOnce(http, watchRequest(ids, headers), signal, () => expectWithin(FIRST_BYTE_MS, 'held back'));
    const response = await asked;
    const streaming = response.headers.get('content-type')?.startsWith('text/event-stream');
    if (!response.ok || !streaming || !response.body) {
      await response.body?.cancel();
      if (response.status === 401) return end('signed out');
      return end(response.status >= 500 || response.status === 429 ? 'broken' : 'held back');
    }
    // Not needed to paint a page, so it is loaded when the first stream has been opened.
    const { createParser } = await import('eventsource-parser');
    const parser = createParser({ onEvent: ({ event, data, id }) => receive(event, data, id) });
    expectWithin(FIRST_BYTE_MS, 'held back');
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return end('broken');
      lastByteAt = http.clock.now();
      expectWithin(SILENCE_MS, 'broken');
      parser.feed(value);
    }
  };
  run().catch((error) =>
    end(error instanceof ClientError && error.code === 'unauthenticated' ? 'signed out' : 'broken'),
  );
  return {
    ids,
    close,
    get heard() {
      return heard;
    },
    get lastByteAt() {
      return lastByteAt;
    },
  };
}
