import type { Watch } from '@copkit/core';

export interface LiveStreamOptions {
  readonly watch: Watch;
  readonly ids: readonly string[];
  /** Silence after which a comment is sent, so that no proxy takes the connection for dead. */
  readonly heartbeatMs: number;
  /** When the stream ends, for the client to come back with a fresh token. */
  readonly streamMs: number;
  /** Ends the stream when the server stops. */
  readonly closing: AbortSignal | undefined;
  /** Called once, whatever ended the stream. */
  readonly onEnd?: () => void;
}

const encoder = new TextEncoder();
const event = (name: string, data: unknown) => encoder.encode(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
const HEARTBEAT = encoder.encode(': \n\n');

/**
 * Server-sent events: `ready` once nothing can be missed any more, then a `wake` with the `target`
 * after each change under a watched id. A reader that is slow gets one wake for many changes.
 * @throws CopkitError when the ids cannot be watched.
 */
export function liveStream({
  watch,
  ids,
  heartbeatMs,
  streamMs,
  closing,
  onEnd,
}: LiveStreamOptions): ReadableStream<Uint8Array> {
  const pending = new Set<string>();
  const ended = new AbortController();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let ready = false;

  const flush = () => {
    for (const target of pending) {
      if (!controller || (controller.desiredSize ?? 0) <= 0) return;
      pending.delete(target);
      controller.enqueue(event('wake', { target }));
    }
  };
  const announce = () => {
    if (ready && controller) controller.enqueue(event('ready', {}));
  };

  watch(
    ids,
    ({ target }) => {
      pending.add(target);
      flush();
    },
    {
      signal: ended.signal,
      onStatus: (status) => {
        if (status !== 'live' || ready) return;
        ready = true;
        announce();
      },
    },
  );

  return new ReadableStream<Uint8Array>({
    start(given) {
      controller = given;
      const end = () => {
        if (ended.signal.aborted) return;
        ended.abort();
        given.close();
      };
      const heartbeat = setInterval(() => {
        if ((given.desiredSize ?? 0) > 0) given.enqueue(HEARTBEAT);
      }, heartbeatMs);
      const expiry = setTimeout(end, streamMs);
      closing?.addEventListener('abort', end, { signal: ended.signal });
      ended.signal.addEventListener('abort', () => {
        controller = undefined;
        onEnd?.();
        clearInterval(heartbeat);
        clearTimeout(expiry);
      });
      // Something to read at once: proxies that gather an answer show themselves by holding it back.
      given.enqueue(HEARTBEAT);
      announce();
      if (closing?.aborted) end();
    },
    pull: flush,
    cancel: () => ended.abort(),
  });
}
