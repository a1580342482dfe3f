import type { LiveStatus, Wake, WatchOptions } from '@copkit/core';
import { backoff } from './clock.js';
import type { Http } from './http.js';
import type { LiveUpdates } from './live-on-demand.js';
import { notify } from './notify.js';
import { listenToPage } from './page-events.js';
import { poll } from './poll.js';
import { type EndReason, type Heard, openStream, type Stream } from './stream.js';

const GATHER_MS = 50;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** Between two polls, and as long as that when one after the other brings nothing. */
const POLL_MS = 15_000;
const LONGEST_POLL_MS = 60_000;
/** So long after streams were found to be held back, they are tried again. */
const TRY_STREAMS_MS = 300_000;
/** Signing on shows in the next call that is answered; this is for pages that make none. */
const SIGNED_OUT_MS = 300_000;
/** How long a stream stays when nobody watches: an element that moves on to something else comes right back. */
const LINGER_MS = 1_000;
/** Whoever looks again at a page that heard nothing for so long gets a fresh connection. */
const STALE_MS = 30_000;
/** Who reads and then watches may have read before what woke others so shortly ago. */
const RECENT_MS = 10_000;

interface Watcher {
  readonly ids: readonly string[];
  readonly onWake: (wake: Wake) => void;
  readonly onStatus: ((status: LiveStatus) => void) | undefined;
}

/**
 * Wake-ups for all that is watched over one stream. Another stream takes over when ids are added, when the server asks
 * for it and when the connection may be dead; it begins where the one before had come to, so that nothing is missed and
 * only what changed is woken. Where streams do not come through, the same is asked for every now and then.
 */
export class Live implements LiveUpdates {
  readonly #http: Http;
  readonly #beforeWake: () => void;
  readonly #watchers = new Set<Watcher>();
  /** Targets without anything to hear of; told once. */
  readonly #absent = new Set<string>();
  readonly #recent = new Map<string, number>();
  #stopListening: (() => void) | null = null;
  #stream: Stream | null = null;
  #opening: Stream | null = null;
  #asking: AbortController | null = null;
  #heard: Heard | null = null;
  #status: LiveStatus = 'reconnecting';
  #failures = 0;
  #quietPolls = 0;
  #heldBackAt = 0;
  #signedOut = false;
  #cancelTimer = () => {};
  #cancelLinger = () => {};
  #closed = false;

  constructor(http: Http, beforeWake: () => void) {
    this.#http = http;
    this.#beforeWake = beforeWake;
  }

