import type { Adoption, AdoptionState } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { dayText } from '../days.js';
import { type IconNode, icon } from '../icon.js';
import { check, circleCheck, cross } from '../icons.js';
import type { Localizer } from '../locale/localizer.js';
import { badgeCheck } from '../practices/icons.js';
import type { AdoptionTexts } from './texts.js';

const LOOKS: Readonly<Partial<Record<AdoptionState, readonly [tone: string, icon: IconNode]>>> = {
  trial: ['', check],
  adopted: ['', circleCheck],
  sustained: ['positive', badgeCheck],
  abandoned: ['', cross],
};

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
