import type { CallOptions } from '@copkit/core';
import { nanoid } from 'nanoid';
import { type Answered, type Http, jsonOf, type OnProgress, type Sent, send } from './http.js';
import { aborted, ClientError } from './problem.js';

const READING = /\.(get|list|find|search|suggest|preview|count)(?=[A-Z]|$)/;
/** How servers answer that do not say what they have: older ones, or for credentials that may not ask. */
const SILENT: ReadonlySet<string> = new Set(['not-found', 'forbidden']);
const LONGEST_PATH = 2_000;
const MOST_REMEMBERED = 200;
/** Of all remembered answers together, in characters. */
const MOST_TEXT = 2_000_000;

interface Flight {
  readonly answer: Promise<unknown>;
  readonly cancel: AbortController;
  waiting: number;
}

/** Runs operations on the server. Reads that are alike and under way at the same time are one request. */
export class Calls {
  readonly #http: Http;
  readonly #onAnswer: () => void;
  readonly #flights = new Map<string, Flight>();
  /** Reads that wait for their answer. */
  readonly #awaited = new Set<Promise<unknown>>();
  /** The latest answers with their entity tags, the oldest first. */
  readonly #known = new Map<string, { readonly etag: string; readonly body: unknown; readonly length: number }>();
  #length = 0;
  /** What the server has, asked once; `null` where it does not say. */
  #offered: Promise<ReadonlySet<string> | null> | null = null;
  /** Counts how often everything was forgotten, so that what was asked before is not kept after. */
  #times = 0;

  /** `onAnswer` hears of every call that the server answered, so of every person it knows. */
  constructor(http: Http, onAnswer: () => void) {
    this.#http = http;
    this.#onAnswer = onAnswer;
  }

  call(name: string, input: unknown = {}, { signal, mutationId, onProgress }: CallOptions = {}): Promise<unknown> {
    if (signal?.aborted) return Promise.reject(aborted());
    if (!READING.test(name)) return this.#write(name, input, mutationId, signal, onProgress);
    return this.#await(this.#read(readOf(name, input), signal, onProgress));
  }

  /** Whether the server has an operation. Of one that does not say what it has: that it might. */
  async offers(operation: string): Promise<boolean> {
    this.#offered ??= this.#await(this.#offers());
    return (await this.#offered)?.has(operation) ?? true;
  }

  /**
   * When every read is answered, also those that begin right after this call or follow at once from an answer, and the
   * page has made something of it.
   */
  async answered(): Promise<void> {
    do {
      await Promise.allSettled(this.#awaited);
      await new Promise<void>((resolve) => this.#http.clock.after(0, resolve));
    } while (this.#awaited.size > 0);
  }

  /** Something changed: what is asked from now on must not be answered by a request sent before. */
  outdate(): void {
    this.#flights.clear();
  }

  /** Nobody is there any more, or somebody else: what the one before was answered is not kept. */
  forget(): void {
    this.outdate();
    this.#known.clear();
    this.#offered = null;
    this.#length = 0;
    this.#times++;
  }

  #await<T>(answer: Promise<T>): Promise<T> {
    const answered = () => this.#awaited.delete(answer);
    this.#awaited.add(answer);
    answer.then(answered, answered);
    return answer;
  }

  async #offers(): Promise<ReadonlySet<string> | null> {
    const times = this.#times;
    try {
      const { names } = (await this.#read({ method: 'GET', path: '/v1/operations' })) as { names: readonly string[] };
      return new Set(names);
    } catch (error) {
      if (error instanceof ClientError && SILENT.has(error.code)) return null;
      if (times === this.#times) this.#offered = null;
      throw error;
    }
  }

  async #write(
    name: string,
    input: unknown,
    mutationId = nanoid(),
    signal?: AbortSignal,
    onProgress?: OnProgress,
  ): Promise<unknown> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': mutationId };
    const sent: Sent = { method: 'POST', path: pathOf(name), headers, body: JSON.stringify(input) };
    try {
      return await jsonOf(await this.#send(sent, signal ?? new AbortController().signal, onProgress));
    } finally {
      this.outdate();
    }
  }

  async #send(sent: Sent, signal: AbortSignal, onProgress?: OnProgress): Promise<Answered> {
    try {
      const answered = await send(this.#http, sent, signal, onProgress);
      this.#onAnswer();
      return answered;
    } catch (error) {
      if (error instanceof ClientError && error.code === 'unauthenticated') this.forget();
      throw error;
    }
  }

  #read(sent: Sent, signal?: AbortSignal, onProgress?: OnProgress): Promise<unknown> {
    const key = sent.path + (sent.body ?? '');
    let flight = this.#flights.get(key);
    if (!flight) {
      const cancel = new AbortController();
      const started: Flight = { answer: this.#fetch(key, sent, cancel.signal, onProgress), cancel, waiting: 0 };
      const landed = () => {
        if (this.#flights.get(key) === started) this.#flights.delete(key);
      };
      started.answer.then(landed, landed);
      this.#flights.set(key, started);
      flight = started;
    }
    return this.#join(key, flight, signal);
  }

  /** One of the callers that wait for a request. When the last of them gives up, it is cancelled. */
  #join(key: string, flight: Flight, signal: AbortSignal | undefined): Promise<unknown> {
    flight.waiting++;
    if (!signal) return flight.answer;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(aborted());
        if (--flight.waiting > 0) return;
        if (this.#flights.get(key) === flight) this.#flights.delete(key);
        flight.cancel.abort();
      };
      signal.addEventListener('abort', leave, { once: true });
      flight.answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  async #fetch(key: string, sent: Sent, signal: AbortSignal, onProgress?: OnProgress): Promise<unknown> {
    const known = this.#known.get(key);
    const times = this.#times;
    const headers = { ...sent.headers, ...(known && { 'if-none-match': known.etag }) };
    const answered = await this.#send({ ...sent, headers }, signal, onProgress);
    const fresh = answered.response.status === 304 ? known : undefined;
    const body = fresh ? fresh.body : await jsonOf(answered);
    const etag = fresh?.etag ?? answered.response.headers.get('etag');
    if (times === this.#times) {
      this.#drop(key);
      if (etag) this.#remember(key, { etag, body, length: fresh?.length ?? answered.text.length });
    }
    return body;
  }

  #remember(key: string, known: { readonly etag: string; readonly body: unknown; readonly length: number }): void {
    if (known.length > MOST_TEXT / 4) return;
    this.#known.set(key, known);
    this.#length += known.length;
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST_REMEMBERED && this.#length <= MOST_TEXT) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#length -= this.#known.get(key)?.length ?? 0;
    this.#known.delete(key);
  }
}

const pathOf = (name: string) => `/v1/${name.replace('.', '/')}`;

/** In the address where it fits and says the same there; `null` would read as text. */
function readOf(name: string, input: unknown): Sent {
  const parameters = new URLSearchParams();
  let plain = true;
  for (const [key, value] of Object.entries(input ?? {})) {
    if (value === undefined) continue;
    if (value === null) plain = false;
    parameters.set(key, typeof value === 'string' ? value : JSON.stringify(value));
  }
  const query = parameters.toString();
  const path = pathOf(name);
  if (plain && path.length + query.length < LONGEST_PATH)
    return { method: 'GET', path: query ? `${path}?${query}` : path };
  return { method: 'POST', path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) };
}