  watch(ids: readonly string[], onWake: (wake: Wake) => void, { signal, onStatus }: WatchOptions = {}): () => void {
    const watcher: Watcher = { ids: [...new Set(ids)], onWake, onStatus };
    const stop = () => {
      signal?.removeEventListener('abort', stop);
      if (!this.#watchers.delete(watcher) || this.#watchers.size > 0) return;
      this.#cancelLinger = this.#http.clock.after(LINGER_MS, () => this.#rest());
    };
    if (this.#closed || signal?.aborted) return stop;
    signal?.addEventListener('abort', stop, { once: true });
    this.#cancelLinger();
    this.#stopListening ??= this.#listen();
    this.#watchers.add(watcher);
    if (this.#status !== 'reconnecting') notify(onStatus, this.#status);
    if (this.#covered()) this.#wakeAnew(watcher);
    else this.#schedule(GATHER_MS, () => (this.#status === 'polling' ? this.#poll() : this.#open()));
    return stop;
  }

  /** The server knows the person, perhaps again. */
  signedOn(): void {
    if (this.#signedOut) this.#open();
  }

  /** Somebody else is signed on: nothing of before holds. */
  restart(): void {
    this.#closeStreams();
    this.#forget();
    if (this.#watchers.size > 0) this.#open();
  }

  close(): void {
    this.#closed = true;
    this.#watchers.clear();
    this.#rest();
  }

  #listen(): () => void {
    return listenToPage(
      {
        onSeen: () => this.#check(STALE_MS),
        onMoved: () => this.#check(0),
        onGone: () => this.#drop(),
      },
      this.#http.clock,
    );
  }

  #ids(): Set<string> {
    return new Set([...this.#watchers].flatMap((watcher) => watcher.ids));
  }

  #covered(): boolean {
    const covering = this.#opening ?? this.#stream ?? (this.#asking || this.#status === 'polling' ? this.#heard : null);
    return covering !== null && [...this.#ids()].every((id) => covering.ids.has(id));
  }

  #schedule(ms: number, action: () => void): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#http.clock.after(ms, action);
  }

  #open(): void {
    this.#cancelTimer();
    this.#asking?.abort();
    this.#signedOut = false;
    this.#opening?.close();
    this.#opening = null;
    const ids = this.#ids();
    if (ids.size === 0) return;
    const since = this.#stream?.heard ?? this.#heard;
    const stream: Stream = openStream(this.#http, ids, since, {
      onReady: () => this.#takeOver(stream, since),
      onWake: (target) => this.#wake([target]),
      onAbsent: (target) => this.#miss([target]),
      onRenew: () => {
        if (this.#stream === stream && !this.#opening) this.#open();
      },
      onEnd: (reason) => this.#ended(stream, reason),
    });
    this.#opening = stream;
  }

  #takeOver(stream: Stream, since: Heard | null): void {
    this.#stream?.close();
    this.#stream = stream;
    this.#opening = null;
    this.#failures = 0;
    this.#heldBackAt = 0;
    this.#setStatus('live');
    this.#wake([...stream.ids].filter((id) => !since?.ids.has(id)));
    if (!this.#covered()) this.#open();
  }

  #ended(stream: Stream, reason: EndReason): void {
    if (this.#opening === stream) this.#opening = null;
    else if (this.#stream === stream) this.#keepPlace();
    else return;
    if (reason === 'held back') {
      this.#heldBackAt = this.#http.clock.now();
      this.#poll();
      return;
    }
    if (reason === 'signed out') this.#forget();
    if (!this.#stream) this.#setStatus('reconnecting');
    if (this.#opening) return;
    this.#signedOut = reason === 'signed out';
    this.#schedule(this.#signedOut ? SIGNED_OUT_MS : this.#pause(), () => this.#open());
  }

  #pause(): number {
    return backoff(this.#failures++, FIRST_PAUSE_MS, LONGEST_PAUSE_MS, this.#http.clock);
  }

  #poll(): void {
    this.#closeStreams();
    const ids = this.#ids();
    if (ids.size === 0) return;
    const asking = new AbortController();
    const since = this.#heard;
    this.#asking = asking;
    poll(this.#http, ids, since, asking.signal).then(
      ({ wake, absent, heard }) => {
        if (asking.signal.aborted) return;
        this.#asking = null;
        this.#failures = 0;
        this.#heard = heard;
        this.#setStatus('polling');
        const woken = new Set([...wake, ...[...ids].filter((id) => !since?.ids.has(id))]);
        this.#quietPolls = woken.size > 0 ? 0 : this.#quietPolls + 1;
        this.#wake([...woken]);
        this.#miss(absent);
        this.#pollLater();
      },
      () => {
        if (asking.signal.aborted) return;
        this.#asking = null;
        this.#setStatus('reconnecting');
        // Perhaps nothing was held back but the network away.
        this.#schedule(this.#pause(), () => this.#open());
      },
    );
  }

  #pollLater(): void {
    const { clock } = this.#http;
    const pause = this.#covered() ? backoff(this.#quietPolls, POLL_MS, LONGEST_POLL_MS, clock) : GATHER_MS;
    this.#schedule(pause, () => {
      if (clock.now() - this.#heldBackAt >= TRY_STREAMS_MS) this.#open();
      else this.#poll();
    });
  }

  /** The connection may be dead, unless a byte came in the last so many milliseconds. */
  #check(freshMs: number): void {
    if (this.#watchers.size === 0 || this.#opening || this.#asking) return;
    if (this.#status === 'polling') {
      this.#poll();
      return;
    }
    if (this.#stream && this.#http.clock.now() - this.#stream.lastByteAt < freshMs) return;
    this.#failures = 0;
    this.#open();
  }

  #rest(): void {
    this.#cancelLinger();
    this.#drop();
    this.#stopListening?.();
    this.#stopListening = null;
  }

  /** The next watcher, or the page coming back, goes on from here. */
  #drop(): void {
    this.#closeStreams();
    this.#status = 'reconnecting';
  }

  #closeStreams(): void {
    this.#cancelTimer();
    this.#opening?.close();
    this.#opening = null;
    this.#asking?.abort();
    this.#asking = null;
    this.#keepPlace();
  }

  #keepPlace(): void {
    this.#heard = this.#stream?.heard ?? this.#heard;
    this.#stream?.close();
    this.#stream = null;
  }

  #forget(): void {
    this.#heard = null;
    this.#absent.clear();
    this.#recent.clear();
  }

  #setStatus(status: LiveStatus): void {
    if (this.#status === status) return;
    this.#status = status;
    for (const { onStatus } of [...this.#watchers]) notify(onStatus, status);
  }

  #miss(targets: readonly string[]): void {
    const lost = targets.filter((target) => !this.#absent.has(target));
    this.#wake(lost);
    for (const target of lost) this.#absent.add(target);
  }

  #wake(targets: readonly string[]): void {
    if (targets.length > 0) this.#beforeWake();
    const now = this.#http.clock.now();
    for (const target of targets) {
      this.#absent.delete(target);
      this.#recent.delete(target);
      this.#recent.set(target, now);
    }
    for (const [oldest, at] of this.#recent) {
      if (now - at < RECENT_MS) break;
      this.#recent.delete(oldest);
    }
    for (const watcher of [...this.#watchers]) this.#tell(watcher, targets);
  }

  #wakeAnew(watcher: Watcher): void {
    const now = this.#http.clock.now();
    const recent = watcher.ids.filter((id) => now - (this.#recent.get(id) ?? Number.NEGATIVE_INFINITY) < RECENT_MS);
    if (recent.length > 0) queueMicrotask(() => this.#tell(watcher, recent));
  }

  #tell(watcher: Watcher, targets: readonly string[]): void {
    for (const target of targets) {
      if (watcher.ids.includes(target) && this.#watchers.has(watcher)) notify(watcher.onWake, { target });
    }
  }
}
