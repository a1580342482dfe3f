import { checkAmounts, checkRange } from '../measured.js';
import { intervalOf, type Resampling } from '../resampling.js';
import { seeded } from '../seeded.js';

/**
 * `bootstrap` of the corrected index of Gini, with the same draws. It counts how often each amount is drawn, so that no
 * resample is put into order: amounts are few, as most people contribute little.
 *
 * @param contributions as of `gini`.
 * @throws MeasureError `not-finite`, `negative`, `out-of-range`
 */
export function giniInterval(
  contributions: readonly number[],
  { resamples = 1_000, seed = 1 }: Resampling = {},
): readonly [low: number, high: number] | null {
  checkAmounts(contributions, 'contributions');
  checkRange(resamples, 1, 1e6, 'resamples');
  const n = contributions.length;
  if (n < 2) return null;
  const amounts = Float64Array.from(new Set(contributions)).sort();
  const places = new Map(Array.from(amounts, (amount, place) => [amount, place]));
  const placeOf = Uint32Array.from(contributions, (amount) => places.get(amount) ?? 0);
  const drawn = new Uint32Array(amounts.length);
  const random = seeded(seed);
  const found: number[] = [];
  for (let round = 0; round < resamples; round++) {
    drawn.fill(0);
    for (let draw = 0; draw < n; draw++) {
      const place = placeOf[Math.floor(random() * n)] as number;
      drawn[place] = (drawn[place] as number) + 1;
    }
    // Of as many with the same amount, 2i − n − 1 is on average that of the one in the middle.
    let [before, weighted, total] = [0, 0, 0];
    for (let place = 0; place < drawn.length; place++) {
      const [count, amount] = [drawn[place] as number, amounts[place] as number];
      weighted += count * amount * (2 * before + count - n);
      total += count * amount;
      before += count;
    }
    if (total > 0) found.push(Math.max(0, weighted / total) / (n - 1));
  }
  return intervalOf(found, resamples);
}
