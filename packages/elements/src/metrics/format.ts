import type { MetricResult, Waiting } from '@copkit/core';
import type { MetricTexts } from './texts.js';

const formats = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

const numberFormat = (tag: string, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = `${tag} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(tag, options);
  formats.set(key, format);
  return format;
};

const dateFormat = (tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${tag} ${JSON.stringify(options)}`;
  const format = dates.get(key) ?? new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' });
  dates.set(key, format);
  return format;
};

export const percent = (tag: string, share: number, digits = 0): string =>
  numberFormat(tag, { style: 'percent', maximumFractionDigits: digits }).format(share);

export const figure = (tag: string, value: number): string =>
  numberFormat(tag, { maximumSignificantDigits: 3 }).format(value);

/** A time in the larger unit that it fills, such as "3.5 hours" or "2 days". */
export const duration = (tag: string, time: number, unit: Waiting['unit'], long = true): string => {
  const asDays = unit === 'days' || time >= 48;
  const value = unit === 'hours' && asDays ? time / 24 : time;
  return numberFormat(tag, {
    style: 'unit',
    unit: asDays ? 'day' : 'hour',
    unitDisplay: long ? 'long' : 'narrow',
    maximumFractionDigits: 1,
  }).format(value);
};

export const dayText = (tag: string, iso: string): string =>
  dateFormat(tag, { dateStyle: 'medium' }).format(new Date(iso));

/** From the first day to the last one in it; the end of a window does not belong to it. */
export const spanText = (texts: MetricTexts, tag: string, [from, to]: MetricResult<unknown>['window']): string =>
  texts.fromTo(dayText(tag, from), dayText(tag, new Date(Date.parse(to) - 1).toISOString()));

const monthText = (tag: string, month: string): string =>
  dateFormat(tag, { month: 'short', year: 'numeric' }).format(new Date(`${month}-01T00:00:00Z`));

/** A month on an axis; January with its year. */
export const monthTick = (tag: string, time: number): string => {
  const date = new Date(time);
  return date.getUTCMonth() === 0 && date.getUTCDate() === 1
    ? dateFormat(tag, { year: 'numeric' }).format(date)
    : dateFormat(tag, date.getUTCDate() === 1 ? { month: 'short' } : { month: 'short', day: 'numeric' }).format(date);
};

/** A window or a period of the calendar, such as `2025-Q3`, in words. */
export const calendarText = (texts: MetricTexts, tag: string, window: string): string => {
  if (window === 'all') return texts.allTime;
  const [year = '', part] = window.split('-Q');
  if (part) return texts.quarter(part, year);
  if (/^\d{4}-\d\d$/.test(window)) return monthText(tag, window);
  return /^\d{4}$/.test(window) ? window : dayText(tag, window);
};
