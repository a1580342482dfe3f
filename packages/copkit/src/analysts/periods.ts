export const periodLengths = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type PeriodLength = (typeof periodLengths)[number];

const DAY = 86_400_000;
const two = (number: number) => String(number).padStart(2, '0');

/** The period of the calendar (UTC) that a moment lies in, such as `2025-08`; weeks by their Monday. Sorts by time. */
export function periodOf(at: string, length: PeriodLength): string {
  if (length === 'day') return at.slice(0, 10);
  if (length === 'month') return at.slice(0, 7);
  if (length === 'year') return at.slice(0, 4);
  const date = new Date(at);
  if (length === 'quarter') return `${date.getUTCFullYear()}-Q${Math.floor(date.getUTCMonth() / 3) + 1}`;
  const monday = new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * DAY);
  return `${monday.getUTCFullYear()}-${two(monday.getUTCMonth() + 1)}-${two(monday.getUTCDate())}`;
}
