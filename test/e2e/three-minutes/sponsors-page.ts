import type { Copkit } from '@copkit/core';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { type Act, answerRate, type Span, timeToFirstResponse } from './recompute.js';
import { adoptionBreadth, crossUnitHelp, shareSeries, timeToAdoption } from './recompute-spread.js';
import {
  curveRows,
  day,
  days,
  hours,
  intervalText,
  monthRows,
  numbersIn,
  percent,
  rateRows,
  type Shown,
  shareRows,
  shown,
  unitRows,
} from './shown.js';

/** All acts of a community, as `copkit export activity` writes them. */
export async function exportLog(cop: Copkit, communityId: string): Promise<Act[]> {
  const { activity } = cop.system({ name: 'test' });
  const acts: Act[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof activity.list>> = await activity.list({
      communityId,
      limit: 100,
      ...(after !== null && { after }),
    });
    acts.push(...(JSON.parse(JSON.stringify(page.items)) as Act[]));
    after = page.next;
  } while (after !== null);
  return acts;
}

interface Expected {
  readonly log: readonly Act[];
  /** What the page's figures are for. */
  readonly span: Span;
  readonly unitNames: ReadonlyMap<string, string>;
}

/** Nothing is shown that was not expected: every number of the element stands in one of the texts. */
function expectNoOtherNumbers(found: Shown, texts: readonly (string | null)[]): void {
  const known = new Set(numbersIn(texts));
  expect(found.numbers.filter((number) => !known.has(number))).toEqual([]);
}

const curveSummary = (
  median: number | null,
  last: { readonly at: number; readonly share: number } | undefined,
  time: (at: number) => string,
) =>
  `${median === null ? 'More than half were still waiting at the end.' : `Half were done after ${time(median)}.`} ` +
  `After ${time(last?.at ?? 0)}, ${percent(last?.share ?? 0)} were still waiting.`;

const records = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
/** Of the caveat about questions that were closed. */
const caveatNumbers = 'More than 5 %';
const none = { share: 0, low: 0, high: 0 };
const element = (tag: string, metric: string) => `${tag}[metric="${metric}"]`;

/** Every number that a sponsor's page shows of a community is the one that the log gives. */
export async function checkFigures(page: Page, { log, span, unitNames }: Expected): Promise<void> {
  const when = `${day(span.from)} to ${day(span.to - 1)}`;

  for (const [metric, computed, time, what] of [
    ['time-to-first-response', timeToFirstResponse(log, span), hours, 'question'],
    ['time-to-adoption', timeToAdoption(log, span), days, 'possible use'],
  ] as const) {
    const found = await shown(page, element('cop-survival', metric));
    const meta = [
      when,
      records(computed.records, what),
      records(computed.people, 'people').replace('peoples', 'people'),
    ];
    const rows = curveRows(computed.points, time);
    const summary = curveSummary(computed.median, computed.points.at(-1), time);
    expect(found.meta).toEqual(meta);
    expect(found.summary).toBe(summary);
    expect(found.tables).toEqual([rows]);
    if (computed.median !== null) {
      // The interval is not computed again from the log; it stands around the median, in the same unit.
      const [median = Number.NaN] = numbersIn([time(computed.median)]).map(Number);
      const [, low = Number.NaN, high = Number.POSITIVE_INFINITY] = numbersIn([found.interval]).map(Number);
      expect(low).toBeLessThanOrEqual(median);
      expect(high).toBeGreaterThanOrEqual(median);
    }
    expectNoOtherNumbers(found, [...meta, summary, ...rows.flat(), found.interval, caveatNumbers]);
  }

  const rate = answerRate(log, span);
  const {
    tables: [told = []],
  } = await shown(page, element('cop-metric', 'answer-rate'));
  // Which horizons are kept back follows from all windows together. Of those that are told, every number is checked.
  const horizons = rate.horizons.filter((each) => told.some(([after]) => after === hours(each.hours)));
  const [first] = horizons;
  expect(first).toBeDefined();
  await checkMetric(page, 'answer-rate', {
    headline: percent(first?.share ?? 0),
    interval: intervalText(first ?? none),
    meta: [when, records(rate.records, 'question'), `${rate.people} people`],
    tables: [rateRows(horizons)],
  });

  const breadth = adoptionBreadth(log, span);
  await checkMetric(page, 'adoption-breadth', {
    headline: percent(breadth.share),
    interval: intervalText(breadth),
    meta: [when, records(breadth.records, 'possible use'), `${breadth.people} people`],
    tables: [unitRows(breadth.units, (id) => unitNames.get(id) ?? id), monthRows(breadth.months)],
  });

  const help = crossUnitHelp(log, span);
  const { interval } = await checkMetric(page, 'cross-unit-help', {
    headline: percent(help.share),
    meta: [when, records(help.records, 'answer'), `${help.people} people`],
    tables: [],
  });
  const [, low, high] = /(\d+)% to (\d+)% would be, if units did not matter$/.exec(interval ?? '') ?? [];
  expect(interval?.startsWith(intervalText(help))).toBe(true);
  // The bounds of chance are of shuffles with another seed.
  expect(Math.abs(Number(low) - help.chance.low * 100)).toBeLessThan(3);
  expect(Math.abs(Number(high) - help.chance.high * 100)).toBeLessThan(3);
  expect(help.chance.low < help.chance.share && help.chance.share < help.chance.high).toBe(true);
}

/** Compares a figure with what it should be; an interval that is not given is left to the caller. */
async function checkMetric(page: Page, metric: string, expected: Partial<Shown>): Promise<Shown> {
  const found = await shown(page, element('cop-metric', metric));
  expect(found).toMatchObject(expected);
  const { headline, interval, meta, tables } = found;
  expectNoOtherNumbers(found, [headline, interval, ...meta, ...tables.flat(2), 'within 24 hours']);
  return found;
}

/** The series is the one of the CSV, and what was changed meanwhile stands in it by its day. */
export async function checkSeries(
  page: Page,
  csv: string,
  changes: readonly { readonly title: string; readonly at: string }[],
): Promise<void> {
  const { rows, records: lines } = shareSeries(csv);
  const found = await shown(page, 'cop-outcome-series');
  const texts = shareRows(rows);
  expect(found.tables).toEqual([texts]);
  expect(found.meta[1]).toBe(`${lines} rows`);
  const [first, last] = [texts[0], texts.at(-1)];
  expect(found.summary).toBe(
    `From ${first?.[1]} in ${first?.[0]} to ${last?.[1]} in ${last?.[0]}. ${records(changes.length, 'change')} are marked.`,
  );
  expect(found.changes).toEqual(
    changes.map(({ title, at }, index) => `${index + 1} ${title} Practice published · ${day(Date.parse(at))}`),
  );
  expectNoOtherNumbers(found, [...found.meta, found.summary, ...found.changes, ...texts.flat()]);
}
