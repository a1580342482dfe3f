import type { CopkitApi, ExpertConsent, ExpertSettings } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { dayText } from '../days.js';
import type { Localizer } from '../locale/localizer.js';
import type { MyTexts } from './texts.js';

const CONSENTS: readonly ExpertConsent[] = ['unlisted', 'listed', 'routable'];

/** What the parts of one's own profile are written with. */
export interface Context {
  readonly texts: MyTexts;
  readonly locale: Localizer;
  readonly busy: boolean;
  /** Calls an operation, and shows what is so afterwards. `place` is where a refusal is to be shown; above all if absent. */
  readonly change: (call: (api: CopkitApi) => Promise<unknown>, place?: string) => void;
  /** What was refused at a place. */
  readonly refused: (place: string) => unknown;
}

const consent = ({ texts, change }: Context, mine: ExpertSettings): TemplateResult =>
  html`<fieldset class="consent">
    <legend>${texts.consentLabel}</legend>
    ${CONSENTS.map(
      (level) =>
        html`<label
          ><input
            type="radio"
            name="consent"
            value=${level}
            .checked=${live(mine.consent === level)}
            @change=${() => change((api) => api.experts.setConsent({ consent: level }))}
          /><span>${texts.consent[level]}<small>${texts.consentMeans[level]}</small></span></label
        >`,
    )}
  </fieldset>`;

const away = ({ texts, locale, busy, change }: Context, mine: ExpertSettings): TemplateResult => {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const from = String(fields.get('from') ?? '');
    const until = String(fields.get('until') ?? '');
    change((api) => api.experts.setAway({ away: { until, ...(from && { from }) } }));
  };
  return html`<div class="away">
    <p class="legend">${texts.away}</p>
    ${
      mine.away
        ? html`<p>${texts.awayNow(dayText(locale, mine.away.from), dayText(locale, mine.away.until))}</p>
            <button
              type="button"
              class="button"
              part="button"
              ?disabled=${busy}
              @click=${() => change((api) => api.experts.setAway({ away: null }))}
              >${texts.back}</button
            >`
        : html`<form @submit=${submit}>
            <label>${texts.firstDay}<input class="field" part="field" type="date" name="from" /></label>
            <label>${texts.lastDay}<input class="field" part="field" type="date" name="until" required /></label>
            <button type="submit" class="button" part="button" ?disabled=${busy}>${texts.saveAway}</button>
          </form>`
    }
  </div>`;
};

const cap = ({ texts, change }: Context, mine: ExpertSettings, invitedThisWeek: number): TemplateResult => {
  const changed = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    if (!field.reportValidity()) return;
    change((api) => api.experts.setCap({ weeklyCap: field.value === '' ? null : field.valueAsNumber }));
  };
  return html`<div class="cap">
    <label
      >${texts.cap}<input
        class="field"
        part="field"
        type="number"
        min="0"
        max="50"
        step="1"
        .value=${live(String(mine.weeklyCap))}
        @change=${changed}
    /></label>
    ${invitedThisWeek > 0 ? html`<p>${texts.invited(invitedThisWeek)}</p>` : nothing}
  </div>`;
};

/** How far somebody lets themselves be found and asked. */
export const settings = (
  context: Context,
  own: ExpertSettings,
  invitedThisWeek: number,
  naming: unknown,
): TemplateResult =>
  html`<div class="settings" part="settings">
    ${consent(context, own)} ${away(context, own)} ${cap(context, own, invitedThisWeek)} ${naming}
  </div>`;
