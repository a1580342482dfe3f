import type { CopkitApi, ExpertEvidence, FoundExpert, MyExpertise } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CopElement } from '../element.js';
import { emit } from '../events.js';
import { avatar, nameOf, time } from '../facts.js';
import { readFeatures } from '../features.js';
import { icon } from '../icon.js';
import { circleCheck } from '../icons.js';
import { fillHref, link } from '../links.js';
import { Deeds } from '../practices/deeds.js';
import { Resource } from '../resource.js';
import { searchField } from '../search-field.js';
import { SpeakingElement } from '../speaking-element.js';
import { failure, refusal, skeletonRows, stale } from '../states.js';
import { rows } from '../styles/rows.js';
import { styles } from './expert-finder.styles.js';
import type { ownSettings } from './own-settings.js';
import { type ExpertTexts, expertTexts } from './texts.js';

const FEATURES = ['search', 'own'];

/**
 * @summary Who knows about something, by what they wrote: each person with the answers and practices that say so. Nobody
 * is scored, and nobody is listed without a question. People set for themselves how far they are found and asked.
 *
 * @tag cop-expert-finder
 * @slot heading - A heading above it; none where absent.
 * @slot nobody - What to say where nobody was found, such as the way to ask.
 * @event cop-open-person - A person was chosen; cancel it to show the person yourself.
 * @event cop-open-thread - A contribution was chosen.
 * @event cop-open-practice - A practice was chosen.
 * @event cop-error - A call failed.
 * @csspart list - The people.
 * @csspart row - One person.
 * @csspart avatar - A person's initials.
 * @csspart evidence - What they wrote.
 * @csspart settings - What people set for themselves.
 * @csspart field - A field.
 * @csspart button - A button.
 * @csspart empty - The empty state.
 * @csspart error - What went wrong.
 * @csspart skeleton - The loading state.
 * @cssproperty --cop-accent - The page's accent.
 */
export class CopExpertFinder extends SpeakingElement<ExpertTexts> {
  static override styles: CSSResultGroup = [CopElement.styles, rows, styles];

  /** Looks in one community only; where absent, in all that the person may read. */
  @property() community: string | null = null;

  /** What is looked for. */
  @property({ reflect: true }) text = '';

  /** People at most, 1 to 20. */
  @property({ type: Number }) limit = 10;

  /** Parts to switch off: `search own`, all on where absent. */
  @property() features = '';

  /** Address of a person's page, with `{id}` for the id. Without it names are plain text. */
  @property({ attribute: 'person-href' }) personHref: string | null = null;

  /** Address of a thread's page, with `{id}` for its id. */
  @property({ attribute: 'thread-href' }) threadHref: string | null = null;

  /** Address of a practice's page, with `{id}` for its id. */
  @property({ attribute: 'practice-href' }) practiceHref: string | null = null;

  @state() private opened = false;
  @state() private settings: typeof ownSettings | null = null;
  protected readonly catalog = expertTexts;
  readonly #deeds = new Deeds(this);
  #announceNext = false;

  private readonly people = new Resource<readonly [string, string | null, number], readonly FoundExpert[]>(this, {
    subject: () => (this.text.trim() ? [this.text.trim(), this.community, this.limit] : null),
    load: async (api, [text, communityId, limit], signal) =>
      (await api.experts.find({ text, limit, ...(communityId && { communityId }) }, { signal })).items,
  });

  private readonly mine = new Resource<readonly ['mine'], MyExpertise>(this, {
    subject: () => (this.opened ? ['mine'] : null),
    load: async (api, _subject, signal) => {
      const [mine, { ownSettings }] = await Promise.all([
        api.experts.getMine({}, { signal }),
        import('./own-settings.js'),
      ]);
      this.settings = ownSettings;
      return mine;
    },
  });

  protected override updated(): void {
    if (!this.#announceNext || this.people.busy || !this.people.value) return;
    this.#announceNext = false;
    this.announce(this.texts.found(this.people.value.length));
  }

  protected override render(): unknown {
    const { t, texts } = this;
    const features = readFeatures(this.features, FEATURES);
    return html`<slot name="heading"></slot>
      ${features.has('search') ? searchField(texts.search, this.text, this.#search) : nothing}
      ${
        this.text.trim()
          ? this.people.render({
              loading: () => skeletonRows(t, 3),
              failed: (problem) => failure(t, problem, () => void this.people.refresh()),
              ready: (people) => this.#found(people),
            })
          : html`<p class="begin">${texts.begin}</p>`
      }
      ${features.has('own') ? this.#own() : nothing}`;
  }

  #found(people: readonly FoundExpert[]): TemplateResult {
    const { t, texts } = this;
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
                ${people.map((found) => this.#person(found))}
              </ul>`
      }`;
  }

  #person({ person, evidence, evidenceCount, askable }: FoundExpert): TemplateResult {
    const { texts } = this;
    const href = fillHref(this.personHref, person.id);
    const name = html`<bdi>${nameOf(this.locale, person)}</bdi>`;
    const facts = [person.jobTitle, person.unit].filter((fact) => fact !== null);
    return html`<li class="row person" part="row" data-id=${person.id}>
      ${avatar(person)}
      <div>
        <p class="name">
          <strong
            >${
              href && person.name
                ? link({ href, open: () => emit(this, 'cop-open-person', { personId: person.id }), content: name })
                : name
            }</strong
          >
          ${facts.map((fact) => html`<small><bdi>${fact}</bdi></small>`)}
          ${askable ? html`<span class="badge positive">${icon(circleCheck)}${texts.askable}</span>` : nothing}
        </p>
        <small>${texts.contributions(evidenceCount)}</small>
        <ul class="evidence" part="evidence" role="list">
          ${evidence.map((item) => this.#evidence(item))}
        </ul>
      </div>
    </li>`;
  }

  #evidence({ itemId, threadId, communityId, title, kind, at }: ExpertEvidence): TemplateResult {
    const content = html`<bdi>${title}</bdi>`;
    const way =
      threadId === null
        ? link({
            href: fillHref(this.practiceHref, itemId),
            open: () => emit(this, 'cop-open-practice', { practiceId: itemId, communityId }),
            content,
          })
        : link({
            href: fillHref(this.threadHref, threadId),
            open: () => emit(this, 'cop-open-thread', { threadId, communityId, postId: itemId }),
            content,
          });
    return html`<li>
      <span class="kind">${this.texts.kind[kind]}:</span> ${way} <small>${time(this.locale, at)}</small>
    </li>`;
  }

  #own(): TemplateResult {
    const { t, texts, locale } = this;
    return html`<details class="own" @toggle=${this.#toggled}>
      <summary>${texts.own}</summary>
      ${
        this.opened
          ? this.mine.render({
              loading: () => skeletonRows(t, 3),
              failed: (problem) => failure(t, problem, () => void this.mine.refresh()),
              ready: (mine) =>
                html`${refusal(t, this.#deeds.problem)}
                ${this.settings?.({ texts, locale, busy: this.#deeds.busy, change: (call) => void this.#change(call) }, mine)}`,
            })
          : nothing
      }
    </details>`;
  }

  #search = (text: string): void => {
    this.text = text;
    this.#announceNext = true;
  };

  #toggled = (event: Event): void => {
    this.opened = (event.currentTarget as HTMLDetailsElement).open;
  };

  async #change(call: (api: CopkitApi) => Promise<unknown>): Promise<void> {
    if (await this.#deeds.run(call)) this.announce(this.texts.saved);
    await this.mine.refresh();
  }
}
