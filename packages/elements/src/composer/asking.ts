import type { Asked, CopkitApi } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { avatar, nameOf } from '../facts.js';
import type { Localizer } from '../locale/localizer.js';
import { type AskingTexts, askingTexts } from './asking-texts.js';

/** How long somebody may pause before who would be asked is looked for again, in milliseconds. */
const PAUSE = 500;
/** So many of what somebody wrote are named. */
const NAMED = 2;

export interface Question {
  readonly communityId: string;
  readonly title: string;
  readonly body: string;
  readonly topics: readonly string[];
}

interface AskingHost {
  readonly source: CopkitApi | null | undefined;
  requestUpdate(): void;
}

/** Who would be asked about a question while it is written, and whether they are to be. */
export class Asking {
  #people: readonly Asked[] | null = null;
  #known = '';
  #language = 'en';
  #pause: ReturnType<typeof setTimeout> | undefined;
  #looking: AbortController | null = null;

  constructor(private readonly host: AskingHost) {}

  /** Lets go of the question. */
  stop(): void {
    clearTimeout(this.#pause);
    this.#looking?.abort();
    this.#looking = null;
    this.#people = null;
    this.#known = '';
  }

  /** The choice, and below it who it would be. Looks again when the question is another one. */
  render(localizer: Localizer, question: Question, invite: boolean, choose: (invite: boolean) => void): TemplateResult {
    const texts = askingTexts.in(localizer.language);
    this.#speak(localizer.language);
    if (invite) this.#follow(question);
    return html`<div class="asking" part="asking">
      <label class="check"
        ><input
          type="checkbox"
          .checked=${live(invite)}
          @change=${(event: Event) => choose((event.target as HTMLInputElement).checked)}
        />${texts.invite}</label
      >
      ${invite && this.#people ? this.#list(localizer, texts, this.#people) : nothing}
    </div>`;
  }

  #speak(language: string): void {
    if (language === this.#language) return;
    this.#language = language;
    void askingTexts.load(language)?.then(() => this.host.requestUpdate());
  }

  #list(localizer: Localizer, texts: AskingTexts, people: readonly Asked[]): TemplateResult {
    if (people.length === 0) return html`<p class="nobody">${texts.nobody}</p>`;
    const why = ({ reasons, slot }: Asked) => {
      if (reasons.length === 0) return slot === 'newcomer' ? texts.newcomer : texts.role;
      return texts.wrote(localizer.list(reasons.slice(0, NAMED).map(({ title }) => texts.quoted(title))));
    };
    return html`<ul role="list" aria-label=${texts.invite}>
      ${people.map(
        (asked) =>
          html`<li>
            ${avatar(asked.person)}<span
              ><bdi>${nameOf(localizer, asked.person)}</bdi> <small dir="auto">${why(asked)}</small></span
            >
          </li>`,
      )}
    </ul>`;
  }

  #follow(question: Question): void {
    const key = JSON.stringify(question);
    if (key === this.#known) return;
    this.#known = key;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#look(question), this.#people ? PAUSE : 0);
  }

  async #look(question: Question): Promise<void> {
    this.#looking?.abort();
    const looking = new AbortController();
    this.#looking = looking;
    try {
      const found = await this.host.source?.routing.preview(question, { signal: looking.signal });
      if (looking !== this.#looking || !found) return;
      this.#people = found.people;
      this.host.requestUpdate();
    } catch {
      // Without it the question can be asked just as well.
    }
  }
}
