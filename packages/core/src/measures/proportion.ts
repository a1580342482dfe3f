import type { Share } from '../metrics/api.js';
import { checkCounts, checkRange, insufficient, type Measured, ok } from './measured.js';
import { Z } from './survival/curve.js';

export type { Share };

/** Wilson's 95 % interval of a proportion (Wilson 1927). `of` is above 0. */
export function wilson(count: number, of: number): Share {
  const share = count / of;
  const centre = share + Z ** 2 / (2 * of);
  const spread = Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  const scale = 1 + Z ** 2 / of;
  // At the ends of the scale the bound is exact, whatever rounding says.
  return {
    share,
    low: count === 0 ? 0 : (centre - spread) / scale,
    high: count === of ? 1 : (centre + spread) / scale,
  };
}

/**
 * A share with Wilson's 95 % interval (Wilson 1927), 0 to 1.
 *
 * @returns `zero-denominator` where `of` is 0.
 * @throws MeasureError `not-finite`, `negative`, `not-whole`; `out-of-range` where there are more than `of`.
 */
export function proportion(count: number, of: number, none = 'There is nothing to take a share of.'): Measured<Share> {
  checkCounts([count, of], 'count');
  if (of === 0 && count === 0) return insufficient('zero-denominator', none);
  checkRange(count, 0, of, 'count');
  return ok(wilson(count, of));
}
