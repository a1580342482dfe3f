import { html, render, type TemplateResult } from 'lit';
import type { AllMessages } from './locale/messages.js';
import { adopt } from './styles/adopt.js';
import { floating } from './styles/floating.js';

interface Question<Answer> {
  readonly title: string;
  /** Fields and sentences between the title and the buttons. */
  readonly content: TemplateResult;
  /** What the button that goes ahead says; there is none where nothing is asked. */
  readonly confirm?: string;
  readonly danger?: boolean;
  /** Reads the fields. */
  readonly answer: (fields: FormData) => Answer;
}

/** Asks in a modal dialog inside the element. Resolves to `null` where the person changed their mind. */
export const ask = <Answer>(host: HTMLElement, t: AllMessages, question: Question<Answer>): Promise<Answer | null> =>
  new Promise((resolve) => {
    const dialog = document.createElement('dialog');
    dialog.setAttribute('part', 'dialog');
    dialog.setAttribute('aria-labelledby', 'dialog-title');
    let answer: Answer | null = null;
    const submit = (event: SubmitEvent): void => {
      event.preventDefault();
      answer = question.answer(new FormData(event.target as HTMLFormElement));
      dialog.close();
    };
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(answer);
    });
    render(
      html`<form method="dialog" @submit=${submit}>
        <h2 id="dialog-title">${question.title}</h2>
        ${question.content}
        <div class="buttons">
          <button type="button" class="button" part="button" @click=${() => dialog.close()}>${
            question.confirm ? t.cancel : t.dismiss
          }</button>
          ${
            question.confirm
              ? html`<button type="submit" class="button primary ${question.danger ? 'dangerous' : ''}" part="button"
                >${question.confirm}</button
              >`
              : null
          }
        </div>
      </form>`,
      dialog,
    );
    const root = host.shadowRoot;
    if (!root) return resolve(null);
    adopt(root, floating);
    root.append(dialog);
    dialog.showModal();
  });
