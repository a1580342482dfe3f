import type { Asked } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { CopElement } from '../element.js';
import { emit } from '../events.js';
import { avatar, nameOf } from '../facts.js';
import { readFeatures } from '../features.js';
import { Resource } from '../resource.js';
import { SpeakingElement } from '../speaking-element.js';
import { styles } from './ask-an-expert.styles.js';
import { type AskingTexts, askingTexts } from './texts.js';

const FEATURES = ['choice', 'explanation'];

/** How long somebody may pause before who would be asked is looked for again, in milliseconds. */
const PAUSE = 500;
/** So many of what somebody wrote are named. */
const NAMED = 2;

interface Question {
  readonly communityId: string;
  readonly title: string;
  readonly body: string;
  readonly topics: readonly string[];
}

/**
 * @summary Who will be told of a question, before it is posted: names with the reasons, and the place that is kept for
 * somebody new. Only people who let themselves be asked. The composer shows it by itself.
 *
 * @tag cop-ask-an-expert
 * @event {CustomEvent<CopEvents['cop-invite']>} cop-invite - Somebody chose whether people are asked.
 * @csspart asking - All of it.
 * @csspart avatar - A person's initials.
 */
export class CopAskAnExpert extends SpeakingElement<AskingTexts> {
  static override styles: CSSResultGroup = [CopElement.styles, styles];

  /** The community in which the question is asked. */
  @property() community: string | null = null;

  /** The question in one sentence. Nobody is looked for before it is there. */
  @property() question = '';

  /** What else is said, in Markdown. */
  @property() text = '';

  /** Its topics: ids or labels. */
  @property({ attribute: false }) topics: readonly string[] = [];

  /** Whether people are to be asked at all. */
  @property({ type: Boolean, reflect: true }) invite = false;

  /** Parts to switch off: `choice explanation`, all on where absent. Without a choice, people are always looked for. */
  @property() features = '';

  /** The question as it was when somebody last paused. */
  @state() private settled: Question | null = null;
  protected readonly catalog = askingTexts;
  #awaited = '';
  #pause: ReturnType<typeof setTimeout> | undefined;

  private readonly people = new Resource<readonly [string, Question], readonly Asked[]>(this, {
    subject: () => (this.settled && this.#asks ? [this.settled.communityId, this.settled] : null),
    load: async (api, [, question], signal) => (await api.routing.preview(question, { signal })).people,
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#pause);
    this.#awaited = '';
  }

  get #asks(): boolean {
    return this.invite || !readFeatures(this.features, FEATURES).has('choice');
  }

  protected override willUpdate(): void {
    const { community: communityId, question, text: body, topics } = this;
    const title = question.trim();
    const asked = communityId && title && this.#asks ? { communityId, title, body, topics } : null;
    const key = JSON.stringify(asked);
    if (key === this.#awaited) return;
    this.#awaited = key;
    clearTimeout(this.#pause);
    if (!asked || !this.settled) this.settled = asked;
    else
      this.#pause = setTimeout(() => {
        this.settled = asked;
      }, PAUSE);
  }

  protected override render(): TemplateResult {
    const { texts } = this;
    const features = readFeatures(this.features, FEATURES);
    const { value } = this.people;
    return html`<div class="asking" part="asking">
      ${
        features.has('choice')
          ? html`<label class="check"
            ><input type="checkbox" .checked=${live(this.invite)} @change=${this.#chosen} />${texts.invite}</label
          >`
          : nothing
      }
      ${this.#asks && this.settled && value ? this.#list(value, features) : nothing}
    </div>`;
  }

  #list(people: readonly Asked[], features: ReadonlySet<string>): TemplateResult {
    const { texts, locale } = this;
    if (people.length === 0) return html`<p class="quiet">${texts.nobody}</p>`;
    return html`<p class="quiet" id="seen">${texts.seen}</p>
      <ul role="list" aria-labelledby="seen">
        ${people.map(
          (asked) =>
            html`<li>
              ${avatar(asked.person)}<span
                ><bdi>${nameOf(locale, asked.person)}</bdi> <small dir="auto">${this.#why(asked)}</small></span
              >
            </li>`,
        )}
      </ul>
      ${
        features.has('explanation')
          ? html`<p class="quiet">
              ${people.some(({ slot }) => slot === 'newcomer' || slot === 'declared') ? `${texts.keptPlace} ` : nothing}${texts.why}
            </p>`
          : nothing
      }`;
  }

  #why({ reasons, slot }: Asked): string {
    const { texts, locale } = this;
    // Of a practice there may be several reasons, all under its title.
    const titles = [...new Set(reasons.map(({ title }) => title))].slice(0, NAMED);
    if (titles.length > 0) return texts.wrote(locale.list(titles.map(texts.quoted)));
    return texts.slot[slot];
  }

  #chosen = (event: Event): void => {
    this.invite = (event.target as HTMLInputElement).checked;
    emit(this, 'cop-invite', { invite: this.invite });
  };
}
