import { CopkitError } from '../errors.js';

/** Whole calendar months, counted from the year 0; `to` is the first one after. */
export interface Months {
  readonly from: number;
  readonly to: number;
}

const yearName = (month: number): string => String(Math.floor(month / 12)).padStart(4, '0');
/** `YYYY-MM` */
export const monthName = (month: number): string => `${yearName(month)}-${String((month % 12) + 1).padStart(2, '0')}`;
/** `YYYY-Qn`, of the quarter that begins with the month. */
export const quarterName = (month: number): string => `${yearName(month)}-Q${Math.floor((month % 12) / 3) + 1}`;

/** @throws CopkitError `invalid` for what is no window. */
export function monthsOf(window: string, all: Months): Months {
  if (window === 'all') return all;
  const [, year = '', quarter, month] = /^(\d{4})(?:-Q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(window) ?? [];
  if (year === '') {
    throw new CopkitError(
      'invalid',
      'A window is "all", a year "2025", a quarter "2025-Q3" or a month "2025-08".',
      'window',
    );
  }
  const january = Number(year) * 12;
  if (quarter) return { from: january + Number(quarter) * 3 - 3, to: january + Number(quarter) * 3 };
  if (month) return { from: january + Number(month) - 1, to: january + Number(month) };
  return { from: january, to: january + 12 };
}

/** Every window of the calendar that ends within whole quarters: years, quarters and months, each the latest first. */
export function windowsWithin(all: Months): { readonly window: string; readonly months: Months }[] {
  const windows: { window: string; months: Months }[] = [];
  for (const [length, name] of [
    [12, yearName],
    [3, quarterName],
    [1, monthName],
  ] as const) {
    for (let from = all.from - (all.from % length); from + length <= all.to; from += length) {
      windows.push({ window: name(from), months: { from, to: from + length } });
    }
  }
  return windows.sort(
    (a, b) => b.months.to - b.months.from - (a.months.to - a.months.from) || b.months.from - a.months.from,
  );
}
