import type { AdoptionCounts, PracticeState } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { type IconNode, icon } from '../icon.js';
import { circleCheck, triangleAlert } from '../icons.js';
import type { Localizer } from '../locale/localizer.js';
import { badgeCheck, building } from './icons.js';
import type { PracticeTexts } from './texts.js';

const LOOKS: Readonly<Partial<Record<PracticeState, readonly [tone: string, icon: IconNode]>>> = {
  good: ['', circleCheck],
  proven: ['positive', badgeCheck],
  needsReview: ['warning', triangleAlert],
};

/** How a practice stands. */
export const stateBadge = (texts: PracticeTexts, state: PracticeState): TemplateResult => {
  const [tone, node] = LOOKS[state] ?? ['', null];
  const means = state in texts.stateMeans ? texts.stateMeans[state as keyof PracticeTexts['stateMeans']] : nothing;
  return html`<span class="badge ${tone}" part="state" title=${means}
    >${node ? icon(node) : nothing}${texts.state[state]}</span
  >`;
};

/** How many units work by it; nothing where none does. */
export const unitsBadge = (texts: PracticeTexts, counts: AdoptionCounts): TemplateResult | typeof nothing => {
  const count = counts.adopted + counts.sustained;
  return count === 0 ? nothing : html`<span class="badge">${icon(building)}${texts.unitsUse(count)}</span>`;
};

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
