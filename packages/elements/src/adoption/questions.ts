import type { Adoption, AdoptionMode, BenefitHours, CopkitApi, Practice, PracticeCard } from '@copkit/core';
import { html } from 'lit';
import { ask } from '../dialog.js';
import type { AllMessages } from '../locale/messages.js';
import type { AskingTexts } from '../practices/asking/texts.js';
import type { AdoptionTexts } from './texts.js';

export { askingIn } from '../practices/asking/texts.js';

interface Words {
  readonly t: AllMessages;
  readonly texts: AdoptionTexts & AskingTexts;
}

/** How a unit works by a practice. */
export interface How {
  readonly mode: AdoptionMode;
  readonly forkId?: string;
}

/** What the person's unit wrote down as its own adaptations of a practice. */
export const ownAdaptations = async (
  api: CopkitApi,
  { id: forkOf, communityId }: Practice,
): Promise<readonly PracticeCard[]> => {
  const [{ items }, me] = await Promise.all([
    api.practices.list({ communityId, forkOf, limit: 100 }),
    api.people.getMe(),
  ]);
  return items.filter(({ unit, state }) => unit === me.unit && state !== 'retired' && state !== 'superseded');
};

/** As it is or adapted, and by which of the unit's own adaptations. */
export const askHow = (
  host: HTMLElement,
  { t, texts }: Words,
  title: string,
  own: readonly PracticeCard[],
  earlier: Adoption | null,
): Promise<How | null> => {
  const adapted = earlier?.mode === 'adapted';
  return ask(host, t, {
    title,
    content: html`<fieldset class="choices">
        <legend>${texts.how}</legend>
        ${(['asIs', 'adapted'] as const).map(
          (mode) =>
            html`<label
              ><input type="radio" name="mode" value=${mode} ?checked=${(mode === 'adapted') === adapted} />${texts.mode[mode]}</label
            >`,
        )}
      </fieldset>
      ${
        own.length === 0
          ? null
          : html`<label class="labelled only-adapted"
              >${texts.ownAdaptation}<select class="field" name="fork">
                ${own.map(
                  ({ id, title: name }, at) =>
                    html`<option value=${id} ?selected=${earlier?.forkId ? earlier.forkId === id : at === 0}>${name}</option>`,
                )}
                <option value="">${texts.noOwnAdaptation}</option>
              </select></label
            >`
      }`,
    confirm: title,
    answer: (fields) => {
      const mode = fields.get('mode') as AdoptionMode;
      const forkId = mode === 'adapted' ? String(fields.get('fork') ?? '') : '';
      return { mode, ...(forkId && { forkId }) };
    },
  });
};

export const askReason = (host: HTMLElement, { t, texts }: Words): Promise<{ readonly reason: string } | null> =>
  ask(host, t, {
    title: texts.abandon,
    content: html`<p>${texts.abandonQuestion}</p>
      <label class="labelled"
        >${texts.reason}<textarea class="field" name="reason" rows="3" maxlength="1000" dir="auto"></textarea
      ></label>`,
    confirm: texts.abandon,
    danger: true,
    answer: (fields) => ({ reason: String(fields.get('reason') ?? '').trim() }),
  });

const HOURS = [
  ['low', 'hoursLow'],
  ['mid', 'hoursMid'],
  ['high', 'hoursHigh'],
] as const;

/** What a practice saves. Low, likely and high are put in order: that much is never worth a refusal. */
export const askBenefit = (
  host: HTMLElement,
  { t, texts }: Words,
  earlier: Adoption,
): Promise<{ readonly hours: BenefitHours; readonly note: string } | null> =>
  ask(host, t, {
    title: texts.claim,
    content: html`<p>${texts.claimQuestion}</p>
      <div class="hours">
        ${HOURS.map(
          ([name, label]) =>
            html`<label class="labelled"
              >${texts[label]}<input
                class="field"
                type="number"
                name=${name}
                min="0"
                max="1000000"
                step="any"
                inputmode="decimal"
                required
                .value=${String(earlier.benefit?.hours[name] ?? '')}
            /></label>`,
        )}
      </div>
      <label class="labelled"
        >${texts.note}<textarea class="field" name="note" rows="2" maxlength="1000" dir="auto">${earlier.benefit?.note ?? ''}</textarea
      ></label>`,
    confirm: t.save,
    answer: (fields) => {
      const [low = 0, mid = 0, high = 0] = HOURS.map(([name]) => Number(fields.get(name))).sort((a, b) => a - b);
      return { hours: { low, mid, high }, note: String(fields.get('note') ?? '').trim() };
    },
  });
