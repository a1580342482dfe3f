import { ACTIVITY_HALF_LIFE_MS, ACTIVITY_HORIZON_MS, decay, recency } from './formulas.js';

/** When somebody did something, in milliseconds since 1970. */
export class Moments {
  readonly #all: number[] = [];
  /** Their recency at the last of them, until another one comes or goes. */
  #atLast: number | null = null;

  /** The oldest first. */
  get all(): readonly number[] {
    return this.#all;
  }

  /** −∞ where there is none. */
  get last(): number {
    return this.#all[this.#all.length - 1] ?? Number.NEGATIVE_INFINITY;
  }

  add(at: number): void {
    const last = this.#all[this.#all.length - 1];
    if (last === undefined || last <= at) this.#all.push(at);
    else this.#all.splice(this.#placeAfter(at), 0, at);
    this.#atLast = null;
  }

  /** One that was added. */
  remove(at: number): void {
    this.#all.splice(this.#placeAfter(at) - 1, 1);
    this.#atLast = null;
  }

  /** Σ 2^(−age / half-life): everything halves as fast, so from the last moment on only its sum is needed. */
  recency(now: number): number {
    const last = this.#all[this.#all.length - 1];
    if (last === undefined) return 0;
    if (now < last) return recency(this.#all, now);
    if (now - last > ACTIVITY_HORIZON_MS) return 0;
    this.#atLast ??= recency(this.#all, last);
    return this.#atLast * decay(last, now, ACTIVITY_HALF_LIFE_MS);
  }

  /** The place after all moments that are not later. */
  #placeAfter(at: number): number {
    let from = 0;
    let to = this.#all.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#all[middle] as number) <= at) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
