import type { ChangePointFigure, Endings, SeriesFigure, Waiting } from '@copkit/core';
import { calendarText, duration, figure, percent } from '../../metrics/format.js';
import { datum } from '../../metrics/report.js';
import { drawnBy } from './charts.js';
import { headline, labelOf, named, quantity, type Saying, type Shown, share } from './shown.js';

export const showWaiting = (say: Saying, value: Waiting): Shown => {
  const { texts, locale, metric } = say;
  const { median, medianLow, medianHigh, unit, points } = value;
  const time = (at: number) => duration(locale.tag, at, unit);
  const half = median === null ? texts.mostStillWaiting : texts.halfAfter(time(median));
  const last = points.at(-1);
  return {
    headline: headline(
      median === null ? texts.notReached : time(median),
      median === null ? texts.mostStillWaiting : (texts.meaning[metric] ?? texts.plain.stillOpen),
      {
        interval:
          medianLow === null
            ? null
            : texts.intervalOf(time(medianLow), medianHigh === null ? `(${texts.notReached})` : time(medianHigh)),
      },
    ),
    chart: last
      ? {
          summary: `${half} ${texts.waitedAfter(time(last.at), share(say, last.share))}`,
          draw: drawnBy('survival', ({ survivalChart }) => survivalChart(say, value)),
          axes: null,
          free: false,
        }
      : null,
    tables: [
      {
        label: labelOf(texts, metric, say.info),
        heads: [texts.time, texts.stillWaiting, texts.interval, texts.atRisk],
        body: points.map(({ at, share: part, low, high, atRisk }) => [
          time(at),
          datum(part, share(say, part)),
          `${share(say, low)} – ${share(say, high)}`,
          datum(atRisk, locale.number(atRisk)),
        ]),
      },
    ],
    asides: [],
  };
};

export const showEndings = (say: Saying, value: Endings): Shown => {
  const { texts, locale } = say;
  const { unit, points } = value;
  const time = (at: number) => duration(locale.tag, at, unit);
  const names = [
    named(say, value.ending, texts.plain.accepted),
    named(say, value.otherEnding, texts.plain.otherwise),
  ] as const;
  const last = points.at(-1);
  return {
    headline: headline(
      last ? share(say, last.happened.share) : locale.number(value.happened),
      last ? texts.byTheTime(time(last.at)) : names[0],
      last
        ? {
            interval: texts.intervalOf(share(say, last.happened.low), share(say, last.happened.high)),
            share: last.happened,
          }
        : {},
    ),
    chart: last
      ? {
          summary: texts.versus(names[0], share(say, last.happened.share), names[1], share(say, last.otherwise.share)),
          draw: drawnBy('endings', ({ endingsChart }) => endingsChart(say, value, names)),
          axes: null,
          free: false,
        }
      : null,
    tables: [
      {
        label: labelOf(texts, say.metric, say.info),
        heads: [texts.time, names[0], texts.interval, names[1], texts.interval, texts.plain.stillOpen],
        body: points.map(({ at, happened, otherwise, atRisk }) => [
          time(at),
          datum(happened.share, share(say, happened.share)),
          `${share(say, happened.low)} – ${share(say, happened.high)}`,
          datum(otherwise.share, share(say, otherwise.share)),
          `${share(say, otherwise.low)} – ${share(say, otherwise.high)}`,
          datum(atRisk, locale.number(atRisk)),
        ]),
      },
    ],
    asides: [],
  };
};

export const showSeries = (say: Saying, { points, unit }: SeriesFigure): Shown => {
  const { texts, locale } = say;
  const text = (value: number) => quantity(say, value, unit);
  const month = (at: string) => calendarText(texts, locale.tag, at);
  const [first, last] = [points[0], points.at(-1)];
  const told =
    first && last && points.length > 1
      ? texts.seriesSummary(text(first.value), month(first.at), text(last.value), month(last.at))
      : null;
  return {
    headline: headline(last ? text(last.value) : '–', last ? month(last.at) : '', {
      interval:
        last && last.low !== null && last.high !== null ? texts.intervalOf(text(last.low), text(last.high)) : null,
    }),
    chart: told
      ? {
          summary: told,
          draw: drawnBy('months', ({ monthsChart }) =>
            monthsChart(locale, {
              points: points.map((point) => ({ ...point, title: `${month(point.at)}: ${text(point.value)}` })),
              text: (value) => figure(locale.tag, value),
            }),
          ),
          axes: null,
          free: false,
        }
      : null,
    tables: [
      {
        label: labelOf(texts, say.metric, say.info),
        heads: [texts.month, texts.value, texts.interval, texts.count],
        body: points.map(({ at, value, low, high, records }) => [
          month(at),
          datum(value, text(value)),
          low === null || high === null ? '' : `${text(low)} – ${text(high)}`,
          datum(records, locale.number(records)),
        ]),
      },
    ],
    asides: [],
  };
};

export const showChangePoint = (say: Saying, value: ChangePointFigure): Shown => {
  const { texts, locale } = say;
  const { periods, after, probability, rates, robust } = value;
  const month = (at: string) => calendarText(texts, locale.tag, at);
  const [before, later] = rates.map((rate) => figure(locale.tag, rate));
  const told = texts.changedAfter(percent(locale.tag, probability));
  return {
    headline: headline(month(after), told),
    chart: {
      summary: texts.versus(texts.plain.before, before ?? '', texts.plain.after, later ?? ''),
      draw: drawnBy('months', ({ monthsChart }) =>
        monthsChart(locale, {
          points: periods.flatMap(({ at, count }) =>
            count === null ? [] : [{ at, value: count, title: `${month(at)}: ${locale.number(count)}` }],
          ),
          text: (each) => locale.number(each),
          change: { after, label: percent(locale.tag, probability) },
        }),
      ),
      axes: null,
      free: false,
    },
    tables: [
      {
        label: labelOf(texts, say.metric, say.info),
        heads: [texts.month, texts.count],
        body: periods.map(({ at, count }) => [
          month(at),
          count === null ? texts.keptBack : datum(count, locale.number(count)),
        ]),
      },
    ],
    asides: [robust ? texts.plain.robust : texts.plain.notRobust],
  };
};
