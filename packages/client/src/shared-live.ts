import type { LiveStatus, Wake, WatchOptions } from '@copkit/core';
import { nanoid } from 'nanoid';
import type { Clock } from './clock.js';
import type { Live } from './live.js';
import { notify } from './notify.js';

interface Watcher {
  readonly ids: readonly string[];
  readonly onWake: (wake: Wake) => void;
  readonly onStatus: ((status: LiveStatus) => void) | undefined;
}

/** What a tab hears of its watched ids. */
interface News {
  readonly wake?: string;
  readonly status?: LiveStatus;
}

type Message =
  /** To the leader: all that a tab watches. */
  | { readonly from: string; readonly ids: readonly string[] }
  /** From the leader to one tab. */
  | { readonly to: string; readonly news: News }
  /** From a new leader to all: tell what you watch. */
  | 'roll call'
  /** From a follower to the leader, and its answer to all. */
  | 'still there?'
  | 'still here';

/** How often a follower that is looked at asks for the leader, and how long it waits for an answer. */
const ASK_MS = 20_000;
const ANSWER_MS = 5_000;

/** Whether tabs of one browser can share a stream here. */
export const canShare = (): boolean =>
  typeof document !== 'undefined' && typeof BroadcastChannel !== 'undefined' && !!globalThis.navigator?.locks;

/**
 * One stream for all tabs of a person: the tab that holds a lock has it and tells the others. Browsers
 * allow six connections to a server over HTTP/1.1, so without it the seventh tab would not load.
 */
export class SharedLive {
  readonly #live: Live;
  readonly #beforeWake: () => void;
  readonly #clock: Clock;
  readonly #tab = nanoid();
  readonly #watchers = new Set<Watcher>();
  /** As the leader: how to stop watching for each tab, this one included. */
  readonly #served = new Map<string, { readonly ids: readonly string[]; readonly stop: () => void }>();
  readonly #page = new AbortController();
  #channel: BroadcastChannel | null = null;
  #leading = false;
  #resign: (() => void) | null = null;
  #status: LiveStatus = 'reconnecting';
  #announcing = false;
  #session = 0;
  #answered = false;
  #stopAsking = () => {};

