import type {
  AdoptionBreadth,
  AnswerRate,
  Comparison,
  CountFigure,
  CrossUnitHelp,
  Distribution,
  MetricUnit,
  NumberFigure,
  RangeFigure,
  Share,
  ShareFigure,
  UnitCell,
} from '@copkit/core';
import { html } from 'lit';
import { calendarText, duration, figure, percent } from '../../metrics/format.js';
import { datum } from '../../metrics/report.js';
import { drawnBy } from './charts.js';
import { between, headline, labelOf, named, quantity, type Saying, type Shown, share, type Table } from './shown.js';

type AnyShare = Share & Partial<ShareFigure & AnswerRate & CrossUnitHelp & AdoptionBreadth>;

const shareCell = ({ locale }: Saying, value: number) => datum(value, percent(locale.tag, value));
const countCell = ({ locale }: Saying, value: number) => datum(value, locale.number(value));

const byUnit = (say: Saying, label: string, cells: readonly UnitCell[], toggle?: string): Table => {
  const { texts } = say;
  return {
    label,
    heads: [texts.unit, texts.share, texts.count, texts.of],
    body: cells.map(({ unit, status, count, of }) =>
      status === 'suppressed' || count === null || of === null
        ? [html`<bdi>${unit}</bdi>`, texts.keptBack, '', '']
        : [
            html`<bdi>${unit}</bdi>`,
            shareCell(say, of > 0 ? count / of : 0),
            countCell(say, count),
            countCell(say, of),
          ],
    ),
    ...(toggle && { toggle }),
  };
};

const byMonth = (say: Saying, label: string, months: AdoptionBreadth['byMonth']): Table => {
  const { texts, locale } = say;
  return {
    label: `${label}, ${texts.month}`,
    heads: [texts.month, texts.share, texts.count, texts.of],
    body: months.map(({ month, adopted, eligible }) => [
      calendarText(texts, locale.tag, month),
      eligible > 0 ? shareCell(say, adopted / eligible) : '–',
      countCell(say, adopted),
      countCell(say, eligible),
    ]),
    toggle: texts.figuresByMonth,
  };
};

/** Months in which there was something to take up; a line needs two of them. */
const monthsOf = (say: Saying, months: AdoptionBreadth['byMonth'] = []): Shown['chart'] => {
  const { texts, locale } = say;
  const points = months
    .filter(({ eligible }) => eligible > 0)
    .map(({ month, adopted, eligible }) => {
      const value = adopted / eligible;
      return { at: month, value, title: `${calendarText(texts, locale.tag, month)}: ${share(say, value)}` };
    });
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return null;
  const told = ({ at, value }: typeof first) => [share(say, value), calendarText(texts, locale.tag, at)] as const;
  return {
    summary: texts.seriesSummary(...told(first), ...told(last)),
    draw: drawnBy('months', ({ monthsChart }) => monthsChart(locale, { points, text: (value) => share(say, value) })),
    axes: null,
    free: false,
  };
};

export const showShare = (say: Saying, value: AnyShare): Shown => {
  const { texts, locale, metric } = say;
  const label = labelOf(texts, metric, say.info);
  const { chance = null, horizons, byUnit: units, byMonth: months } = value;
  const of =
    value.count !== undefined && value.of !== undefined
      ? `${locale.number(value.count)} ${texts.ofAll(locale.number(value.of))}`
      : '';
  const tables: Table[] = [];
  if (horizons)
    tables.push({
      label,
      heads: [texts.within, texts.share, texts.interval, texts.answered],
      body: horizons.map(({ hours, share: part, low, high, answered }) => [
        duration(locale.tag, hours, 'hours'),
        shareCell(say, part),
        `${share(say, low)} – ${share(say, high)}`,
        countCell(say, answered),
      ]),
    });
  if (units && units.length > 0)
    tables.push(byUnit(say, months ? `${label}, ${texts.unit}` : label, units, months && texts.figuresByUnit));
  if (months) tables.push(byMonth(say, label, months));
  return {
    headline: headline(
      share(say, value.share),
      value.hours === undefined
        ? (texts.meaning[metric] ?? of)
        : texts.answeredWithin(duration(locale.tag, value.hours, 'hours')),
      {
        interval: between(say, value.low, value.high),
        share: value,
        chance,
        byChance: chance && texts.byChance(share(say, chance.low), share(say, chance.high)),
      },
    ),
    chart: monthsOf(say, months),
    tables,
    asides: [],
  };
};

