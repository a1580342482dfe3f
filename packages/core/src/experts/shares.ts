/**
 * Shares of a whole in hundredths that add up to 1: each rounded down, and what is missing given to those that lost most
 * (largest remainder, Hare 1857). Coarse on purpose: exact shares of public numbers would tell what they are shares of.
 */
export function inHundredths(shares: readonly number[]): number[] {
  const hundredths = shares.map((share) => Math.max(0, share) * 100);
  const rounded = hundredths.map((value) => Math.floor(value + 1e-9));
  const missing = 100 - rounded.reduce((sum, value) => sum + value, 0);
  const byLoss = hundredths
    .map((value, at) => ({ at, loss: value - (rounded[at] as number) }))
    .sort((a, b) => b.loss - a.loss || a.at - b.at);
  for (const { at } of byLoss.slice(0, missing)) rounded[at] = (rounded[at] as number) + 1;
  return rounded.map((value) => value / 100);
}
