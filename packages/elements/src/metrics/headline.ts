import type { MetricName, MetricResult, MetricValues, Share, Waiting } from '@copkit/core';
import { duration, percent } from './format.js';
import type { MetricTexts } from './texts.js';

export type AnyResult = MetricResult<MetricValues[MetricName]>;

/** The one figure of a metric: what is said of it, and where it lies if it is a share. */
export interface Headline {
  readonly value: string;
  readonly meaning: string;
  readonly interval: string | null;
  readonly share: Share | null;
  /** What would be seen by chance. */
  readonly chance: Share | null;
}

export const isWaiting = (value: MetricValues[MetricName]): value is Waiting => 'median' in value;

export const headlineOf = (
  texts: MetricTexts,
  tag: string,
  metric: MetricName,
  value: MetricValues[MetricName],
): Headline => {
  if (isWaiting(value)) {
    const { median, medianLow, medianHigh, unit } = value;
    const time = (at: number) => duration(tag, at, unit);
    return {
      value: median === null ? texts.notReached : time(median),
      meaning: median === null ? texts.mostStillWaiting : (texts.meaning[metric] ?? ''),
      interval:
        medianLow === null
          ? null
          : texts.intervalOf(time(medianLow), medianHigh === null ? `(${texts.notReached})` : time(medianHigh)),
      share: null,
      chance: null,
    };
  }
  if (!('share' in value)) return { value: '', meaning: '', interval: null, share: null, chance: null };
  const { share, low, high } = value;
  const chance = 'chance' in value ? value.chance : null;
  return {
    value: percent(tag, share),
    meaning: 'hours' in value ? texts.answeredWithin(duration(tag, value.hours, 'hours')) : (texts.meaning[metric] ?? ''),
    interval: texts.intervalOf(percent(tag, low), percent(tag, high)),
    share: { share, low, high },
    chance,
  };
};
