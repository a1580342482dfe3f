import { type Identity, STEADY_MS } from '@copkit/core';
import { LRUCache } from 'lru-cache';
import { Content } from './content.js';
import type { ServedCopkit, ServedOperation } from './served.js';

/** An operation's output as it is sent. */
export interface Answer {
  readonly content: Content;
  /** Where the neighbours of a page are. */
  readonly link: string | null;
}

export interface Question {
  /** The same for the same input. */
  readonly question: string;
  readonly input: unknown;
  /** The neighbours of an output that is a page. */
  readonly linked: (output: unknown) => string | null;
}

interface Remembered {
  /** What the answer was made from, and how that stood before it was read. */
  readonly partitions: readonly string[];
  readonly state: string;
  /** None of something that was asked for once: it may never be asked for again. */
  readonly answer: Answer | null;
  readonly until: number;
}

/** What an entry takes besides its body, and how much of it for its codings. */
const ENTRY_BYTES = 1_000;
const CODINGS = 1.5;

/**
 * Answers reads. What a steady read answered is remembered, for the same question by the same person, and given again
 * when the store says that nothing it was made from changed, in whatever process: looking that up is one read of a few
 * bytes, where making the answer is many of many.
 */
export class Answers {
  readonly #cop: ServedCopkit;
  readonly #remembered: LRUCache<string, Remembered>;
  readonly #clock: () => number;

  /** `bytes`: how much is remembered at most. `clock`: milliseconds that only go forward. */
  constructor(cop: ServedCopkit, bytes: number, clock: () => number = () => performance.now()) {
    this.#cop = cop;
    this.#clock = clock;
    this.#remembered = new LRUCache({
      maxSize: bytes,
      sizeCalculation: ({ answer }, key) =>
        ENTRY_BYTES + 2 * key.length + Math.ceil(CODINGS * (answer?.content.bytes.byteLength ?? 0)),
    });
  }

  async of(identity: Identity, operation: ServedOperation, { question, input, linked }: Question): Promise<Answer> {
    const made = (output: unknown) => ({ content: new Content(JSON.stringify(output ?? null)), link: linked(output) });
    const api = this.#cop.as(identity);
    if (!operation.steady) return made(await api.call(operation.name, input, { shared: true }));

    const key = `${operation.name}\n${question}\n${JSON.stringify(identity)}`;
    const earlier = this.#remembered.get(key);
    const state = earlier && (await this.#cop.stateOf(earlier.partitions));
    if (earlier?.answer && earlier.state === state && this.#clock() < earlier.until) {
      await api.countUse(operation.name, input);
      return earlier.answer;
    }
    const read = new Set<string>();
    const until = this.#clock() + STEADY_MS;
    const onRead = (partition: string) => void read.add(partition);
    const answer = made(await api.call(operation.name, input, { onRead, shared: true }));
    const partitions = [...read];
    // Remembered only where its state was asked for before it was read: what changed in between must not be missed.
    const known = earlier !== undefined && partitions.every((partition) => earlier.partitions.includes(partition));
    this.#remembered.set(
      key,
      known && state !== undefined
        ? { partitions: earlier.partitions, state, answer, until }
        : { partitions, state: '', answer: null, until },
    );
    return answer;
  }
}
