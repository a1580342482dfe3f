import type { AdoptionCounts, PracticeState } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { type IconNode, icon } from '../icon.js';
import { circleCheck, triangleAlert } from '../icons.js';
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
