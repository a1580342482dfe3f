import type { Dispute, MyProfile } from '@copkit/core/expertise';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { dayText } from '../days.js';
import { avatar, nameOf, time } from '../facts.js';
import type { Context } from './settings.js';

/** So long before it ends a declared skill says so, in milliseconds. */
const SOON = 60 * 86_400_000;

interface Saying extends Context {
  /** Suggests topics while one is typed. */
  readonly suggest: (field: HTMLInputElement) => void;
}

const button = (
  { busy, change }: Context,
  label: string,
  of: string,
  call: Parameters<Context['change']>[0],
  place: string,
): TemplateResult =>
  html`<button
    type="button"
    class="button quiet"
    part="button"
    aria-label=${`${label}: ${of}`}
    ?disabled=${busy}
    @click=${() => change(call, place)}
    >${label}</button
  >`;

/** Where it is shown that something was not taken as declared. */
export const DECLARING = 'declaring';

/** What somebody says of themselves, until when it holds, and the way to say more. */
export const declared = (context: Saying, { topics }: MyProfile): TemplateResult => {
  const { texts, locale, busy, change, refused, suggest } = context;
  const said = topics.flatMap(({ topic, declared }) => (declared ? [{ ...declared, topic }] : []));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const note = String(fields.get('note') ?? '').trim();
    change(async (api) => {
      await api.expertise.declare({ topic: String(fields.get('topic')).trim(), ...(note && { note }) });
      form.reset();
    }, DECLARING);
  };
  return html`<section class="part" aria-labelledby="declared">
    <h3 id="declared" class="legend">${texts.declaredTitle}</h3>
    <p class="quiet-text">${texts.declaredMean}</p>
    <ul role="list" aria-labelledby="declared">
      ${said.map(({ topic, note, expiresAt }) => {
        const soon = Date.parse(expiresAt) - Date.now() < SOON;
        const day = dayText(locale, expiresAt);
        const place = `declared ${topic.id}`;
        return html`<li class="line">
          <span class="text"
            ><bdi class="label">${topic.label}</bdi>
            <small class=${soon ? 'warning' : ''}>${soon ? texts.endsSoon(day) : texts.declaredUntil(day)}</small>${
              note ? html`<small class="note" dir="auto">${note}</small>` : nothing
            }</span
          >
          <span class="deeds">
            ${button(context, texts.renew, topic.label, (api) => api.expertise.declare({ topic: topic.id, ...(note && { note }) }), place)}
            ${button(context, texts.withdraw, topic.label, (api) => api.expertise.withdraw({ topic: topic.id }), place)}
          </span>
          ${refused(place)}
        </li>`;
      })}
    </ul>
    <form class="declare" @submit=${submit}>
      <div class="refused" id="refused">${refused(DECLARING)}</div>
      <label
        >${texts.declareTopic}<input
          class="field"
          part="field"
          name="topic"
          required
          maxlength="200"
          autocomplete="off"
          dir="auto"
          aria-describedby="refused"
          @input=${(event: Event) => suggest(event.target as HTMLInputElement)}
      /></label>
      <label class="wide"
        >${texts.declareNote}<input class="field" part="field" name="note" maxlength="500" autocomplete="off" dir="auto"
      /></label>
      <button type="submit" class="button" part="button" ?disabled=${busy}>${texts.declare}</button>
    </form>
  </section>`;
};

/** Whether somebody lets themselves be named where a topic hangs on them. */
export const naming = ({ texts, change }: Context, { named = false }: MyProfile): TemplateResult =>
  html`<label class="naming"
    ><input
      type="checkbox"
      name="named"
      .checked=${live(named)}
      @change=${(event: Event) => {
        const { checked } = event.target as HTMLInputElement;
        change((api) => api.expertise.setNamed({ named: checked }));
      }}
    /><span>${texts.named}<small>${texts.namedMeans}</small></span></label
  >`;

/** What colleagues said, each to be turned down, and to be let in again. */
export const endorsements = (context: Context, { endorsementsReceived }: MyProfile): TemplateResult => {
  const { texts, locale, refused } = context;
  return html`<section class="part" aria-labelledby="endorsed">
    <h3 id="endorsed" class="legend">${texts.endorsements}</h3>
    ${endorsementsReceived.length === 0 ? html`<p class="quiet-text">${texts.noEndorsements}</p>` : nothing}
    <ul role="list" aria-labelledby="endorsed">
      ${endorsementsReceived.map(({ by, topic, communityId, at, declined }) => {
        const name = nameOf(locale, by);
        const place = `endorsed ${communityId} ${topic.id} ${by.id}`;
        return html`<li class="line">
          ${avatar(by)}
          <span class="text"
            ><bdi class="label">${topic.label}</bdi>
            <small><bdi>${name}</bdi> · ${time(locale, at)}${declined ? html` · ${texts.turnedDown}` : nothing}</small></span
          >
          <span class="deeds"
            >${button(
              context,
              declined ? texts.letIn : texts.turnDown,
              `${topic.label}, ${name}`,
              ({ expertise }) => {
                const endorsement = { communityId, topic: topic.id, endorserId: by.id };
                return declined ? expertise.acceptEndorsement(endorsement) : expertise.declineEndorsement(endorsement);
              },
              place,
            )}</span
          >
          ${refused(place)}
        </li>`;
      })}
    </ul>
  </section>`;
};

/** What somebody said against contributions of their own, to be taken back. */
export const disputes = (context: Context, given: readonly Dispute[]): TemplateResult | typeof nothing => {
  const { texts, locale, refused } = context;
  if (given.length === 0) return nothing;
  const line = (dispute: Dispute, said: string, topic?: string) => {
    const { itemId, at, reason } = dispute;
    const place = `disputed ${itemId} ${topic ?? ''}`;
    return html`<li class="line">
      <span class="text"
        ><span dir="auto">${said}</span> <small>${time(locale, at)}${reason ? html` · <bdi>${reason}</bdi>` : nothing}</small></span
      >
      <span class="deeds"
        >${button(
          context,
          texts.takeBack,
          said,
          (api) => api.expertise.undispute({ itemId, ...(topic && { topic }) }),
          place,
        )}</span
      >
      ${refused(place)}
    </li>`;
  };
  return html`<section class="part" aria-labelledby="disputed">
    <h3 id="disputed" class="legend">${texts.disputes}</h3>
    <ul role="list" aria-labelledby="disputed">
      ${given.map((dispute) => [
        dispute.whole ? line(dispute, texts.disputedWhole) : nothing,
        dispute.topics.map(({ topic, instead }) =>
          line(
            dispute,
            instead ? texts.disputedInstead(topic.label, instead.label) : texts.disputedTopic(topic.label),
            topic.id,
          ),
        ),
      ])}
    </ul>
  </section>`;
};
