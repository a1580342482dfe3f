import type { Flag } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { nameOf } from '../facts.js';
import { icon } from '../icon.js';
import { triangleAlert } from '../icons.js';
import type { Localizer } from '../locale/localizer.js';
import type { AllMessages } from '../locale/messages.js';
import type { Outcome } from './flagged.js';

/** Who found what wrong with a post, and the two ways to decide on it. */
export const flagNotice = (
  locale: Localizer,
  t: AllMessages,
  flags: readonly Flag[],
  busy: boolean,
  decide: (outcome: Outcome) => void,
): TemplateResult => {
  const button = (label: string, outcome: Outcome) =>
    html`<button type="button" class="button" part="button" aria-disabled=${busy} @click=${() => decide(outcome)}>${label}</button>`;
  return html`<div class="notice slim" part="notice" role="group" aria-label=${t.flagged}>
    ${icon(triangleAlert)}
    <div>
      ${flags.map(
        ({ reason, note, by }) =>
          html`<p>
            ${t.flagged}: ${t.flagReason[reason]} (<bdi>${nameOf(locale, by)}</bdi>)${note ? html`<br /><bdi>${note}</bdi>` : nothing}
          </p>`,
      )}
    </div>
    ${button(t.keepFlagged, 'kept')}${button(t.hide, 'hidden')}
  </div>`;
};
