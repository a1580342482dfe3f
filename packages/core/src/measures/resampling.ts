import { checkRange } from './measured.js';
import { seeded } from './seeded.js';

export interface Resampling {
  /** 1,000 unless told. */
  readonly resamples?: number;
  /** 1 unless told: the same seed gives the same bounds. */
  readonly seed?: number;
}

/** Type 7 of Hyndman & Fan 1996, the default of R and NumPy. `sorted` has at least one value, the least first. */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  const place = p * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (place - Math.floor(place)) * (above - below);
}

/** Puts a list into random order, in place (Fisher & Yates). */
export function shuffle(values: Uint32Array, random: () => number): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const value = values[last] as number;
    values[last] = values[other] as number;
    values[other] = value;
  }
}

/**
 * 95 % percentile interval of an index over people (Efron 1979): people are drawn with replacement, with all that is
 * theirs, so that who acts often does not count as many. Draws of which the index cannot be computed are left out;
 * `null` where that is more than one in ten. Seeded.
 */
export function bootstrap<T>(
  people: readonly T[],
  index: (drawn: readonly T[]) => number | null,
  { resamples = 1_000, seed = 1 }: Resampling = {},
): readonly [low: number, high: number] | null {
  checkRange(resamples, 1, 1e6, 'resamples');
  const random = seeded(seed);
  const found: number[] = [];
  for (let round = 0; round < resamples; round++) {
    const value = index(Array.from(people, () => people[Math.floor(random() * people.length)] as T));
    if (value !== null) found.push(value);
  }
  return people.length < 2 ? null : intervalOf(found, resamples);
}

/** From the draws of which an index could be computed. */
export function intervalOf(found: readonly number[], resamples: number): readonly [low: number, high: number] | null {
  if (found.length < 0.9 * resamples) return null;
  const sorted = Float64Array.from(found).sort();
  return [quantile(sorted, 0.025), quantile(sorted, 0.975)];
}
