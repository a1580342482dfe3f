import { expect, test } from 'vitest';
import { Calendar, UTC } from './calendar.js';
import { monthName, monthsOf, quarterName, windowsWithin } from './windows.js';

const at = (moment: string) => Date.parse(moment);
const all = monthsOf('2025', { from: 0, to: 0 });
const span = (window: string) => {
  const { from, to } = monthsOf(window, all);
  return [UTC.momentOf(from), UTC.momentOf(to)];
};

test.each([
  ['2025', '2025-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'],
  ['2025-Q1', '2025-01-01T00:00:00.000Z', '2025-04-01T00:00:00.000Z'],
  ['2025-Q4', '2025-10-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'],
  ['2024-02', '2024-02-01T00:00:00.000Z', '2024-03-01T00:00:00.000Z'],
  ['2024-12', '2024-12-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'],
  ['all', '2025-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'],
])('%s is a window', (window, from, to) => expect(span(window)).toEqual([from, to]));

test.each(['', 'All', '25', '2025-Q5', '2025-Q0', '2025-00', '2025-13', '2025-1', '2025-01-01', '2025-01..2025-02'])(
  '"%s" is none',
  (window) =>
    expect(() => monthsOf(window, all)).toThrow(expect.objectContaining({ code: 'invalid', field: 'window' })),
);

test.each([
  ['2026-01-01T00:00:00.000Z', '2025-10-01T00:00:00.000Z', '2026-01-08T00:00:00.000Z'],
  ['2026-01-07T23:59:59.999Z', '2025-10-01T00:00:00.000Z', '2026-01-08T00:00:00.000Z'],
  ['2026-01-08T00:00:00.000Z', '2026-01-01T00:00:00.000Z', '2026-04-08T00:00:00.000Z'],
  ['2026-03-31T00:00:00.000Z', '2026-01-01T00:00:00.000Z', '2026-04-08T00:00:00.000Z'],
])('at %s figures reach to %s and the next come at %s', (now, until, next) => {
  expect(UTC.momentOf(UTC.publishedUntil(at(now)))).toBe(until);
  expect(UTC.nextPublication(at(now))).toBe(next);
});

test('a community that began in May has the windows from its first quarter on, with the year it began in', () => {
  const from = monthsOf('2025-Q2', all).from;
  const names = windowsWithin({ from, to: monthsOf('2026-Q1', all).to }).map(({ window }) => window);
  expect(names.slice(0, 5)).toEqual(['2025', '2026-Q1', '2025-Q4', '2025-Q3', '2025-Q2']);
  expect(names.slice(5)).toHaveLength(12);
  expect(names.at(-1)).toBe('2025-04');
});

test.each([
  ['Europe/Berlin', '2025-01', '2024-12-31T23:00:00.000Z'],
  ['Europe/Berlin', '2025-07', '2025-06-30T22:00:00.000Z'],
  // Summer time ends on the last Sunday of October and begins on that of March.
  ['Europe/Berlin', '2025-04', '2025-03-31T22:00:00.000Z'],
  ['Europe/Berlin', '2025-11', '2025-10-31T23:00:00.000Z'],
  // It ended on the second of November: the first is still in it.
  ['America/New_York', '2025-11', '2025-11-01T04:00:00.000Z'],
  ['Asia/Kolkata', '2025-03', '2025-02-28T18:30:00.000Z'],
  ['Pacific/Auckland', '2025-10', '2025-09-30T11:00:00.000Z'],
  ['UTC', '2025-03', '2025-03-01T00:00:00.000Z'],
])('in %s the month %s begins at %s', (timeZone, month, moment) => {
  const calendar = new Calendar(timeZone);
  const { from, to } = monthsOf(month, all);
  expect(calendar.momentOf(from)).toBe(moment);
  const first = calendar.startOf(from);
  expect([first - 1, first, calendar.startOf(to) - 1].map((time) => calendar.monthOf(time))).toEqual([
    from - 1,
    from,
    from,
  ]);
});

test('names of months and quarters do not hang on where the clock stands', () => {
  const { from } = monthsOf('2025-Q4', all);
  expect([monthName(from), quarterName(from)]).toEqual(['2025-10', '2025-Q4']);
});
