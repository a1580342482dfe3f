/**
 * Why there is no figure:
 * - `too-few` fewer records, people or points than the formula can be computed from.
 * - `zero-denominator` what the formula divides by is nothing: nobody asked, nobody is tied to anybody.
 * - `no-variation` all values are alike, so that nothing can be compared or fitted.
 * - `not-identified` the terms of a model cannot be told apart with these records.
 */
export type Shortage = 'too-few' | 'zero-denominator' | 'no-variation' | 'not-identified';

export interface Insufficient {
  readonly status: 'insufficient';
  readonly reason: Shortage;
  /** A sentence: what is missing. */
  readonly message: string;
}

/** A figure, or why there is none. Never `NaN`, never infinite. */
export type Measured<T> = { readonly status: 'ok'; readonly value: T } | Insufficient;

export type InputProblem = 'not-finite' | 'negative' | 'not-whole' | 'out-of-range' | 'lengths-differ' | 'unknown-node';

/** What was handed over cannot be meant: a mistake of the calling program, unlike too little data. */
export class MeasureError extends Error {
  override readonly name = 'MeasureError';

  constructor(
    readonly code: InputProblem,
    /** The parameter that is wrong. */
    readonly argument: string,
    message: string,
  ) {
    super(message);
  }
}

export function ok<T>(value: T): Measured<T> {
  return { status: 'ok', value };
}

export function insufficient(reason: Shortage, message: string): Insufficient {
  return { status: 'insufficient', reason, message };
}

/** Throws `not-finite`. */
export function checkFinite(values: ArrayLike<number>, argument: string): void {
  for (let at = 0; at < values.length; at++) {
    if (!Number.isFinite(values[at]))
      throw new MeasureError('not-finite', argument, `${argument}[${at}] is ${values[at]}: give finite numbers.`);
  }
}

/** Throws `not-finite` or `negative`. */
export function checkAmounts(values: ArrayLike<number>, argument: string): void {
  checkFinite(values, argument);
  for (let at = 0; at < values.length; at++) {
    if ((values[at] ?? 0) < 0)
      throw new MeasureError('negative', argument, `${argument}[${at}] is ${values[at]}: amounts are 0 or more.`);
  }
}

/** Throws `not-finite`, `negative` or `not-whole`. */
export function checkCounts(values: ArrayLike<number>, argument: string): void {
  checkAmounts(values, argument);
  for (let at = 0; at < values.length; at++) {
    if (!Number.isInteger(values[at]))
      throw new MeasureError('not-whole', argument, `${argument}[${at}] is ${values[at]}: counts are whole numbers.`);
  }
}

/** Throws `out-of-range`. */
export function checkRange(value: number, low: number, high: number, argument: string): void {
  if (!(value >= low && value <= high))
    throw new MeasureError('out-of-range', argument, `${argument} is ${value}: give a number from ${low} to ${high}.`);
}

/** Throws `lengths-differ`. */
export function checkAlike(one: ArrayLike<unknown>, other: ArrayLike<unknown>, names: readonly [string, string]): void {
  if (one.length !== other.length) {
    const [first, second] = names;
    const message = `${first} has ${one.length} entries and ${second} has ${other.length}: they belong together, one by one.`;
    throw new MeasureError('lengths-differ', second, message);
  }
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
