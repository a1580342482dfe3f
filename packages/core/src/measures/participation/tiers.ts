import { checkAmounts, insufficient, type Measured, ok, sum } from '../measured.js';

/** People of a tier, and the share of all contributions that is theirs. */
export interface Tier {
  readonly people: number;
  readonly contributions: number;
}

function ranked(contributions: ArrayLike<number>): Measured<{ readonly most: Float64Array; readonly total: number }> {
  checkAmounts(contributions, 'contributions');
  const total = sum(Array.from(contributions));
  if (contributions.length === 0) return insufficient('too-few', 'There are no people.');
  if (total === 0) return insufficient('zero-denominator', 'Nobody contributed.');
  return ok({ most: Float64Array.from(contributions).sort().reverse(), total });
}

/** The least number of people, the most active first, who bring `parts`/`of` of the total; whole numbers stay exact. */
function carrying(most: Float64Array, total: number, parts: number, of: number): number {
  let brought = 0;
  for (const [at, amount] of most.entries()) {
    brought += amount;
    if (brought * of >= total * parts) return at + 1;
  }
  return most.length;
}

const tier = (most: Float64Array, total: number, from: number, to: number): Tier => ({
  people: to - from,
  contributions: sum(most.subarray(from, to)) / total,
});

/**
 * Shares of the contributions by the top 1 % of the people, the next 9 % and the rest: the "1-9-90 rule" (van Mierlo
 * 2014; contested, Muller 2012). Shares, 0 to 1; health forums had .747, .240, .013. The first tier ends with person
 * ⌈n/100⌉, the second with ⌈n/10⌉. Floor: 100 people.
 *
 * @param contributions of each person; amounts of 0 or more in any unit, in any order.
 * @returns `too-few` without people; `zero-denominator` where nobody contributed.
 * @throws MeasureError `not-finite`, `negative`
 */
export function volumeTiers(
  contributions: ArrayLike<number>,
): Measured<{ readonly top1: Tier; readonly next9: Tier; readonly rest: Tier }> {
  const found = ranked(contributions);
  if (found.status !== 'ok') return found;
  const { most, total } = found.value;
  const n = most.length;
  const [first, second] = [Math.ceil(n / 100), Math.ceil(n / 10)];
  return ok({
    top1: tier(most, total, 0, first),
    next9: tier(most, total, first, second),
    rest: tier(most, total, second, n),
  });
}

/**
 * The onion: core is the smallest set of the most active who bring at least 80 % of the contributions, with the regular
 * they bring at least 95 %, the casual the rest (GrimoireLab). Who contributed nothing is in no tier. Numbers of people
 * and shares, 0 to 1. Floor: 10 people.
 *
 * @param contributions of each person; amounts of 0 or more in any unit, in any order.
 * @returns `too-few` without people; `zero-denominator` where nobody contributed.
 * @throws MeasureError `not-finite`, `negative`
 */
export function onionTiers(
  contributions: ArrayLike<number>,
): Measured<{ readonly core: Tier; readonly regular: Tier; readonly casual: Tier }> {
  const found = ranked(contributions);
  if (found.status !== 'ok') return found;
  const { most, total } = found.value;
  const contributors = most.filter((amount) => amount > 0).length;
  const [core, regular] = [carrying(most, total, 4, 5), carrying(most, total, 19, 20)];
  return ok({
    core: tier(most, total, 0, core),
    regular: tier(most, total, core, regular),
    casual: tier(most, total, regular, contributors),
  });
}

/**
 * The absence factor ("bus factor"): the least number of people who bring half of the contributions,
 * min{k : Σ_{i≤k}x₍ᵢ₎ ≥ ½Σx} (CHAOSS). People, 1 to n; the smaller, the more depends on few. Robust as a number;
 * who they are is for those people to say. Floor: 5 people.
 *
 * @param contributions of each person; amounts of 0 or more in any unit, in any order.
 * @returns `too-few` without people; `zero-denominator` where nobody contributed.
 * @throws MeasureError `not-finite`, `negative`
 */
export function absenceFactor(contributions: ArrayLike<number>): Measured<number> {
  const found = ranked(contributions);
  return found.status === 'ok' ? ok(carrying(found.value.most, found.value.total, 1, 2)) : found;
}

/**
 * Key-person risk over topics: of how many topics one person brings half or more of the contributions (`atRisk`), and
 * what share has a single contributor (`singletons`, 0 to 1; CHAOSS; Lee & Suh). Topics without contributions are left
 * out. Floor: 5 people, and no names without their consent.
 *
 * @param topics for each, what each person contributed.
 * @returns `zero-denominator` where no topic has contributions.
 * @throws MeasureError `not-finite`, `negative`
 */
export function keyPersonRisk(
  topics: readonly ArrayLike<number>[],
): Measured<{ readonly topics: number; readonly atRisk: number; readonly singletons: number }> {
  const factors: number[] = [];
  let single = 0;
  for (const contributions of topics) {
    const factor = absenceFactor(contributions);
    if (factor.status !== 'ok') continue;
    factors.push(factor.value);
    if (Array.from(contributions).filter((amount) => amount > 0).length === 1) single++;
  }
  if (factors.length === 0) return insufficient('zero-denominator', 'No topic has contributions.');
  const atRisk = factors.filter((factor) => factor === 1).length;
  return ok({ topics: factors.length, atRisk, singletons: single / factors.length });
}
