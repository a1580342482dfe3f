import type { Page } from 'puppeteer-core';
import { sees } from '../visitor.js';
import type { CurveAt, Interval } from './recompute.js';
import { keptBack } from './recompute-spread.js';

/** What an element shows of a figure, as text, in the order of the page; and every number in it. */
export interface Shown {
  readonly headline: string | null;
  readonly interval: string | null;
  /** The window, the records, the people. */
  readonly meta: readonly string[];
  readonly next: string | null;
  /** What a chart shows, in words. */
  readonly summary: string | null;
  readonly changes: readonly string[];
  /** By row and cell, without the heads. */
  readonly tables: readonly (readonly (readonly string[])[])[];
  /** Of all its text but the method, the heads of tables, the choice of a window and the axes of a chart. */
  readonly numbers: readonly string[];
}

/** Waits until the element of the page that `selector` names shows what its figure rests on. */
export async function shown(page: Page, selector: string): Promise<Shown> {
  await sees(page, selector, "[part='meta']");
  return page.$eval(selector, (element) => {
    const root = element.shadowRoot as ShadowRoot;
    const clean = (text: string | null | undefined) => (text ?? '').replace(/[\s\u2066-\u2069]+/g, ' ').trim();
    const textOf = (query: string) =>
      root.querySelector(query) ? clean(root.querySelector(query)?.textContent) : null;
    const all = (query: string, within: ParentNode = root) => [...within.querySelectorAll(query)];
    const holder = document.createElement('div');
    for (const node of root.childNodes) holder.append(node.cloneNode(true));
    for (const node of all('svg, style, select, thead, caption, .method, .says, .label', holder)) node.remove();
    // Cells and lines stand apart.
    for (const node of all('*', holder)) node.append(' ');
    const direct = all('svg .direct').map((node) => node.textContent);
    return {
      headline: textOf("[part='value']"),
      interval: textOf('.interval-text'),
      meta: all("[part='meta'] > span").map((node) => clean(node.textContent)),
      next: textOf("[part='next'] p"),
      summary: textOf("[part='summary']"),
      changes: all("[part='changes'] li").map((node) => clean(node.textContent)),
      tables: all('table').map((table) =>
        all('tbody tr', table).map((row) => all('th, td', row).map((cell) => clean(cell.textContent))),
      ),
      numbers: `${holder.textContent} ${direct.join(' ')}`.match(/\d[\d.,]*\d|\d/g) ?? [],
    };
  });
}

const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat('en-GB', options);
export const percent = (share: number, digits = 0): string =>
  number({ style: 'percent', maximumFractionDigits: digits }).format(share);
const between = ({ low, high }: Interval, digits = 0) => `${percent(low, digits)} – ${percent(high, digits)}`;
export const intervalText = ({ low, high }: Interval): string => `95 % interval: ${percent(low)} to ${percent(high)}`;

/** In hours up to two days, then in days. */
export const hours = (time: number): string =>
  time < 48
    ? number({ style: 'unit', unit: 'hour', unitDisplay: 'long', maximumFractionDigits: 1 }).format(time)
    : days(time / 24);
export const days = (time: number): string =>
  number({ style: 'unit', unit: 'day', unitDisplay: 'long', maximumFractionDigits: 1 }).format(time);
export const day = (time: number): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(time);
export const month = (name: string): string =>
  new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(name));

export const curveRows = (points: readonly CurveAt[], time: (at: number) => string): string[][] =>
  points.map((point) => [time(point.at), percent(point.share), between(point), String(point.atRisk)]);

export const rateRows = (horizons: readonly (Interval & { hours: number; answered: number })[]): string[][] =>
  horizons.map((each) => [hours(each.hours), percent(each.share), between(each), String(each.answered)]);

export const shareRows = (
  rows: readonly (Interval & { period: string; numerator: number; denominator: number })[],
): string[][] =>
  rows.map((row) => [
    month(row.period),
    percent(row.share, 1),
    between(row, 1),
    row.numerator.toLocaleString('en-GB'),
    row.denominator.toLocaleString('en-GB'),
  ]);

export const monthRows = (
  months: readonly { readonly month: string; readonly adopted: number; readonly of: number }[],
): string[][] =>
  months.map((each) => [
    month(each.month),
    each.of === 0 ? '–' : percent(each.adopted / each.of),
    String(each.adopted),
    String(each.of),
  ]);

export const unitRows = (units: Parameters<typeof keptBack>[0], nameOf: (unitId: string) => string): string[][] => {
  const hidden = keptBack(units);
  return units
    .map(({ unitId, adopted, of }) =>
      hidden.has(unitId)
        ? [nameOf(unitId), 'kept back', '', '']
        : [nameOf(unitId), percent(adopted / of), String(adopted), String(of)],
    )
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
};

/** The numbers in texts, as `Shown.numbers` has them. */
export const numbersIn = (texts: readonly (string | null)[]): string[] =>
  texts.flatMap((text) => text?.match(/\d[\d.,]*\d|\d/g) ?? []);
