import type { CopkitApi, MetricInfo, MetricName, MetricResult, SeriesValue } from '@copkit/core';
import type { Localizer } from '../locale/localizer.js';
import { calendarText, figure, percent } from '../metrics/format.js';
import { trendText } from './shapes/numbers.js';
import { type AnyValue, show } from './shapes/shapes.js';
import { labelOf, type Saying } from './shapes/shown.js';
import { figureTexts } from './texts.js';

/** Tells figures in few words, as in the cell of a table. */
export interface Brief {
  /** What a metric is called; `english` where the catalogue does not have it. */
  readonly label: (metric: string, english: string) => string;
  /** The figure with its interval, or why there is none. */
  readonly tell: (metric: string, result: MetricResult<unknown>) => Told;
  /** The last period of a series. */
  readonly series: (result: MetricResult<SeriesValue>) => Told;
  /** A number as the headline of a metric says it. */
  readonly number: (metric: string, value: number) => string;
}

export interface Told {
  readonly text: string;
  /** Whether there is a figure. */
  readonly told: boolean;
  readonly interval: string | null;
}

/** Among indicators there are series of the host, too. */
const isSeries = (result: MetricResult<unknown>): result is MetricResult<SeriesValue> =>
  typeof result.value === 'object' && result.value !== null && 'interventions' in result.value;

export const loadBrief = async (api: CopkitApi, locale: Localizer, signal: AbortSignal): Promise<Brief> => {
  const [{ items }] = await Promise.all([api.metrics.list({}, { signal }), figureTexts.load(locale.language)]);
  const known = new Map<string, MetricInfo>(items.map((info) => [info.name, info]));
  const say = (metric: string): Saying => ({
    texts: figureTexts.in(locale.language),
    locale,
    metric: metric as MetricName,
    info: known.get(metric) ?? null,
  });
  const withheld = (metric: string, { status, caveats }: MetricResult<unknown>): Told => {
    const { texts } = say(metric);
    const unmeasured = caveats.some(({ code }) => code === 'not-measured');
    const text = unmeasured ? texts.notMeasured : status === 'suppressed' ? texts.suppressed : texts.insufficient;
    return { text, told: false, interval: null };
  };
  const series = (result: MetricResult<SeriesValue>): Told => {
    const last = result.value?.points.findLast(({ value }) => value !== null);
    if (!result.value || !last || last.value === null) return withheld('', result);
    const { texts } = say('');
    const { tag } = locale;
    const text = result.value.series.measure === 'share' ? percent(tag, last.value, 1) : figure(tag, last.value);
    return { text, told: true, interval: calendarText(texts, tag, last.period) };
  };
  return {
    label: (metric, english) => {
      const saying = say(metric);
      return saying.info ? labelOf(saying.texts, saying.metric, saying.info) : english;
    },
    tell: (metric, result) => {
      if (result.status !== 'ok' || result.value === undefined) return withheld(metric, result);
      if (isSeries(result)) return series(result);
      const { headline } = show(say(metric), result.value as AnyValue);
      return { text: headline.value, told: true, interval: headline.interval ?? headline.meaning };
    },
    series,
    number: (metric, value) => trendText(say(metric), value),
  };
};
