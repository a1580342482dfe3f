import { html, type TemplateResult } from 'lit';
import type { Localizer } from './locale/localizer.js';

const formats = new Map<string, Intl.DateTimeFormat>();

/** A day, from `2027-01-31` or a point in time. */
export const dayText = (locale: Localizer, iso: string): string => {
  let format = formats.get(locale.tag);
  if (!format) {
    format = new Intl.DateTimeFormat(locale.tag, { dateStyle: 'medium', timeZone: 'UTC' });
    formats.set(locale.tag, format);
  }
  return format.format(new Date(iso));
};

export const day = (locale: Localizer, iso: string): TemplateResult =>
  html`<time datetime=${iso.slice(0, 10)}>${dayText(locale, iso)}</time>`;
