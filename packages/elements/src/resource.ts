import type { CopkitApi, Problem } from '@copkit/core';
import { nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { emit } from './events.js';
import { problemOf } from './problem.js';

/** What a resource is about: first the id whose change makes it another thing, then whatever else selects it. */
export type Subject = readonly [id: string, ...selection: unknown[]];

/** The element a resource belongs to. */
export interface ResourceHost extends ReactiveControllerHost, HTMLElement {
  /** `undefined` while no provider has answered, `null` while it has nothing to give. */
  readonly source: CopkitApi | null | undefined;
}

export interface ResourceOptions<S extends Subject, T> {
  /** What to show now; `null` while the element does not know yet. */
  readonly subject: () => S | null;
  /** Reads it. `current` is what is shown at the moment, if it is the same selection. */
  readonly load: (api: CopkitApi, subject: S, signal: AbortSignal, current: T | null) => Promise<T>;
  /** Ids whose change makes the resource read again, before and after it was read; none where absent. */
  readonly watch?: (subject: S, value: T | null) => readonly string[];
  /** Takes over what a wake-up brought, instead of showing it at once. */
  readonly arrived?: (fresh: T, current: T) => void;
}

/** How long content may take before a skeleton stands in for it, in milliseconds. */
const PATIENCE = 150;
/** How long an element waits for a provider before it says that there is none, in milliseconds. */
const PROVIDER_PATIENCE = 2000;

/**
 * What changes what a person may read and do, wherever on the page it happened: nothing wakes who may no longer read, and
 * a thread is not concerned by who joins its community.
 */
const MEMBERSHIP = ['cop-joined', 'cop-left'] as const;

/**
 * Who may no longer read something does not keep it before them either: after leaving a closed community, after being
 * removed from a private one, after signing off.
 */
const REFUSED: ReadonlySet<string> = new Set(['forbidden', 'not-found', 'unauthenticated']);

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

interface Views<T> {
  readonly loading: () => unknown;
  readonly failed: (problem: Problem | 'no-provider' | 'not-connected') => unknown;
  readonly ready: (value: T) => unknown;
}

/**
 * One thing an element shows: reads it when its subject or the API changes and again when it wakes, keeps what is there
 * while it reads, and knows the states in between.
 */
export class Resource<S extends Subject, T> implements ReactiveController {
  value: T | null = null;
  problem: Problem | null = null;
  /** Whether a reading is under way. */
  busy = false;
  #waited = false;
  #orphaned = false;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #providerPatience: ReturnType<typeof setTimeout> | undefined;
  #reading: AbortController | null = null;
  #again = false;
  #watching: (() => void) | null = null;
  #subject: S | null = null;
  #api: CopkitApi | null | undefined;
  /** Whose and what `value` is. */
  #origin: { readonly api: CopkitApi; readonly subject: S } | null = null;
  #watched: readonly string[] = [];

  constructor(
    private readonly host: ResourceHost,
    private readonly options: ResourceOptions<S, T>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    for (const event of MEMBERSHIP) document.addEventListener(event, this.#standingChanged);
    this.#wait();
    this.#providerPatience = setTimeout(() => {
      this.#orphaned = true;
      this.host.requestUpdate();
    }, PROVIDER_PATIENCE);
  }

  hostDisconnected(): void {
    for (const event of MEMBERSHIP) document.removeEventListener(event, this.#standingChanged);
    this.#stop();
    clearTimeout(this.#patience);
    this.#patience = undefined;
    this.#waited = false;
    clearTimeout(this.#providerPatience);
    this.#subject = null;
    this.#api = undefined;
  }

  hostUpdate(): void {
    // An update that was under way when the element left the page begins nothing any more.
    if (!this.host.isConnected) return;
    const api = this.host.source;
    const subject = api ? this.options.subject() : null;
    if (api === this.#api && same(subject, this.#subject)) return;
    const other = api !== this.#api || subject?.[0] !== this.#subject?.[0];
    if (other) this.#stop();
    this.#api = api;
    this.#subject = subject;
    if (!api) return;
    // What is shown stays while the same thing is read again, as after a move within the page.
    if (this.#origin?.api !== api || this.#origin.subject[0] !== subject?.[0]) this.value = null;
    if (!subject) return;
    if (other) this.#watch(api, subject);
    void this.#read(api, subject, false);
  }

  /** Reads again and keeps what is shown until the answer is there. */
  refresh(): Promise<void> {
    return this.#api && this.#subject ? this.#read(this.#api, this.#subject, false) : Promise.resolve();
  }

  /** Puts a value in place that a mutation answered with. */
  set(value: T): void {
    this.value = value;
    this.host.requestUpdate();
  }

  render(views: Views<T>): unknown {
    if (this.value !== null) {
      try {
        return views.ready(this.value);
      } catch (error) {
        // An answer in another shape, as from a server of another version.
        const problem = problemOf(error);
        return problem ? views.failed(problem) : nothing;
      }
    }
    if (this.problem) return views.failed(this.problem);
    if (!this.#api && this.#orphaned) return views.failed(this.#api === null ? 'not-connected' : 'no-provider');
    return this.#waited ? views.loading() : nothing;
  }

  /** Replaces what is shown by what `more` makes of it, unless something else is asked for in the meantime. */
  async extend(more: (api: CopkitApi, value: T, signal: AbortSignal) => Promise<T>): Promise<void> {
    const { value } = this;
    const api = this.#api;
    if (this.busy || !api || !this.#subject || value === null) return;
    await this.#run(api, this.#subject, async (signal) => {
      const extended = await more(api, value, signal);
      if (!signal.aborted) this.value = extended;
    });
  }

  async #read(api: CopkitApi, subject: S, woken: boolean): Promise<void> {
    if (woken && this.#reading) {
      this.#again = true;
      return;
    }
    if (this.value === null) this.#wait();
    const current = same(this.#origin?.subject, subject) ? this.value : null;
    await this.#run(api, subject, async (signal) => {
      const fresh = await this.options.load(api, subject, signal, current);
      if (signal.aborted) return;
      if (woken && this.value !== null && this.options.arrived) this.options.arrived(fresh, this.value);
      else this.value = fresh;
      this.#origin = { api, subject };
    });
  }

  /** Has one thing under way at a time: what was asked for last. */
  async #run(api: CopkitApi, subject: S, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.busy = true;
    this.host.requestUpdate();
    try {
      await work(reading.signal);
      if (reading !== this.#reading) return;
      this.problem = null;
      this.#watch(api, subject);
    } catch (error) {
      if (reading !== this.#reading) return;
      this.problem = problemOf(error);
      if (this.problem) {
        if (REFUSED.has(this.problem.code)) this.value = null;
        emit(this.host, 'cop-error', { problem: this.problem });
      }
    }
    clearTimeout(this.#patience);
    this.#patience = undefined;
    this.#reading = null;
    this.#waited = false;
    this.busy = false;
    this.host.requestUpdate();
    if (this.#again) {
      this.#again = false;
      void this.#read(api, subject, true);
    }
  }

  #wait(): void {
    this.#patience ??= setTimeout(() => {
      this.#waited = true;
      this.host.requestUpdate();
    }, PATIENCE);
  }

  #watch(api: CopkitApi, subject: S): void {
    const ids = this.options.watch?.(subject, this.value) ?? [];
    if (same(ids, this.#watched)) return;
    this.#watching?.();
    this.#watched = ids;
    this.#watching = null;
    try {
      if (ids.length > 0) this.#watching = api.watch(ids, this.#wake);
    } catch {
      // An id that cannot be watched cannot be read either, and reading it says why.
    }
  }

  #wake = (): void => {
    if (this.#api && this.#subject) void this.#read(this.#api, this.#subject, true);
  };

  #standingChanged = (): void => void this.refresh();

  #stop(): void {
    this.#reading?.abort();
    this.#reading = null;
    this.#again = false;
    this.busy = false;
    this.problem = null;
    this.#watching?.();
    this.#watching = null;
    this.#watched = [];
  }
}
