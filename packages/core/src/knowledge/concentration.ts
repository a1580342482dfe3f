/**
 * Effective number of people: exp(H) with H = −Σ p ln p over the shares p of what they hold. As many people with equal
 * shares would be as diverse; 0 where nobody holds anything. (Hill, Ecology 54, 1973, number of order 1; Jost, Oikos
 * 113, 2006.)
 */
export function effectiveNumber(held: readonly number[]): number {
  const total = sumOf(held);
  if (total <= 0) return 0;
  const entropy = held.reduce((sum, each) => (each > 0 ? sum - (each / total) * Math.log(each / total) : sum), 0);
  return Math.exp(entropy);
}

/**
 * Absence factor: the fewest people who together hold half or more, min{k: Σ_{i≤k} x₍ᵢ₎ ≥ ½ Σx} with the largest
 * first; 0 where nobody holds anything. (CHAOSS, "Contributor absence factor".)
 */
export function absenceFactor(held: readonly number[]): number {
  const half = sumOf(held) / 2;
  if (half <= 0) return 0;
  let reached = 0;
  let people = 0;
  for (const each of held.toSorted((a, b) => b - a)) {
    if (reached >= half) break;
    reached += each;
    people++;
  }
  return people;
}

/**
 * Questions per effective expert, those that stayed unanswered counted twice: q (1 + u) / max(1, coverage). What half
 * an expert would be nobody knows, so that coverage below one counts as one. The formula is copkit's own.
 */
export function gapOf(questions: number, unansweredShare: number, coverage: number): number {
  return (questions * (1 + unansweredShare)) / Math.max(1, coverage);
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