  /** `name` says whose stream it is, `null` that it cannot be shared. It is asked each time this tab takes part. */
  constructor(
    live: Live,
    readonly name: () => Promise<string | null>,
    beforeWake: () => void,
    clock: Clock,
  ) {
    this.#live = live;
    this.#beforeWake = beforeWake;
    this.#clock = clock;
    const { signal } = this.#page;
    addEventListener('pagehide', () => this.#leave(), { signal });
    addEventListener('pageshow', () => this.#announceSoon(), { signal });
    document.addEventListener('freeze', () => this.#leave(), { signal });
    document.addEventListener('resume', () => this.#announceSoon(), { signal });
  }

  watch(ids: readonly string[], onWake: (wake: Wake) => void, { signal, onStatus }: WatchOptions = {}): () => void {
    const watcher: Watcher = { ids: [...new Set(ids)], onWake, onStatus };
    const stop = () => {
      signal?.removeEventListener('abort', stop);
      if (this.#watchers.delete(watcher)) this.#announceSoon();
    };
    if (this.#page.signal.aborted || signal?.aborted) return stop;
    signal?.addEventListener('abort', stop, { once: true });
    this.#watchers.add(watcher);
    if (this.#status !== 'reconnecting') notify(onStatus, this.#status);
    this.#announceSoon();
    return stop;
  }

  restart(): void {
    this.#live.restart();
    this.#leave();
    this.#announceSoon();
  }

  close(): void {
    this.#watchers.clear();
    this.#leave();
    this.#page.abort();
    this.#live.close();
  }

  #announceSoon(): void {
    if (this.#announcing) return;
    this.#announcing = true;
    queueMicrotask(() => {
      this.#announcing = false;
      if (!this.#resign && this.#watchers.size > 0) void this.#join();
      else this.#announce();
    });
  }

  #announce(): void {
    const message = { from: this.#tab, ids: [...new Set([...this.#watchers].flatMap(({ ids }) => ids))] };
    if (this.#leading) this.#serve(message.from, message.ids);
    else this.#channel?.postMessage(message satisfies Message);
  }

  /** Takes part: as a follower until the lock is given. */
  async #join(): Promise<void> {
    const session = ++this.#session;
    this.#resign = () => {};
    const name = await this.name().catch(() => null);
    if (session !== this.#session) return;
    if (name === null) {
      this.#lead();
      return;
    }
    const channel = new BroadcastChannel(name);
    this.#channel = channel;
    channel.onmessage = ({ data }: MessageEvent<Message>) => this.#receive(data);
    this.#announce();
    this.#campaign(name, session, false);
    this.#askForLeader(name, session);
  }

  /** Waits for the lock, or takes it from a tab that is frozen. */
  #campaign(name: string, session: number, steal: boolean): void {
    this.#resign?.();
    const stop = new AbortController();
    this.#resign = () => stop.abort();
    const held = () =>
      new Promise<void>((release) => {
        if (session !== this.#session) return release();
        this.#resign = release;
        this.#lead();
      });
    navigator.locks.request(name, steal ? { steal } : { signal: stop.signal }, held).catch(() => {
      // Another tab took the lock while this one was frozen.
      if (!this.#leading || session !== this.#session) return;
      this.#leave();
      this.#announceSoon();
    });
  }

  /** A tab can be frozen with the lock in its hands. Who is looked at does not wait for it. */
  #askForLeader(name: string, session: number): void {
    this.#stopAsking = this.#clock.after(ASK_MS, () => {
      if (this.#leading) return;
      if (document.visibilityState === 'hidden') {
        this.#askForLeader(name, session);
        return;
      }
      this.#answered = false;
      this.#channel?.postMessage('still there?' satisfies Message);
      this.#stopAsking = this.#clock.after(ANSWER_MS, () => {
        if (!this.#leading && !this.#answered) this.#campaign(name, session, true);
        this.#askForLeader(name, session);
      });
    });
  }

  #lead(): void {
    this.#leading = true;
    this.#channel?.postMessage('roll call' satisfies Message);
    this.#announce();
  }

  #leave(): void {
    this.#session++;
    this.#stopAsking();
    if (!this.#leading) this.#channel?.postMessage({ from: this.#tab, ids: [] } satisfies Message);
    for (const { stop } of this.#served.values()) stop();
    this.#served.clear();
    this.#leading = false;
    this.#channel?.close();
    this.#channel = null;
    this.#resign?.();
    this.#resign = null;
    this.#status = 'reconnecting';
  }

  #receive(message: Message): void {
    if (message === 'roll call') this.#announce();
    else if (message === 'still here') this.#answered = true;
    else if (message === 'still there?') {
      if (this.#leading) this.#channel?.postMessage('still here' satisfies Message);
    } else if ('from' in message) {
      if (this.#leading) this.#serve(message.from, message.ids);
    } else if (message.to === this.#tab) this.#hear(message.news);
  }

  #serve(tab: string, ids: readonly string[]): void {
    const before = this.#served.get(tab);
    const tell = (news: News) => {
      if (tab === this.#tab) this.#hear(news);
      else this.#channel?.postMessage({ to: tab, news } satisfies Message);
    };
    if (ids.length === 0) this.#served.delete(tab);
    else {
      const stop = this.#live.watch(ids, ({ target }) => tell({ wake: target }), {
        onStatus: (status) => tell({ status }),
      });
      this.#served.set(tab, { ids, stop });
      // What changed while the message was on its way is woken for now.
      if (tab !== this.#tab) for (const id of ids) if (!before?.ids.includes(id)) tell({ wake: id });
    }
    before?.stop();
  }

  #hear({ wake, status }: News): void {
    if (status && status !== this.#status) {
      this.#status = status;
      for (const { onStatus } of [...this.#watchers]) notify(onStatus, status);
    }
    if (wake === undefined) return;
    this.#beforeWake();
    for (const watcher of [...this.#watchers]) {
      if (watcher.ids.includes(wake) && this.#watchers.has(watcher)) notify(watcher.onWake, { target: wake });
    }
  }
}
