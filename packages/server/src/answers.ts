import { type Identity, STEADY_MS, type TransportOptions } from '@copkit/core';
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
 * bytes, where making the answer is many of many. What all are answered alike is remembered once for all of them; whether
 * somebody is one of them, and may ask at all, is decided on each call.
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
    const api = this.#cop.as(identity);
    const call = (options: TransportOptions) => api.call(operation.name, input, { shared: true, ...options });
    const made = (output: unknown) => ({ content: new Content(JSON.stringify(output ?? null)), link: linked(output) });
    if (!operation.steady) return made(await call({}));

    const everybodys = `${operation.name}\n${question}`;
    const own = `${everybodys}\n${JSON.stringify(identity)}`;
    const earlier = this.#remembered.get(own);
    const state = earlier && (await this.#cop.stateOf(earlier.partitions));
    if (earlier && this.#holds(earlier, state)) {
      await api.countUse(operation.name, input);
      return earlier.answer;
    }
    const common = this.#remembered.get(everybodys);
    const asked = common && this.#cop.stateOf(common.partitions);
    // Only of something that was answered it does not matter whether that is known before the call reads anything.
    const commonState = common?.answer ? undefined : await asked;
    asked?.catch(() => {});
    let isAlike = false;
    const alike = async () => {
      isAlike = true;
      return common && this.#holds(common, await asked) ? common.answer : undefined;
    };
    const read = new Set<string>();
    const onRead = (partition: string) => void read.add(partition);
    const until = this.#clock() + STEADY_MS;
    const output = await call({ onRead, alike });
    if (common?.answer && output === common.answer) return common.answer;
    const answer = made(output);
    if (isAlike) this.#remember(everybodys, { partitions: [...read], answer, until }, common, commonState);
    else this.#remember(own, { partitions: [...read], answer, until }, earlier, state);
    return answer;
  }

  #holds(earlier: Remembered, state: string | undefined): earlier is Remembered & { readonly answer: Answer } {
    return earlier.answer !== null && earlier.state === state && this.#clock() < earlier.until;
  }

  /** Only where its state was asked for before it was read: what changed in between must not be missed. */
  #remember(
    key: string,
    made: Omit<Remembered, 'state'>,
    earlier: Remembered | undefined,
    state: string | undefined,
  ): void {
    const known = earlier !== undefined && made.partitions.every((each) => earlier.partitions.includes(each));
    this.#remembered.set(
      key,
      known && state !== undefined
        ? { ...made, partitions: earlier.partitions, state }
        : { ...made, state: '', answer: null },
    );
  }
}
