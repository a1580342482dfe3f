import type { SeriesPeriod } from './api.js';

const DAY = 86_400_000;

const examples: Readonly<Record<SeriesPeriod, string>> = {
  week: 'the Monday of a week such as 2025-03-03',
  month: 'a month such as 2025-03',
  quarter: 'a quarter such as 2025-Q1',
};

/** How a period of this length is written. */
export const exampleOf = (every: SeriesPeriod): string => examples[every];

/** Milliseconds of its beginning in UTC; `null` for what is not written as a period of this length. */
export function startOfPeriod(every: SeriesPeriod, period: string): number | null {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
  const day =
    every === 'quarter'
      ? quarter && `${quarter[1]}-${String(Number(quarter[2]) * 3 - 2).padStart(2, '0')}-01`
      : every === 'month'
        ? /^\d{4}-\d\d$/.test(period) && `${period}-01`
        : /^\d{4}-\d\d-\d\d$/.test(period) && period;
  if (!day) return null;
  const start = Date.parse(`${day}T00:00:00.000Z`);
  // Date.parse takes 30 February for 2 March.
  if (Number.isNaN(start) || !new Date(start).toISOString().startsWith(day)) return null;
  return every === 'week' && new Date(start).getUTCDay() !== 1 ? null : start;
}

/** The beginning of the period after the one that begins then. */
export function nextPeriod(every: SeriesPeriod, start: number): number {
  if (every === 'week') return start + 7 * DAY;
  const date = new Date(start);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + (every === 'month' ? 1 : 3), 1);
}

export function periodAt(every: SeriesPeriod, start: number): string {
  const day = new Date(start).toISOString();
  if (every === 'quarter') return `${day.slice(0, 4)}-Q${new Date(start).getUTCMonth() / 3 + 1}`;
  return day.slice(0, every === 'week' ? 10 : 7);
}
