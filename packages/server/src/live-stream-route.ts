import { CopkitError, type Follow, type Following, type Identity, type Place } from '@copkit/core';
import * as z from 'zod';
import { API_HEADERS } from './headers.js';
import { LiveStream, same } from './live-stream.js';
import { SealedPlaces } from './live-stream-places.js';
import type { ServedCopkit } from './served.js';

const TICK_MS = 1_000;
/** How much earlier than told some streams are renewed, so that those opened together do not come back together. */
const SPREAD = 0.1;
const STREAM_HEADERS = {
  ...API_HEADERS,
  'content-type': 'text/event-stream',
  'cache-control': 'private, no-cache, no-transform',
  'x-accel-buffering': 'no',
  vary: 'accept',
};

export interface LiveRouteOptions {
  /** When a stream is renewed, for the client to come back with a fresh token. */
  readonly streamMs: number;
  /** Silence after which a comment is sent. */
  readonly heartbeatMs: number;
  readonly streamsPerPerson: number;
  /** Ends the streams when the server stops. */
  readonly closing: AbortSignal | undefined;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

const body = z.strictObject({ watch: z.array(z.string()) });

/** The ids that a request names, in its address or its body. */
export function watchedBy(request: Request, json?: unknown): string[] {
  const { data } = body.safeParse(json);
  const named = data?.watch ?? (new URL(request.url).searchParams.get('watch') ?? '').split(',');
  const ids = named.filter((id) => id !== '');
  if (ids.length > 0) return ids;
  throw new CopkitError('invalid', 'watch: name the ids to watch, with commas between', 'watch');
}

/** Streams of wake-ups, and single answers with the same news for those whose proxies hold streams back. */
export class LiveRoute {
  readonly #options: LiveRouteOptions;
  readonly #streams = new Map<LiveStream, string>();
  readonly #open = new Map<string, number>();
  readonly #places = new WeakMap<ServedCopkit, SealedPlaces>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(options: LiveRouteOptions) {
    this.#options = options;
    options.closing?.addEventListener('abort', () => {
      for (const stream of [...this.#streams.keys()]) stream.leave();
    });
  }

  /** Going on from the `Last-Event-ID`, or for a single answer from the entity tag of the one before. */
  async answer(request: Request, served: ServedCopkit, identity: Identity, ids: readonly string[]): Promise<Response> {
    const places = this.#placesOf(served);
    const { headers } = request;
    const { follow } = served.as(identity);
    if (headers.get('accept')?.startsWith('application/json')) {
      const tag = /^"(.*)"$/.exec(headers.get('if-none-match') ?? '')?.[1];
      return newsSince(follow, ids, tag, places, request.signal);
    }
    // Nobody would read the stream, and so nobody would end it.
    if (request.method === 'HEAD') return new Response(null, { headers: STREAM_HEADERS });
    const given = headers.get('last-event-id');
    const since = given === null ? undefined : await places.open(given);
    return new Response(this.#stream(identity.hostId, follow, ids, since, places), { headers: STREAM_HEADERS });
  }

  #stream(
    hostId: string,
    follow: Follow,
    ids: readonly string[],
    since: Place | undefined,
    places: SealedPlaces,
  ): ReadableStream<Uint8Array> {
    const { closing, streamMs, heartbeatMs, streamsPerPerson, onOpen } = this.#options;
    const open = this.#open.get(hostId) ?? 0;
    if (open >= streamsPerPerson) {
      throw new CopkitError('rate-limited', `There are ${open} live streams open already. Close one of them first.`);
    }
    const stream = new LiveStream({ follow, ids, since, places, onEnd: this.#ended });
    const readable = new ReadableStream(stream);
    this.#streams.set(stream, hostId);
    this.#open.set(hostId, open + 1);
    const now = performance.now();
    stream.opened(now, now + streamMs * (1 - SPREAD * Math.random()));
    this.#timer ??= setInterval(this.#beat, Math.min(TICK_MS, streamMs, heartbeatMs));
    onOpen();
    if (closing?.aborted) stream.end();
    return readable;
  }

  /** One timer for all, however many there are. */
  readonly #beat = (): void => {
    const now = performance.now();
    for (const stream of [...this.#streams.keys()]) {
      if (!stream.beat(now, this.#options.heartbeatMs)) stream.end();
    }
  };

  readonly #ended = (stream: LiveStream): void => {
    const hostId = this.#streams.get(stream) ?? '';
    this.#streams.delete(stream);
    const left = (this.#open.get(hostId) ?? 1) - 1;
    if (left > 0) this.#open.set(hostId, left);
    else this.#open.delete(hostId);
    if (this.#streams.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    this.#options.onClose();
  };

  #placesOf(served: ServedCopkit): SealedPlaces {
    const known = this.#places.get(served) ?? new SealedPlaces(served.storeId);
    this.#places.set(served, known);
    return known;
  }
}

/** What a stream would tell at once, as one answer: `wake`, `absent` and, as its entity tag, the place. */
async function newsSince(
  follow: Follow,
  ids: readonly string[],
  tag: string | undefined,
  places: SealedPlaces,
  signal: AbortSignal,
): Promise<Response> {
  const since = tag === undefined ? undefined : await places.open(tag);
  const wake: string[] = [];
  const absent: string[] = [];
  let following: Following | undefined;
  const place = await new Promise<Place>((resolve, reject) => {
    following = follow(
      ids,
      {
        onWake: (target) => wake.push(target),
        onAbsent: (target) => absent.push(target),
        onTold() {},
        onLive: () => resolve(following?.place() ?? {}),
        onTrouble: () => reject(new CopkitError('unavailable', 'The store cannot be reached at the moment.')),
      },
      since,
    );
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  }).finally(() => following?.stop());
  const headers = { ...API_HEADERS, 'cache-control': 'private, no-cache', vary: 'accept' };
  if (tag !== undefined && wake.length + absent.length === 0 && same(since, place)) {
    return new Response(null, { status: 304, headers: { ...headers, etag: `"${tag}"` } });
  }
  return Response.json({ wake, absent }, { headers: { ...headers, etag: `"${await places.seal(place)}"` } });
}
