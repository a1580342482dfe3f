import type { CopkitApi, ExpertConsent, MyExpertise } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Localizer } from '../locale/localizer.js';
import { dayText } from '../practices/facts.js';
import type { ExpertTexts } from './texts.js';

const CONSENTS: readonly ExpertConsent[] = ['unlisted', 'listed', 'routable'];

interface Context {
  readonly texts: ExpertTexts;
  readonly locale: Localizer;
  readonly busy: boolean;
  /** Calls an operation, and shows what is so afterwards. */
  readonly change: (call: (api: CopkitApi) => Promise<unknown>) => void;
}

const consent = ({ texts, change }: Context, mine: MyExpertise): TemplateResult =>
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

const away = ({ texts, locale, busy, change }: Context, mine: MyExpertise): TemplateResult => {
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
            <label>${texts.awayFrom}<input class="field" part="field" type="date" name="from" /></label>
            <label>${texts.awayUntil}<input class="field" part="field" type="date" name="until" required /></label>
            <button type="submit" class="button" part="button" ?disabled=${busy}>${texts.saveAway}</button>
          </form>`
    }
  </div>`;
};

const cap = ({ texts, change }: Context, mine: MyExpertise): TemplateResult => {
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
    <p>${texts.invited(mine.invitedThisWeek)}</p>
  </div>`;
};

const topics = ({ texts, busy, change }: Context, mine: MyExpertise): TemplateResult => {
  const row = (label: string, fact: string, action: string, call: (api: CopkitApi) => Promise<unknown>) =>
    html`<li>
      <span><bdi>${label}</bdi> <small>${fact}</small></span>
      <button
        type="button"
        class="button quiet"
        part="button"
        aria-label=${`${action}: ${label}`}
        ?disabled=${busy}
        @click=${() => change(call)}
        >${action}</button
      >
    </li>`;
  return html`<div class="own-topics">
    <p class="legend">${texts.topics}</p>
    ${mine.topics.length + mine.hiddenTopics.length === 0 ? html`<p>${texts.noTopics}</p>` : nothing}
    <ul role="list">
      ${mine.topics.map(({ topic, evidenceCount }) =>
        row(topic.label, texts.counted(evidenceCount), texts.hide, (api) => api.experts.hideTopic({ topic: topic.id })),
      )}
      ${mine.hiddenTopics.map((topic) =>
        row(topic.label, '', texts.show, (api) => api.experts.showTopic({ topic: topic.id })),
      )}
    </ul>
  </div>`;
};

/** How far somebody lets themselves be found and asked: for the person alone. */
export const ownSettings = (context: Context, mine: MyExpertise): TemplateResult =>
  html`<div class="settings" part="settings">
    ${consent(context, mine)} ${away(context, mine)} ${cap(context, mine)} ${topics(context, mine)}
  </div>`;
