/** Where somebody stands in a ranking: so many are better, and so many others as good. `null`: not in it at all. */
export type Place = { readonly better: number; readonly tied: number } | null;

export function placeOf(candidates: readonly string[], wanted: string, scoreOf: (id: string) => number): Place {
  if (!candidates.includes(wanted)) return null;
  const score = scoreOf(wanted);
  let better = 0;
  let tied = 0;
  for (const candidate of candidates) {
    const other = scoreOf(candidate);
    if (other > score) better++;
    else if (other === score && candidate !== wanted) tied++;
  }
  return { better, tied };
}

/** The expected value of a measure of the rank, which counts from 1, where ties are broken at random. */
export function expected(place: Place, measure: (rank: number) => number): number {
  if (place === null) return 0;
  let sum = 0;
  for (let rank = place.better + 1; rank <= place.better + 1 + place.tied; rank++) sum += measure(rank);
  return sum / (place.tied + 1);
}

export const reciprocal = (rank: number): number => 1 / rank;
export const within = (most: number) => (rank: number) => (rank <= most ? 1 : 0);
/** Of one relevant person: their gain, discounted by the rank. */
export const ndcg10 = (rank: number): number => (rank <= 10 ? 1 / Math.log2(rank + 1) : 0);

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * The 95 % interval of the mean difference of pairs, by the percentile bootstrap over 2,000 resamples (Efron &
 * Tibshirani, An Introduction to the Bootstrap, 1993, section 13.3).
 */
export function pairedBootstrap(one: readonly number[], other: readonly number[], seed = 20260105): [number, number] {
  const random = seeded(seed);
  const differences = one.map((value, at) => value - (other[at] ?? 0));
  const means = Array.from({ length: 2_000 }, () => {
    let sum = 0;
    for (let drawn = 0; drawn < differences.length; drawn++) {
      sum += differences[Math.floor(random() * differences.length)] as number;
    }
    return sum / differences.length;
  }).sort((a, b) => a - b);
  return [means[49] as number, means[1_949] as number];
}
