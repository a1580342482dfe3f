import type { ThreadKind } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { AllMessages } from '../locale/messages.js';
import type { Composition, Prepared, Purpose } from './composition.js';
import type { DraftStatus } from './drafts.js';
import type { Sending } from './sending.js';

type Change = (change: Partial<Composition>) => void;

const KINDS: readonly ThreadKind[] = ['question', 'discussion', 'idea', 'announcement'];

/** What kind of thread it is to be. Announcements are for those who speak for the community. */
export const kindField = (
  t: AllMessages,
  kind: ThreadKind,
  { community }: Prepared,
  change: Change,
): TemplateResult => {
  const speaks = community?.you.roles.some((role) => role === 'facilitator' || role === 'sponsor');
  return html`<fieldset class="kinds">
    <legend class="unseen">${t.composeKind}</legend>
    ${KINDS.filter((one) => one !== 'announcement' || speaks).map(
      (one) =>
        html`<label
          ><input
            type="radio"
            name="kind"
            value=${one}
            .checked=${live(kind === one)}
            @change=${() => change({ kind: one })}
          /><span>${t.kind[one]}</span></label
        >`,
    )}
  </fieldset>`;
};

export const titleField = (
  t: AllMessages,
  { kind, title }: Composition,
  { busy, problem }: Sending,
  change: Change,
): TemplateResult =>
  html`<div class="labelled">
    <label for="title">${t.composeTitle}</label>
    <input
      id="title"
      class="field"
      part="field"
      maxlength="200"
      dir="auto"
      autocomplete="off"
      placeholder=${kind === 'question' ? t.titleHint.question : t.titleHint.other}
      ?readonly=${busy}
      aria-invalid=${problem?.field === 'title'}
      .value=${live(title)}
      @input=${(event: Event) => change({ title: (event.target as HTMLInputElement).value })}
    />
  </div>`;

export const customerField = (t: AllMessages, waiting: boolean, change: Change): TemplateResult =>
  html`<label class="check"
    ><input
      type="checkbox"
      .checked=${live(waiting)}
      @change=${(event: Event) => change({ customerWaiting: (event.target as HTMLInputElement).checked })}
    />${t.waitingCustomer}</label
  >`;

const sendLabel = (t: AllMessages, purpose: Purpose, kind: ThreadKind): string => {
  switch (purpose.type) {
    case 'start':
      return t.submit[kind];
    case 'edit':
      return t.save;
    case 'reply':
      return purpose.role === 'answer' ? t.answer : typeof purpose.to === 'string' ? t.reply : t.comment;
  }
};

interface Foot {
  readonly purpose: Purpose;
  readonly kind: ThreadKind;
  readonly consequence: string;
  readonly draft: DraftStatus;
  readonly busy: boolean;
  /** Inside a thread, where giving up closes the composer. */
  readonly inline: boolean;
  readonly cancel: () => void;
}

/** What sending will do, how the draft stands, and the buttons. */
export const foot = (
  t: AllMessages,
  { purpose, kind, consequence, draft, busy, inline, cancel }: Foot,
): TemplateResult =>
  html`<div class="foot">
    <p class="consequence" part="consequence">
      ${consequence}
      <span role="status">${draft === 'saved' ? t.draftSaved : draft === 'failed' ? t.draftFailed : nothing}</span>
    </p>
    <div class="buttons">
      ${
        inline || purpose.type === 'start' || draft === 'saved'
          ? html`<button type="button" class="button quiet" part="button" @click=${cancel}
              >${draft === 'saved' && !inline ? t.discardDraft : t.cancel}</button
            >`
          : nothing
      }
      <button type="submit" class="button primary" part="button" aria-disabled=${busy}>${sendLabel(t, purpose, kind)}</button>
    </div>
  </div>`;
