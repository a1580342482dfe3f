import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Localizer } from '../locale/localizer.js';
import type { Messages } from '../locale/messages.js';
import { refusal } from '../states.js';
import type { Composition, Prepared, Purpose } from './composition.js';
import type { Tool } from './formatting.js';
import type { Preview } from './preview.js';
import type { Sending } from './sending.js';
import type { Writing } from './writing.js';

/** What the form asks of the composer it stands in. */
export interface FormHandlers {
  readonly submit: (event: Event) => void;
  readonly key: (event: KeyboardEvent) => void;
  readonly focus: () => void;
  readonly change: (change: Partial<Composition>) => void;
  readonly typed: (field: HTMLTextAreaElement) => void;
  readonly typedTopic: (field: HTMLInputElement) => void;
  readonly use: (tool: Tool) => void;
  readonly preview: () => void;
  readonly cancel: () => void;
}

export interface Form {
  readonly t: Messages;
  readonly locale: Localizer;
  readonly features: ReadonlySet<string>;
  readonly purpose: Purpose;
  readonly writing: Writing;
  readonly prepared: Prepared | null;
  readonly preview: Preview;
  readonly sending: Sending;
  /** Whether the page says what kind of thread it is to be. */
  readonly kindGiven: boolean;
  /** Inside a thread, where giving up closes the composer. */
  readonly inline: boolean;
  readonly labelOf: (topic: string) => string;
  readonly on: FormHandlers;
}

/** What stands around the text. */
export interface Fittings {
  readonly above: (form: Form) => unknown;
  readonly tools: (form: Form) => unknown;
  readonly below: (form: Form) => unknown;
  readonly preview: (form: Form) => unknown;
}

/** What stands in the empty field. */
const hint = ({ composeHint }: Messages, purpose: Purpose, { kind }: Composition): string => {
  if (purpose.type === 'reply' && typeof purpose.to === 'string')
    return purpose.role === 'answer' ? composeHint.answer : composeHint.reply;
  return purpose.type !== 'reply' && kind === 'question' ? composeHint.question : composeHint.other;
};

/** The text, with its fittings around it as far as they are there: a form that nobody uses yet is one line. */
export const formTemplate = (form: Form, fittings: Fittings | null, calm: boolean): TemplateResult => {
  const { t, purpose, writing, preview, sending, on } = form;
  return html`<form
    class=${calm ? 'calm' : purpose.type === 'reply' ? '' : 'roomy'}
    part="form"
    novalidate
    @submit=${on.submit}
    @keydown=${on.key}
    @focusin=${on.focus}
  >
    ${fittings?.above(form)}
    <div class="box">
      ${fittings?.tools(form)}
      <div class="panes ${preview.shown ? 'previewing' : ''}">
        <textarea
          part="field"
          rows=${purpose.type === 'start' ? 6 : calm ? 1 : 3}
          maxlength="40000"
          dir="auto"
          aria-label=${t.composeBody}
          placeholder=${hint(t, purpose, writing.composition)}
          ?readonly=${sending.busy}
          aria-invalid=${sending.problem?.field === 'body'}
          .value=${live(writing.composition.text)}
          @input=${(event: Event) => on.typed(event.target as HTMLTextAreaElement)}
        ></textarea>
        ${preview.shown ? fittings?.preview(form) : nothing}
      </div>
    </div>
    ${fittings?.below(form)} ${refusal(t, sending.problem, true)}
  </form>`;
};
