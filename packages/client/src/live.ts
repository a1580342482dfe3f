import type { LiveStatus, Wake, WatchOptions } from '@copkit/core';
import { backoff } from './clock.js';
import type { Http } from './http.js';
import { notify } from './notify.js';
import { type EndReason, openStream, type Stream } from './stream.js';

const GATHER_MS = 50;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const POLL_MS = 15_000;
/** Signing on shows in the next call that is answered; this is for pages that make none. */
const SIGNED_OUT_MS = 300_000;
/** How long a stream stays when nobody watches: an element that moves on to something else comes right back. */
const LINGER_MS = 1_000;
/** After this many polls, live updates are tried again. */
const POLLS_BETWEEN_TRIES = 20;

interface Watcher {
  readonly ids: readonly string[];
  readonly onWake: (wake: Wake) => void;
  readonly onStatus: ((status: LiveStatus) => void) | undefined;
}

/**
 * Wake-ups for all that is watched over one stream. When ids are added, a second stream takes over
 * from the first, so that nothing is missed in between; after a stream broke, everything is woken.
 * Where streams do not come through, everything is woken every now and then.
 */
export class Live {
  readonly #http: Http;
  readonly #beforeWake: () => void;
  readonly #watchers = new Set<Watcher>();
  readonly #removeListeners: () => void;
  #stream: Stream | null = null;
  #opening: Stream | null = null;
  #status: LiveStatus = 'reconnecting';
  #failures = 0;
  #polls = 0;
  #signedOut = false;
  #cancelTimer = () => {};
  #cancelLinger = () => {};
  #closed = false;

  constructor(http: Http, beforeWake: () => void) {
    this.#http = http;
    this.#beforeWake = beforeWake;
    this.#removeListeners = listenToPage({ back: () => this.#retryNow(), gone: () => this.#drop() });
  }

  watch(ids: readonly string[], onWake: (wake: Wake) => void, { signal, onStatus }: WatchOptions = {}): () => void {
    const watcher: Watcher = { ids: [...new Set(ids)], onWake, onStatus };
    const stop = () => {
      signal?.removeEventListener('abort', stop);
      if (!this.#watchers.delete(watcher) || this.#watchers.size > 0) return;
      this.#cancelLinger = this.#http.clock.after(LINGER_MS, () => this.#drop());
    };
    if (this.#closed || signal?.aborted) return stop;
    signal?.addEventListener('abort', stop, { once: true });
    this.#cancelLinger();
    this.#watchers.add(watcher);
    if (this.#status !== 'reconnecting') notify(onStatus, this.#status);
    if (this.#status !== 'polling' && !this.#covered()) this.#schedule(GATHER_MS, () => this.#open());
    return stop;
  }

  /** The server knows the person, perhaps again. */
  signedOn(): void {
    if (this.#signedOut) this.#open();
  }

  close(): void {
    this.#closed = true;
    this.#cancelLinger();
    this.#watchers.clear();
    this.#drop();
    this.#removeListeners();
  }

  #ids(): Set<string> {
    return new Set([...this.#watchers].flatMap((watcher) => watcher.ids));
  }

  #covered(): boolean {
    const covering = this.#opening ?? this.#stream;
    return covering !== null && [...this.#ids()].every((id) => covering.ids.has(id));
  }

  #schedule(ms: number, action: () => void): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#http.clock.after(ms, action);
  }

  #open(): void {
    this.#cancelTimer();
    this.#signedOut = false;
    this.#opening?.close();
    const ids = this.#ids();
    if (ids.size === 0) return;
    const stream: Stream = openStream(this.#http, ids, {
      onReady: () => this.#takeOver(stream),
      onWake: (target) => this.#wake([target]),
      onEnd: (reason) => this.#ended(stream, reason),
    });
    this.#opening = stream;
  }

  #takeOver(stream: Stream): void {
    const covered = this.#stream?.ids ?? new Set();
    this.#stream?.close();
    this.#stream = stream;
    this.#opening = null;
    this.#failures = 0;
    this.#setStatus('live');
    this.#wake([...stream.ids].filter((id) => !covered.has(id)));
    if (!this.#covered()) this.#open();
  }

  #ended(stream: Stream, reason: EndReason): void {
    if (this.#opening === stream) this.#opening = null;
    else if (this.#stream === stream) this.#stream = null;
    else return;
    if (reason === 'held back') {
      this.#poll();
      return;
    }
    if (!this.#stream) this.#setStatus('reconnecting');
    if (this.#opening) return;
    this.#signedOut = reason === 'signed out';
    const wait = this.#signedOut
      ? SIGNED_OUT_MS
      : backoff(this.#failures++, FIRST_PAUSE_MS, LONGEST_PAUSE_MS, this.#http.clock);
    this.#schedule(wait, () => this.#open());
  }

  #poll(): void {
    this.#closeStreams();
    this.#setStatus('polling');
    this.#polls++;
    this.#wake([...this.#ids()]);
    if (this.#polls % POLLS_BETWEEN_TRIES === 0) this.#open();
    else this.#schedule(POLL_MS, () => this.#poll());
  }

  #retryNow(): void {
    if (this.#watchers.size === 0 || this.#status === 'live') return;
    if (this.#status === 'polling') this.#wake([...this.#ids()]);
    else if (!this.#opening) this.#open();
  }

  /** The next watcher, or the page coming back, starts anew. */
  #drop(): void {
    this.#closeStreams();
    this.#status = 'reconnecting';
  }

  #closeStreams(): void {
    this.#cancelTimer();
    this.#opening?.close();
    this.#stream?.close();
    this.#opening = null;
    this.#stream = null;
  }

  #setStatus(status: LiveStatus): void {
    if (this.#status === status) return;
    this.#status = status;
    for (const { onStatus } of [...this.#watchers]) notify(onStatus, status);
  }

  #wake(targets: readonly string[]): void {
    if (targets.length > 0) this.#beforeWake();
    for (const watcher of [...this.#watchers]) {
      for (const target of targets) {
        if (watcher.ids.includes(target) && this.#watchers.has(watcher)) notify(watcher.onWake, { target });
      }
    }
  }
}

/** `back` when the network or the reader is there again, `gone` when the page is put away. Nothing outside of browsers. */
function listenToPage({ back, gone }: { back: () => void; gone: () => void }): () => void {
  if (typeof document === 'undefined') return () => {};
  const stop = new AbortController();
  const { signal } = stop;
  const seen = () => document.visibilityState === 'visible' && back();
  addEventListener('online', back, { signal });
  addEventListener('pageshow', back, { signal });
  // A page with an open request cannot be kept for the back button.
  addEventListener('pagehide', gone, { signal });
  document.addEventListener('visibilitychange', seen, { signal });
  return () => stop.abort();
}
