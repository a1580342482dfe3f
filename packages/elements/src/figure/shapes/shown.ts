import type { MetricInfo, MetricName, MetricUnit, Share } from '@copkit/core';
import type { Localizer } from '../../locale/localizer.js';
import { duration, figure, percent } from '../../metrics/format.js';
import type { Drawing } from '../charts/drawing.js';
import type { FigureTexts } from '../texts.js';

/** What a value is told with. */
export interface Saying {
  readonly texts: FigureTexts;
  readonly locale: Localizer;
  readonly metric: MetricName;
  readonly info: MetricInfo | null;
}

/** The one figure of a metric: what is said of it, and where it lies if it is a share. */
export interface Headline {
  readonly value: string;
  readonly meaning: string;
  readonly interval: string | null;
  readonly share: Share | null;
  /** What would be seen by chance: as a share to be drawn, and in words. */
  readonly chance: Share | null;
  readonly byChance: string | null;
}

export interface Table {
  readonly label: string;
  readonly heads: readonly string[];
  readonly body: readonly (readonly unknown[])[];
  /** What its toggle says; that of all tables where absent. */
  readonly toggle?: string;
}

export interface Chart {
  /** What it shows, in words. */
  readonly summary: string;
  /** `null` while what draws it loads. */
  readonly draw: Drawing | null;
  /** What its axes are, upwards and along; `null` where that goes without saying. */
  readonly axes: readonly [up: string, along: string] | null;
  /** Whether it is as high as what it shows. */
  readonly free: boolean;
}

/** A value as people read it. */
export interface Shown {
  readonly headline: Headline;
  readonly chart: Chart | null;
  readonly tables: readonly Table[];
  /** Sentences beside the headline. */
  readonly asides: readonly string[];
}

export const headline = (value: string, meaning = '', more: Partial<Headline> = {}): Headline => ({
  value,
  meaning,
  interval: null,
  share: null,
  chance: null,
  byChance: null,
  ...more,
});

/** What a code of groups, levels or roles is called; in English as it came where there is no word for it. */
export const named = ({ texts }: Saying, code: string, english: string): string => texts.code[code] ?? english;

/** What a metric is called. */
export const labelOf = (texts: FigureTexts, metric: MetricName, info: MetricInfo | null): string =>
  texts.label[metric] ?? texts.metric[metric]?.[0] ?? info?.label ?? metric;

/** What a metric says, in a sentence. */
export const aboutOf = (texts: FigureTexts, metric: MetricName, info: MetricInfo | null): string =>
  texts.says[metric] ?? texts.metric[metric]?.[1] ?? info?.says ?? '';

/** A number with its unit. */
export const quantity = ({ texts, locale }: Saying, value: number, unit: MetricUnit): string => {
  if (unit === 'hours' || unit === 'days') return duration(locale.tag, value, unit);
  const number = Number.isInteger(value) ? locale.number(value) : figure(locale.tag, value);
  return unit === 'none' ? number : `${number} ${texts.unit[unit](value)}`;
};

/** A share in words. */
export const share = ({ locale }: Saying, value: number): string => percent(locale.tag, value);

export const between = ({ texts, locale }: Saying, low: number, high: number): string =>
  texts.intervalOf(percent(locale.tag, low), percent(locale.tag, high));
