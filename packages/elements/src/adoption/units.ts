import type { Adoption, AdoptionState, CopkitApi } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { dayText } from '../days.js';
import { type IconNode, icon } from '../icon.js';
import { check, circleCheck, cross } from '../icons.js';
import type { Grown } from '../list-page.js';
import type { Localizer } from '../locale/localizer.js';
import { badgeCheck } from '../practices/icons.js';
import type { AdoptionTexts } from './texts.js';

const PAGE = 50;

const LOOKS: Readonly<Partial<Record<AdoptionState, readonly [tone: string, icon: IconNode]>>> = {
  trial: ['', check],
  adopted: ['', circleCheck],
  sustained: ['positive', badgeCheck],
  abandoned: ['', cross],
};

/** Reads the units that use a practice, a page at a time. */
export const reader =
  (api: CopkitApi, practiceId: string, signal?: AbortSignal) =>
  (after: string | null): Promise<Grown<Adoption>> =>
    api.adoptions.list({ practiceId, limit: PAGE, ...(after && { after }) }, signal ? { signal } : {});

/** Since when the state holds that it is in. */
export const since = (adoption: Adoption): string => {
  const { state, consideredAt, triedAt, adoptedAt, sustainedAt, abandonedAt } = adoption;
  const at = { considering: null, trial: triedAt, adopted: adoptedAt, sustained: sustainedAt, abandoned: abandonedAt };
  return at[state] ?? consideredAt;
};

/** How far a unit is, how it works by the practice, and by which version. */
export const standing = (texts: AdoptionTexts, locale: Localizer, adoption: Adoption): TemplateResult => {
  const { state, mode, version, outdated } = adoption;
  const [tone, node] = LOOKS[state] ?? ['', null];
  const day = dayText(locale, since(adoption));
  return html`<span class="badge ${tone}" part="state">${node ? icon(node) : nothing}${texts.adoption[state]}</span>
    ${mode === null || state === 'abandoned' ? nothing : html`<span>${texts.mode[mode]}</span>`}
    <span>${state === 'abandoned' ? texts.abandonedOn(day) : texts.since(day)}</span>
    ${
      state === 'abandoned'
        ? nothing
        : html`<span class=${outdated ? 'warning' : ''}
            >${texts.worksBy(version)}${outdated ? html` · ${texts.outdated}` : nothing}</span
          >`
    }`;
};

/** What it saves the unit, and whether somebody else says so too. */
export const benefit = (
  texts: AdoptionTexts,
  locale: Localizer,
  adoption: Adoption,
): TemplateResult | typeof nothing => {
  const claimed = adoption.benefit;
  if (!claimed || adoption.state === 'abandoned') return nothing;
  const [mid, low, high] = [claimed.hours.mid, claimed.hours.low, claimed.hours.high].map((hours) =>
    locale.number(hours),
  ) as [string, string, string];
  return html`<p class="benefit"
    >${texts.saves(mid, low, high)}
    ${
      claimed.corroboratedAt
        ? html`<span class="badge positive">${icon(check)}${texts.corroborated}</span>`
        : html`<span class="muted">${texts.notCorroborated}</span>`
    }
    ${claimed.note ? html`<span class="note" dir="auto">${claimed.note}</span>` : nothing}</p
  >`;
};

export const reached = (day: string): boolean => new Date().toISOString() >= day;

/** From when on a unit may say that it lasts. */
export const waits = (
  texts: AdoptionTexts,
  locale: Localizer,
  { state, sustainableFrom }: Adoption,
): TemplateResult | typeof nothing =>
  state === 'adopted' && sustainableFrom && !reached(sustainableFrom)
    ? html`<p class="meta">${texts.sustainableFrom(dayText(locale, sustainableFrom))}</p>`
    : nothing;

/** A unit in the list, with the button to say that its benefit is true. */
export const unitRow = (
  texts: AdoptionTexts,
  locale: Localizer,
  adoption: Adoption,
  withBenefit: boolean,
  corroborate: TemplateResult | typeof nothing,
): TemplateResult => {
  const { unit, state, abandonReason, id } = adoption;
  return html`<li class=${state} part="row" data-id=${id}>
    <p class="unit"><bdi>${unit.name}</bdi></p>
    <p class="meta">${standing(texts, locale, adoption)}</p>
    ${state === 'abandoned' && abandonReason ? html`<q class="note" dir="auto">${abandonReason}</q>` : nothing}
    ${withBenefit ? benefit(texts, locale, adoption) : nothing} ${corroborate}
  </li>`;
};
