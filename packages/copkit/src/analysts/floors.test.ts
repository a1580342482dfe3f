import type { Activity } from '@copkit/core';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from './csv.js';
import { K, OTHERS } from './floors.js';
import { type PeriodLength, periodLengths, periodOf } from './periods.js';

const MONTH = 30 * 86_400_000;
const act = (more: Partial<Activity>): Activity =>
  ({
    id: 'x',
    actor: null,
    verb: 'answer',
    object: 'r_0000000000000000_000000000000',
    inReplyTo: null,
    target: null,
    community: 'c_0000000000000000',
    unitAtEvent: null,
    channel: 'text',
    topics: [],
    at: '2025-01-02T10:00:00.000Z',
    recordedAt: '2025-01-02T10:00:00.000Z',
    origin: 'live',
    detail: null,
    ...more,
  }) as Activity;

type Row = Readonly<Record<string, string>>;

async function rowsOf(acts: readonly Activity[], length: PeriodLength): Promise<Row[]> {
  let text = '';
  const log = async function* () {
    yield* acts;
  };
  for await (const part of csvOf(log, length)) text += part;
  return parse(text, { columns: true }) as Row[];
}

function by(rows: readonly Row[], ...columns: string[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = columns.map((column) => row[column]).join('|');
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}
const peopleOf = (rows: readonly Row[]) => new Set(rows.map(({ person }) => person)).size;

const someLog = fc.array(
  fc.record({
    person: fc.nat(14),
    unit: fc.constantFrom(null, 'works', 'lab', 'hall'),
    verb: fc.constantFrom('ask', 'answer', 'accept', 'charter'),
    topics: fc.subarray(['pumps', 'seals']),
    month: fc.nat(5),
    day: fc.nat(27),
  }),
  { maxLength: 120 },
);

describe('at least five people', () => {
  it('stand behind each period and unit, and each verb and topic within', async () => {
    await fc.assert(
      fc.asyncProperty(someLog, fc.constantFrom(...periodLengths), async (did, length) => {
        const acts = did
          .map(({ person, unit, month, day, ...said }) =>
            act({
              ...said,
              actor: `p_${String(person).padStart(17, '0')}`,
              unitAtEvent: unit,
              at: new Date(Date.UTC(2025, month, 1 + day)).toISOString(),
            } as Partial<Activity>),
          )
          .sort((a, b) => (a.at < b.at ? -1 : 1));
        const rows = await rowsOf(acts, length);
        for (const columns of [['period'], ['period', 'unit'], ['period', 'unit', 'verb']])
          for (const of of by(rows, ...columns).values()) expect(peopleOf(of)).toBeGreaterThanOrEqual(K);
        for (const of of by(rows, 'period', 'unit').values())
          for (const topic of ['pumps', 'seals']) {
            const bearing = of.filter(({ topics = '' }) => topics.split(' ').includes(topic));
            if (bearing.length > 0) expect(peopleOf(bearing)).toBeGreaterThanOrEqual(K);
          }
        for (const of of by(rows, 'person').values()) expect(by(of, 'period', 'unit').size).toBe(1);
        // Periods do not overlap, so that none is the difference of others.
        const periods = [...by(rows, 'period').keys()].map((name) => name.split('/')).sort();
        for (const [at, [from = '']] of periods.entries())
          if (at > 0) expect(from > (periods[at - 1]?.at(-1) ?? '')).toBe(true);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

const people = (count: number, more: (n: number) => Partial<Activity>) =>
  Array.from({ length: count }, (_, n) => act({ actor: `p_${String(n).padStart(17, '0')}`, ...more(n) }));

describe('what has fewer', () => {
  it('is put together with the next period, the rest with the one before', async () => {
    const at = (month: number) => new Date(Date.UTC(2025, 0, 2) + month * MONTH).toISOString();
    const acts = [
      ...people(3, () => ({ at: at(0) })),
      ...people(6, () => ({ at: at(1) })),
      ...people(7, () => ({ at: at(2) })),
      ...people(2, () => ({ at: at(3) })),
    ];
    const rows = await rowsOf(acts, 'month');
    expect([...by(rows, 'period')].map(([period, of]) => [period, of.length])).toEqual([
      ['2025-01/2025-02', 9],
      ['2025-03/2025-04', 9],
    ]);
  });

  it('is of others, and so is the smallest shown unit where the others are too few', async () => {
    const unit = (n: number) => ({ unitAtEvent: n < 2 ? 'tiny' : n < 8 ? 'small' : 'large' });
    const rows = await rowsOf(people(20, unit), 'month');
    expect([...by(rows, 'unit')].map(([name, of]) => [name, of.length])).toEqual([
      [OTHERS, 8],
      ['large', 12],
    ]);
  });

  it('is left out where it is a deed of a few, as a facilitator’s', async () => {
    const acts = [...people(9, () => ({})), ...people(2, () => ({ verb: 'changeRoles', detail: { roles: [] } }))];
    expect((await rowsOf(acts, 'year')).map(({ verb }) => verb)).toEqual(Array(9).fill('answer'));
  });

  it('leaves nothing of a log of four, and of nobody known', async () => {
    expect(
      await rowsOf(
        people(4, () => ({})),
        'year',
      ),
    ).toEqual([]);
    expect(
      await rowsOf([...people(9, () => ({ actor: null })), ...people(9, () => ({ actor: 'system' }))], 'year'),
    ).toEqual([]);
  });

  it('is not who changed units: a person has one in each period', async () => {
    const acts = [
      ...people(12, (n) => ({ unitAtEvent: n < 6 ? 'works' : 'lab' })),
      act({ actor: 'p_00000000000000000', unitAtEvent: 'lab' }),
    ];
    const rows = await rowsOf(acts, 'month');
    expect([...by(rows, 'unit')].map(([name, of]) => [name, peopleOf(of)]).sort()).toEqual([
      ['lab', 7],
      ['works', 5],
    ]);
  });
});

it('pseudonyms are of one export', async () => {
  const acts = people(6, () => ({}));
  const [first, second] = [await rowsOf(acts, 'year'), await rowsOf(acts, 'year')];
  const persons = new Set([...first, ...second].map(({ person }) => person));
  expect(persons.size).toBe(12);
});

it('what a spreadsheet would take for a formula is text', async () => {
  const rows = await rowsOf(
    people(6, () => ({ unitAtEvent: '=cmd()' })),
    'year',
  );
  expect(rows[0]?.unit).toBe("'=cmd()");
});

it.each([
  ['day', '2024-12-30'],
  ['week', '2024-12-30'],
  ['month', '2024-12'],
  ['quarter', '2024-Q4'],
  ['year', '2024'],
] as const)('a %s is of the calendar', (length, expected) => {
  expect(periodOf('2024-12-30T23:59:59.999Z', length)).toBe(expected);
  expect(periodOf('2025-01-05T23:59:59.999Z', 'week')).toBe('2024-12-30');
});
