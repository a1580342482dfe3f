import type { FoundExpert, TopicRef } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CopElement } from '../element.js';
import { emit } from '../events.js';
import { knowing } from '../experts/styles.js';
import { topics as topicChoice } from '../facts.js';
import { readFeatures } from '../features.js';
import { icon } from '../icon.js';
import { cross } from '../icons.js';
import { fillHref, link } from '../links.js';
import { Resource } from '../resource.js';
import { searchField } from '../search-field.js';
import { SpeakingElement } from '../speaking-element.js';
import { failure, skeletonRows, stale } from '../states.js';
import { rows } from '../styles/rows.js';
import { styles } from './expert-finder.styles.js';
import { personRow } from './person-row.js';
import { type ExpertTexts, expertTexts } from './texts.js';

const FEATURES = ['search', 'topics', 'ask', 'card', 'own'];

type Sought = readonly [key: string, text: string, topic: string | null, community: string | null, limit: number];

/**
 * @summary Who knows about something: each person with what they wrote about it, what they say themselves and what
 * colleagues say. Nobody is scored or ranked, and nobody is listed without a question.
 *
 * @tag cop-expert-finder
 * @slot heading - A heading above it; none where absent.
 * @slot nobody - What to say where nobody was found, such as the way to ask.
 * @event cop-open-person - A person was chosen; cancel it to show the person yourself, instead of their card.
 * @event cop-open-thread - A contribution was chosen.
 * @event cop-open-practice - A practice was chosen.
 * @event cop-open-ask - The question is to be put to the community.
 * @event cop-error - A call failed.
 * @csspart list - The people.
 * @csspart row - One person.
 * @csspart avatar - A person's initials.
 * @csspart badge - One of the three badges.
 * @csspart evidence - What they wrote.
 * @csspart topic - A topic to choose.
 * @csspart popover - A person's card.
 * @csspart link - A link.
 * @csspart field - A field.
 * @csspart button - A button.
 * @csspart empty - The empty state.
 * @csspart notice - A line above content that could not be read again.
 * @csspart error - What went wrong.
 * @csspart skeleton - The loading state.
 * @cssproperty --cop-accent - The page's accent.
 */
export class CopExpertFinder extends SpeakingElement<ExpertTexts> {
  static override styles: CSSResultGroup = [CopElement.styles, rows, knowing, styles];

  /** Looks in one community only; where absent, in all that the person may read. */
  @property() community: string | null = null;

  /** What is looked for. */
  @property({ reflect: true }) text = '';

  /** A topic to look for, by id or label, instead of a text. */
  @property({ reflect: true }) topic: string | null = null;

  /** People at most, 1 to 20. */
  @property({ type: Number }) limit = 10;

  /** Parts to switch off: `search topics ask card own`, all on where absent. */
  @property() features = '';

  /** Address of a person's page, with `{id}` for the id. Without it a name opens the person's card. */
  @property({ attribute: 'person-href' }) personHref: string | null = null;

  /** Address of a thread's page, with `{id}` for its id. */
  @property({ attribute: 'thread-href' }) threadHref: string | null = null;

  /** Address of a practice's page, with `{id}` for its id. */
  @property({ attribute: 'practice-href' }) practiceHref: string | null = null;

  /** Address of the page where a question is asked, with `{id}` for its text. Without it the event alone says so. */
  @property({ attribute: 'ask-href' }) askHref: string | null = null;

  @state() private opened = false;
  @state() private ownTag: typeof import('./own.js').ownElement | null = null;
  protected readonly catalog = expertTexts;
  #announceNext = false;
  #shown: readonly FoundExpert[] | null = null;

  private readonly people = new Resource<Sought, readonly FoundExpert[]>(this, {
    subject: () => {
      const text = this.text.trim();
      const topic = text ? null : this.topic;
      return text || topic ? [text || `topic:${topic}`, text, topic, this.community, this.limit] : null;
    },
    load: async (api, [, text, topic, communityId, limit], signal) => {
      const about = topic ? { topics: [topic] } : { text };
      return (await api.experts.find({ ...about, limit, ...(communityId && { communityId }) }, { signal })).items;
    },
  });

  /** Of the community, to begin with. */
  private readonly choices = new Resource<readonly [string], readonly TopicRef[]>(this, {
    subject: () => (this.community && readFeatures(this.features, FEATURES).has('topics') ? [this.community] : null),
    load: async (api, [communityId], signal) => (await api.communities.get({ communityId }, { signal })).topics,
  });

