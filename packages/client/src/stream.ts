import { type Http, sendOnce } from './http.js';
import { ClientError } from './problem.js';

/** Without a byte for so long, though the server sends one every 25 seconds, the connection is dead. */
const SILENCE_MS = 60_000;
/** The server sends something at once. What has not come by then is being held back on the way. */
const FIRST_BYTE_MS = 10_000;

export interface Stream {
  readonly ids: ReadonlySet<string>;
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
  onEnd(reason: EndReason): void;
}

/** Opens a live stream by `fetch`, as EventSource cannot send a bearer token. */
export function openStream(http: Http, ids: ReadonlySet<string>, events: StreamEvents): Stream {
  const stop = new AbortController();
  const { signal } = stop;
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
  const run = async () => {
    const path = `/v1/live?watch=${[...ids].map(encodeURIComponent).join(',')}`;
    expectWithin(SILENCE_MS, 'broken');
    const response = await sendOnce(http, { method: 'GET', path, headers: { accept: 'text/event-stream' } }, signal);
    const streaming = response.headers.get('content-type')?.startsWith('text/event-stream');
    if (!response.ok || !streaming || !response.body) {
      await response.body?.cancel();
      if (response.status === 401) return end('signed out');
      return end(response.status >= 500 ? 'broken' : 'held back');
    }
    // Not needed to paint a page, so it is loaded when the first stream has been opened.
    const { createParser } = await import('eventsource-parser');
    const parser = createParser({
      onEvent({ event, data }) {
        if (signal.aborted) return;
        if (event === 'ready') events.onReady();
        else if (event === 'wake') events.onWake(JSON.parse(data).target);
      },
    });
    expectWithin(FIRST_BYTE_MS, 'held back');
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return end('broken');
      expectWithin(SILENCE_MS, 'broken');
      parser.feed(value);
    }
  };
  run().catch((error) =>
    end(error instanceof ClientError && error.code === 'unauthenticated' ? 'signed out' : 'broken'),
  );
  return { ids, close };
}
