import type { CopkitApi, Practice, Problem } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../icon.js';
import type { AllMessages } from '../locale/messages.js';
import type { AskingTexts } from '../practices/asking/texts.js';
import { arrowUp, plus, trash } from '../practices/icons.js';
import type { PracticeTexts } from '../practices/texts.js';

export { askingIn } from '../practices/asking/texts.js';

import { refusal } from '../states.js';

type Texts = PracticeTexts & AskingTexts;

/** A new version of the practice, or the unit's own adaptation of it. */
export type Purpose = 'revise' | 'fork';

interface Step {
  /** Stays with the step while it moves. */
  readonly key: number;
  readonly text: string;
}

interface EditorHost extends HTMLElement {
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
}

const isPublished = ({ state }: Practice): boolean => state === 'good' || state === 'proven' || state === 'needsReview';

/** A practice's text while somebody writes it. */
export class Editor {
  #title: string;
  #context: string;
  #problem: string;
  #steps: readonly Step[];
  #note = '';
  #keys = 0;

  constructor(
    private readonly host: EditorHost,
    readonly purpose: Purpose,
    private readonly practice: Practice,
    private readonly texts: Texts,
    private readonly t: AllMessages,
  ) {
    this.#title = practice.title;
    this.#context = practice.context.body;
    this.#problem = practice.problem.body;
    const steps = practice.steps.length > 0 ? practice.steps.map(({ body }) => body) : [''];
    this.#steps = steps.map((text) => this.#step(text));
  }

  /** Saves what was written. `basedOn` refuses to overwrite what somebody else wrote meanwhile. */
  save(api: CopkitApi): Promise<Practice> {
    const { id: practiceId, version } = this.practice;
    const text = {
      title: this.#title.trim(),
      context: this.#context,
      problem: this.#problem,
      steps: this.#steps.map((step) => step.text),
    };
    const note = this.#note.trim();
    return this.purpose === 'fork'
      ? api.practices.fork({ practiceId, ...text, ...(note && { note }) })
      : api.practices.revise({ practiceId, ...text, basedOn: version, ...(note && { note }) });
  }

  render(
    problem: Problem | null,
    busy: boolean,
    done: { readonly save: () => void; readonly cancel: () => void },
  ): TemplateResult {
    const { t, texts } = this;
    const numbered = isPublished(this.practice);
    const label =
      this.purpose === 'fork' ? texts.saveAdaptation : numbered ? texts.saveVersion(this.practice.version + 1) : t.save;
    return html`<form
      class="editor"
      aria-label=${this.purpose === 'fork' ? texts.fork : t.edit}
      @submit=${(event: Event) => {
        event.preventDefault();
        done.save();
      }}
    >
      <label class="labelled"
        ><span>${t.composeTitle}</span
        ><input
          class="field"
          part="field"
          name="title"
          required
          maxlength="200"
          dir="auto"
          .value=${live(this.#title)}
          @input=${this.#typed((text) => {
            this.#title = text;
          })}
      /></label>
      ${this.#area(texts.context, 'context', 10_000, this.#context, (text) => {
        this.#context = text;
      })}
      ${this.#area(texts.problem, 'problem', 40_000, this.#problem, (text) => {
        this.#problem = text;
      })}
      <fieldset>
        <legend>${texts.steps}</legend>
        <ol class="editing" role="list">
          ${repeat(
            this.#steps,
            ({ key }) => key,
            (step, at) => this.#stepField(texts, step, at),
          )}
        </ol>
        <button type="button" class="button" part="button" @click=${this.#add} ?disabled=${this.#steps.length >= 50}
          >${icon(plus)}${texts.addStep}</button
        >
      </fieldset>
      ${
        numbered
          ? this.#area(texts.changeNote, 'note', 1_000, this.#note, (text) => {
              this.#note = text;
            })
          : nothing
      }
      ${refusal(t, problem, true)}
      <div class="buttons">
        <button type="button" class="button quiet" part="button" @click=${done.cancel}>${t.cancel}</button>
        <button type="submit" class="button primary" part="button" ?disabled=${busy}>${label}</button>
      </div>
    </form>`;
  }

  #area(label: string, name: string, most: number, text: string, take: (text: string) => void): TemplateResult {
    return html`<label class="labelled"
      ><span>${label}</span
      ><textarea
        class="field"
        part="field"
        name=${name}
        rows="2"
        maxlength=${most}
        dir="auto"
        .value=${live(text)}
        @input=${this.#typed(take)}
      ></textarea
    ></label>`;
  }

  #stepField(texts: Texts, step: Step, at: number): TemplateResult {
    const number = at + 1;
    return html`<li>
      <textarea
        class="field"
        part="field"
        rows="1"
        maxlength="40000"
        dir="auto"
        aria-label=${texts.step(number)}
        .value=${live(step.text)}
        @input=${this.#typed((text) => {
          this.#steps = this.#steps.map((one) => (one.key === step.key ? { ...one, text } : one));
        })}
      ></textarea>
      <span class="handles">
        <button
          type="button"
          class="button quiet square"
          part="button"
          aria-label=${texts.moveUp(number)}
          title=${texts.moveUp(number)}
          ?disabled=${at === 0}
          @click=${() => this.#moveUp(at)}
          >${icon(arrowUp)}</button
        ><button
          type="button"
          class="button quiet square"
          part="button"
          aria-label=${texts.removeStep(number)}
          title=${texts.removeStep(number)}
          ?disabled=${this.#steps.length === 1}
          @click=${() => this.#remove(at)}
          >${icon(trash)}</button
        >
      </span>
    </li>`;
  }

  #step(text: string): Step {
    return { key: this.#keys++, text };
  }

  #typed(take: (text: string) => void) {
    return (event: Event): void => {
      take((event.target as HTMLInputElement | HTMLTextAreaElement).value);
      this.host.requestUpdate();
    };
  }

  #add = (): void => {
    this.#steps = [...this.#steps, this.#step('')];
    void this.#focus(this.#steps.length - 1);
  };

  #remove(at: number): void {
    this.#steps = this.#steps.filter((_step, place) => place !== at);
    void this.#focus(Math.min(at, this.#steps.length - 1));
  }

  #moveUp(at: number): void {
    const steps = [...this.#steps];
    const [step] = steps.splice(at, 1);
    if (step) steps.splice(at - 1, 0, step);
    this.#steps = steps;
    void this.#focus(at - 1);
  }

  async #focus(at: number): Promise<void> {
    this.host.requestUpdate();
    await this.host.updateComplete;
    this.host.shadowRoot?.querySelectorAll<HTMLElement>('.editing textarea')[at]?.focus();
  }
}