const asidesOf = (
  say: Saying,
  asides: readonly {
    readonly code: string;
    readonly label: string;
    readonly value: number;
    readonly unit: MetricUnit;
  }[],
): readonly string[] =>
  asides.map(({ code, label, value, unit }) => `${named(say, code, label)}: ${quantity(say, value, unit)}`);

export const showNumber = (say: Saying, { value, low, high, unit, chance, asides }: NumberFigure): Shown => {
  const text = (number: number) => quantity(say, number, unit);
  return {
    headline: headline(text(value), '', {
      interval: low === null || high === null ? null : say.texts.intervalOf(text(low), text(high)),
      byChance: chance && say.texts.numbersByChance(text(chance.low), text(chance.high)),
    }),
    chart: null,
    tables: [],
    asides: asidesOf(say, asides),
  };
};

export const showCount = (say: Saying, { count, of, unit, asides }: CountFigure): Shown => ({
  headline: headline(
    say.locale.number(count),
    [
      unit === 'none' || unit === 'hours' || unit === 'days' ? '' : say.texts.unit[unit](count),
      of === null ? '' : say.texts.ofAll(say.locale.number(of)),
    ]
      .filter(Boolean)
      .join(' '),
  ),
  chart: null,
  tables: [],
  asides: asidesOf(say, asides),
});

/** Low, middle and high of what was claimed: hours stay hours, never days saved and never money. */
export const showRange = (say: Saying, { low, mid, high, unit }: RangeFigure): Shown => {
  const text = (value: number) =>
    unit === 'hours' || unit === 'days'
      ? new Intl.NumberFormat(say.locale.tag, {
          style: 'unit',
          unit: unit === 'hours' ? 'hour' : 'day',
          unitDisplay: 'long',
          maximumFractionDigits: 0,
        }).format(value)
      : quantity(say, value, unit);
  return {
    headline: headline(text(mid), say.texts.plain.claimed, {
      interval: say.texts.claimedBetween(text(low), text(high)),
    }),
    chart: null,
    tables: [],
    asides: [],
  };
};

export const showDistribution = (say: Saying, value: Distribution): Shown => {
  const text = (number: number) => quantity(say, number, value.unit);
  return {
    headline: headline(text(value.median), say.texts.plain.people, {
      meaning: say.texts.halfBetween(text(value.lowerQuartile), text(value.upperQuartile)),
    }),
    chart: null,
    tables: [],
    asides: [],
  };
};

export const showComparison = (say: Saying, { difference, low, high, groups }: Comparison): Shown => {
  const { texts, locale } = say;
  const points = (value: number) =>
    new Intl.NumberFormat(locale.tag, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(
      value,
    );
  const rows = groups.map((group) => ({ ...group, name: named(say, group.group, group.label) }));
  const [one, other] = rows;
  const label = labelOf(texts, say.metric, say.info);
  return {
    headline: headline(points(difference), texts.plain.difference, {
      interval: texts.intervalOf(points(low), points(high)),
    }),
    chart: {
      summary: one && other ? texts.versus(one.name, share(say, one.share), other.name, share(say, other.share)) : '',
      draw: drawnBy('bars', ({ barsChart }) =>
        barsChart(
          rows.map((row) => ({
            label: row.name,
            value: row.share,
            low: row.low,
            high: row.high,
            text: share(say, row.share),
          })),
        ),
      ),
      axes: null,
      free: true,
    },
    tables: [
      {
        label,
        heads: [texts.plain.group, texts.share, texts.interval, texts.count, texts.plain.details],
        body: rows.map((row) => [
          row.name,
          shareCell(say, row.share),
          `${share(say, row.low)} – ${share(say, row.high)}`,
          countCell(say, row.records),
          row.median === null ? texts.notReached : datum(row.median, duration(locale.tag, row.median, 'hours')),
        ]),
      },
    ],
    asides: [],
  };
};

/** What a point of a trend says, by the shape of its metric. */
export const trendText = (say: Saying, value: number): string => {
  const { shape, unit } = say.info ?? {};
  if (
    shape === 'share' ||
    shape === 'endings' ||
    shape === 'comparison' ||
    shape === 'transitions' ||
    shape === 'matrix'
  )
    return share(say, value);
  if (shape === 'waiting') return duration(say.locale.tag, value, unit === 'days' ? 'days' : 'hours');
  return shape === 'count' ? say.locale.number(value) : figure(say.locale.tag, value);
};
