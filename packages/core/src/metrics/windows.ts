import { CopkitError } from '../errors.js';

/** Whole calendar months in UTC, counted from the year 0; `to` is the first one after. */
export interface Months {
  readonly from: number;
  readonly to: number;
}

const DAY = 86_400_000;
/** So long after its last day, all questions of a quarter have been watched for the longest horizon of the answer rate. */
export const SETTLING = 7 * DAY;

export const startOf = (month: number): number => {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(month / 12), month % 12, 1);
  return date.getTime();
};
export const monthOf = (time: number): number => {
  const date = new Date(time);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};
export const momentOf = (month: number): string => new Date(startOf(month)).toISOString();
/** `YYYY-MM` */
export const monthName = (month: number): string => momentOf(month).slice(0, 7);

/** The first moment after the quarter that a moment lies in. */
export function endOfQuarter(time: number): number {
  const month = monthOf(time);
  return startOf(month - (month % 3) + 3);
}

/** The month with which the quarters begin that are not over or not settled yet. */
export function publishedUntil(now: number): number {
  const month = monthOf(now - SETTLING);
  return month - (month % 3);
}

/** When figures come out next. */
export const nextPublication = (now: number): string =>
  new Date(startOf(publishedUntil(now) + 3) + SETTLING).toISOString();

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
    [12, (month: number) => momentOf(month).slice(0, 4)],
    [3, (month: number) => `${momentOf(month).slice(0, 4)}-Q${(month % 12) / 3 + 1}`],
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
