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
    acts.push(...page.items);
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
const caveatNumbers = 'Fewer than five percent: 5 %';

/** Every number that a sponsor's page shows of a community is the one that the log gives. */
export async function checkFigures(page: Page, { log, span, unitNames }: Expected): Promise<void> {
  const when = `${day(span.from)} to ${day(span.to - 1)}`;
  const element = (tag: string, metric: string) => `${tag}[metric="${metric}"]`;

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
    expectNoOtherNumbers(found, [...meta, summary, ...rows.flat(), caveatNumbers]);
  }

  const rate = answerRate(log, span);
  const [first] = rate.horizons;
  expect(await shown(page, element('cop-metric', 'answer-rate'))).toMatchObject({
    headline: percent(first?.share ?? 0),
    interval: intervalText(first as (typeof rate.horizons)[number]),
    meta: [when, records(rate.records, 'question'), `${rate.people} people`],
    tables: [rateRows(rate.horizons)],
  });

  const help = crossUnitHelp(log, span);
  const helped = await shown(page, element('cop-metric', 'cross-unit-help'));
  expect(helped).toMatchObject({
    headline: percent(help.share),
    meta: [when, records(help.records, 'answer'), `${help.people} people`],
    tables: [],
  });
  const [, low = '', high = ''] =
    /^.*? (\d+)% to (\d+)% would be, if units did not matter$/.exec(
      helped.interval?.slice(intervalText(help).length) ?? '',
    ) ?? [];
  expect(helped.interval?.startsWith(intervalText(help))).toBe(true);
  // The bounds of chance are of shuffles with another seed.
  expect(Math.abs(Number(low) - help.chance.low * 100)).toBeLessThan(3);
  expect(Math.abs(Number(high) - help.chance.high * 100)).toBeLessThan(3);
  expect(help.chance.low < help.chance.share && help.chance.share < help.chance.high).toBe(true);

  const breadth = adoptionBreadth(log, span);
  expect(await shown(page, element('cop-metric', 'adoption-breadth'))).toMatchObject({
    headline: percent(breadth.share),
    interval: intervalText(breadth),
    meta: [when, records(breadth.records, 'possible use'), `${breadth.people} people`],
    tables: [unitRows(breadth.units, (id) => unitNames.get(id) ?? id), monthRows(breadth.months)],
  });
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
