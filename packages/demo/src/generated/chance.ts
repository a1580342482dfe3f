import { createHash } from 'node:crypto';
import { randomLogNormal, randomPoisson } from 'd3-random';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/**
 * What is left to chance, the same for the same seed and name. Each thing that is generated has a name of its own, so
 * that one more of them leaves the others as they are. The numbers come from a published generator (xoroshiro128+,
 * Blackman and Vigna 2018) in a library that promises the same sequence for a seed, which `Math.random` does not.
 */
export class Chance {
  readonly #uniform: () => number;

  constructor(seed: number, name: string) {
    const digest = createHash('sha256').update(`${seed} ${name}`).digest();
    const generator = xoroshiro128plus(digest.readInt32LE(0));
    this.#uniform = () => uniformFloat64(generator);
  }

  /** From 0 to below 1. */
  uniform(): number {
    return this.#uniform();
  }

  /** Whether something happens that happens with this probability. */
  happens(probability: number): boolean {
    return this.#uniform() < probability;
  }

  between(least: number, most: number): number {
    return least + (most - least) * this.#uniform();
  }

  /** A whole number, both ends included. */
  whole(least: number, most: number): number {
    return Math.floor(this.between(least, most + 1));
  }

  /** Half of them below the median; `spread` is the standard deviation of the logarithm. */
  logNormal(median: number, spread: number): number {
    return randomLogNormal.source(this.#uniform)(Math.log(median), spread)();
  }

  poisson(mean: number): number {
    return randomPoisson.source(this.#uniform)(mean)();
  }

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.#uniform() * items.length)];
    if (item === undefined) throw new Error('There is nothing to pick from.');
    return item;
  }

  /** One of them, each as likely as its weight says; `null` where all weights are 0. */
  weighted<T>(items: readonly T[], weight: (item: T) => number): T | null {
    const weights = items.map(weight);
    let left = this.#uniform() * weights.reduce((sum, each) => sum + each, 0);
    for (const [at, item] of items.entries()) {
      left -= weights[at] ?? 0;
      if (left < 0) return item;
    }
    return null;
  }

  /** So many different ones, fewer where there are fewer. */
  some<T>(items: readonly T[], count: number): T[] {
    const left = [...items];
    const chosen: T[] = [];
    while (chosen.length < count && left.length > 0)
      chosen.push(...left.splice(Math.floor(this.#uniform() * left.length), 1));
    return chosen;
  }
}
