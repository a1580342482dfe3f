import type { Share } from './api.js';
import { Z } from './survival.js';

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
