import { html, nothing, type TemplateResult } from 'lit';
import { dayText } from '../days.js';
import { icon } from '../icon.js';
import { circleCheck } from '../icons.js';
import type { Localizer } from '../locale/localizer.js';
import type { KnowingTexts } from './texts.js';

/** Whether somebody may be asked now. Why not is theirs to say: only that they are away is told. */
export const standing = (
  texts: KnowingTexts,
  locale: Localizer,
  askable: boolean,
  awayUntil: string | null,
): TemplateResult | typeof nothing => {
  if (askable) return html`<span class="badge positive">${icon(circleCheck)}${texts.askable}</span>`;
  return awayUntil ? html`<span class="badge away">${texts.awayUntil(dayText(locale, awayUntil))}</span>` : nothing;
};