  protected override updated(): void {
    // A card belongs to the people it was opened among.
    if (this.people.value !== this.#shown) this.renderRoot.querySelector<HTMLElement>('[popover].card')?.hidePopover();
    this.#shown = this.people.value;
    if (!this.#announceNext || this.people.busy || !this.people.value) return;
    this.#announceNext = false;
    this.announce(this.texts.found(this.people.value.length));
  }

  protected override render(): unknown {
    const { t, texts } = this;
    const features = readFeatures(this.features, FEATURES);
    const sought = this.text.trim() || this.topic;
    return html`<slot name="heading"></slot>
      ${features.has('search') ? searchField(texts.search, this.text, this.#search) : nothing}
      ${this.topic && !this.text.trim() ? this.#chosen(this.topic) : nothing}
      ${
        sought
          ? this.people.render({
              loading: () => skeletonRows(t, 3),
              failed: (problem) => failure(t, problem, () => void this.people.refresh()),
              ready: (people) => this.#found(people, features),
            })
          : this.#begin()
      }
      ${features.has('own') ? this.#own() : nothing}`;
  }

  #begin(): TemplateResult {
    const { texts } = this;
    const choices = this.choices.value ?? [];
    const choose = ({ label }: TopicRef) => {
      this.topic = label;
      this.#announceNext = true;
    };
    return html`<p class="begin">${texts.begin}</p>
      ${
        choices.length > 0
          ? html`<p class="choices">
              <span>${texts.topics}</span> ${topicChoice(choices, { label: texts.aboutTopic, choose })}
            </p>`
          : nothing
      }`;
  }

  #chosen(topic: string): TemplateResult {
    const { texts } = this;
    return html`<p class="chosen">
      <bdi>${texts.aboutTopic(topic)}</bdi>
      <button
        type="button"
        class="button quiet square"
        part="button"
        aria-label=${texts.anyTopic}
        title=${texts.anyTopic}
        @click=${() => {
          this.topic = null;
        }}
        >${icon(cross)}</button
      >
    </p>`;
  }

  #found(people: readonly FoundExpert[], features: ReadonlySet<string>): TemplateResult {
    const { t, texts } = this;
    const context = {
      host: this,
      texts,
      locale: this.locale,
      openCard: features.has('card') ? this.#openCard : null,
    };
    return html`${stale(t, this.people.problem, () => void this.people.refresh())}
      ${
        people.length === 0
          ? html`<div class="empty" part="empty"><slot name="nobody"><p>${texts.nobody}</p></slot></div>`
          : html`<p class="inferred">${texts.inferred}</p>
              <ul
                class="rows ${this.people.busy ? 'busy' : ''}"
                part="list"
                role="list"
                aria-label=${texts.found(people.length)}
                aria-busy=${this.people.busy}
              >
                ${people.map((found) => personRow(context, found))}
              </ul>
              ${features.has('ask') ? this.#ask() : nothing}`
      }`;
  }

  /** The asker's own way on: to a question, which is put to those who let themselves be asked. */
  #ask(): TemplateResult {
    const text = this.text.trim() || this.topic || '';
    return html`<div class="ask">
      ${link({
        href: fillHref(this.askHref, text),
        className: 'button',
        part: 'button',
        open: () => emit(this, 'cop-open-ask', { text, communityId: this.community }),
        content: this.texts.ask,
      })}
      <small>${this.texts.askMeans}</small>
    </div>`;
  }

  #own(): TemplateResult {
    return html`<details class="own" @toggle=${this.#toggled}>
      <summary>${this.texts.own}</summary>
      ${this.opened ? this.ownTag?.(this) : nothing}
    </details>`;
  }

  #openCard = async (anchor: HTMLElement, { person, evidence }: FoundExpert): Promise<void> => {
    const { openCard } = await import('../experts/card-popover.js');
    const sought = this.text.trim() ? null : this.topic;
    const topics = sought ? [sought] : evidence.flatMap((item) => item.topics.map(({ id }) => id));
    openCard(this, 'cop-expert-finder', anchor, { personId: person.id, label: person.name ?? '', topics });
  };

  #search = (text: string): void => {
    this.text = text;
    if (text) this.topic = null;
    this.#announceNext = true;
  };

  #toggled = async (event: Event): Promise<void> => {
    this.opened = (event.currentTarget as HTMLDetailsElement).open;
    if (this.opened) this.ownTag ??= (await import('./own.js')).ownElement;
  };
}
