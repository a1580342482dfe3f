import type { Follow, Follower, Following, Place } from '@copkit/core';
import type { SealedPlaces } from './live-stream-places.js';

const encoder = new TextEncoder();
const event = (name: string, data: unknown, id?: string) =>
  `event: ${name}\n${id ? `id: ${id}\n` : ''}data: ${JSON.stringify(data)}\n\n`;
const HEARTBEAT = encoder.encode(': \n\n');
const RENEW = encoder.encode(event('renew', {}));

export interface LiveStreamOptions {
  readonly follow: Follow;
  readonly ids: readonly string[];
  readonly since: Place | undefined;
  readonly places: SealedPlaces;
  /** Called once, whatever ended the stream. */
  readonly onEnd: (stream: LiveStream) => void;
}

/**
 * Server-sent events:
 * - `ready` once nothing can be missed any more;
 * - `wake` with the `target` after each change under a watched id;
 * - `absent` with the `target` where there is nothing to hear of, for whatever reason;
 * - `renew` when it is time to open another stream;
 * - the last event id says from where to go on.
 *
 * A reader that is slow gets one event for many changes, and nothing else waits for it here.
 */
export class LiveStream implements Follower, UnderlyingDefaultSource<Uint8Array> {
  readonly #places: SealedPlaces;
  readonly #following: Following;
  readonly #onEnd: (stream: LiveStream) => void;
  readonly #pending = new Map<string, 'wake' | 'absent'>();
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #told: Place | undefined;
  #ready: 'not yet' | 'now' | 'said' = 'not yet';
  #sending = false;
  /** When something was written last, by the clock of `beat`. */
  #wrote = 0;
  #renewAt = Number.POSITIVE_INFINITY;
  #endAt = Number.POSITIVE_INFINITY;

  /** @throws CopkitError when so many ids cannot be followed. */
  constructor({ follow, ids, since, places, onEnd }: LiveStreamOptions) {
    this.#places = places;
    this.#onEnd = onEnd;
    this.#following = follow(ids, this, since);
  }

  /** From when on the silence counts, and when the reader is asked to come back, in milliseconds of the clock of `beat`. */
  opened(at: number, renewAt: number): void {
    this.#wrote = at;
    this.#renewAt = renewAt;
  }

  onWake(target: string): void {
    this.#pending.set(target, 'wake');
  }

  onAbsent(target: string): void {
    this.#pending.set(target, 'absent');
  }

  onTold(): void {
    void this.#send();
  }

  onLive(): void {
    this.#ready = 'now';
    void this.#send();
  }

  /** The client finds out by itself when that takes too long. */
  onTrouble(): void {}

  start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.#controller = controller;
    // Something to read at once: proxies that gather an answer show themselves by holding it back.
    controller.enqueue(HEARTBEAT);
  }

  pull(): void {
    if (this.#pending.size > 0 || this.#ready === 'now') void this.#send();
  }

  cancel(): void {
    this.end();
  }

  /** Breaks a long silence, so that no proxy takes the connection for dead. `false` when the stream should end. */
  beat(now: number, heartbeatMs: number): boolean {
    if (now >= this.#endAt) return false;
    if (now >= this.#renewAt) {
      if (this.#hasRoom()) this.#controller?.enqueue(RENEW);
      this.#renewAt = Number.POSITIVE_INFINITY;
      this.#endAt = now + heartbeatMs;
    } else if (now - this.#wrote >= heartbeatMs && this.#hasRoom()) {
      this.#wrote = now;
      if (this.#ready === 'said' && !same(this.#told, this.#following.place())) void this.#send();
      else this.#controller?.enqueue(HEARTBEAT);
    }
    return true;
  }

  /** Tells the reader to open another stream, on whatever server there is then, and ends this one. */
  leave(): void {
    if (this.#hasRoom()) this.#controller?.enqueue(RENEW);
    this.end();
  }

  end(): void {
    const controller = this.#controller;
    if (!controller) return;
    this.#controller = undefined;
    this.#following.stop();
    this.#onEnd(this);
    try {
      controller.close();
    } catch {
      // The reader was first.
    }
  }

  #hasRoom(): boolean {
    return (this.#controller?.desiredSize ?? 0) > 0;
  }

  /** Writes all there is in one piece, with the place up to which it was told. */
  async #send(): Promise<void> {
    if (this.#sending || !this.#hasRoom()) return;
    this.#sending = true;
    const place = this.#following.place();
    const id = same(place, this.#told) ? undefined : await this.#places.seal(place);
    this.#sending = false;
    if (!this.#controller) return;
    let text = '';
    for (const [target, what] of this.#pending) text += event(what, { target });
    this.#pending.clear();
    if (this.#ready === 'now') {
      text += event('ready', {}, id);
      this.#ready = 'said';
    } else if (id) text += event('place', {}, id);
    this.#told = place;
    if (text) this.#controller.enqueue(encoder.encode(text));
  }
}

/** Whether nothing happened from the one place to the other. */
export function same(one: Place | undefined, other: Place | undefined): boolean {
  if (!one || !other) return false;
  const partitions = Object.keys(other);
  return (
    partitions.length === Object.keys(one).length &&
    partitions.every((partition) => one[partition] === other[partition])
  );
}
