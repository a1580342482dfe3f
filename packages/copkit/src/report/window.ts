import { Failure } from '../failure.js';

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;
const QUARTER = /^(\d{4})-Q([1-4])$/;
const YEAR = /^(\d{4})$/;

/** Months from the year 0 on; `to` is the last one. */
interface Span {
  readonly from: number;
  readonly to: number;
}

function spanOf(text: string): Span | null {
  const [, yearOfMonth, month] = MONTH.exec(text) ?? [];
  if (month)
    return { from: Number(yearOfMonth) * 12 + Number(month) - 1, to: Number(yearOfMonth) * 12 + Number(month) - 1 };
  const [, yearOfQuarter, quarter] = QUARTER.exec(text) ?? [];
  if (quarter) {
    const from = Number(yearOfQuarter) * 12 + (Number(quarter) - 1) * 3;
    return { from, to: from + 2 };
  }
  const [, year] = YEAR.exec(text) ?? [];
  return year ? { from: Number(year) * 12, to: Number(year) * 12 + 11 } : null;
}

const named = (year: number, rest = '') => String(year).padStart(4, '0') + rest;

/**
 * The window of the calendar from the first to the last of two months, quarters or years.
 * @throws Failure where there are no figures of such a time: they are of whole months, quarters and years.
 */
export function windowFrom(from: string, to: string): string {
  const [first, last] = [spanOf(from), spanOf(to)];
  for (const [text, span] of [
    [from, first],
    [to, last],
  ] as const)
    if (!span) throw new Failure(`"${text}" is no month, quarter or year: write 2026-07, 2026-Q3 or 2026.`);
  if (!first || !last) return from;
  const months = last.to - first.from + 1;
  const year = Math.floor(first.from / 12);
  const month = first.from % 12;
  if (months === 1) return named(year, `-${String(month + 1).padStart(2, '0')}`);
  if (months === 3 && month % 3 === 0) return named(year, `-Q${month / 3 + 1}`);
  if (months === 12 && month === 0) return named(year);
  throw new Failure(
    `There are no figures from ${from} to ${to}: they are of one month, one quarter or one year of the calendar, so that nobody can be worked out by taking one time from another. Give for instance --from 2026-07 --to 2026-09, which is 2026-Q3.`,
  );
}
