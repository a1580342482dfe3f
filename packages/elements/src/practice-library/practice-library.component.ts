import type { CopkitApi, PracticeCard, PracticeKind, PracticeState, TopicRef } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { choice } from '../choice.js';
import { CopElement } from '../element.js';
import { emit } from '../events.js';
import { readFeatures } from '../features.js';
import { icon } from '../icon.js';
import { cross } from '../icons.js';
import { type Grown, grow, readAsFar } from '../list-page.js';
import { EveryMinute } from '../minute.js';
import { PracticeElement } from '../practices/element.js';
import { practiceRow } from '../practices/row.js';
import { problemOf } from '../problem.js';
import { Resource } from '../resource.js';
import { searchField } from '../search-field.js';
import { failure, skeletonRows, stale } from '../states.js';
import { rows } from '../styles/rows.js';
import { moveFocus } from '../thread-list/focus.js';
import { styles } from './practice-library.styles.js';

const FEATURES = ['search', 'filters', 'paging'];
const KINDS: readonly PracticeKind[] = ['bestPractice', 'method', 'story', 'case', 'tool', 'document'];
const STATES: readonly PracticeState[] = [
  'proven',
  'good',
  'needsReview',
  'inReview',
  'draft',
  'superseded',
  'retired',
];

interface Chosen {
  readonly state: PracticeState | null;
  readonly kind: PracticeKind | null;
  readonly topic: string | null;
  readonly subject: string | null;
  readonly text: string;
}
type Selection = readonly [community: string, chosen: Chosen, limit: number];

const reader =
  (api: CopkitApi, [communityId, chosen, limit]: Selection, signal?: AbortSignal) =>
  (after: string | null): Promise<Grown<PracticeCard>> => {
    const { state, kind, topic, subject, text } = chosen;
    return api.practices.list(
      {
        communityId,
        limit,
        ...(state && { state }),
        ...(kind && { kind }),
        ...(topic && { topic }),
        ...(subject && { subject }),
        ...(text && { text }),
        ...(after && { after }),
      },
      signal ? { signal } : {},
    );
  };

/**
 * @summary The practices of a community: proven ones first, filtered by state, kind and topic, searched.
 *
 * @tag cop-practice-library
 * @slot heading - A heading above the list; none where absent.
 * @slot actions - Buttons at the end of the toolbar.
 * @slot empty - What to say where there are no practices yet.
 * @event cop-open-practice - A practice was chosen; cancel it to show it yourself.
 * @event cop-error - A call failed.
 * @csspart toolbar - Search and filters.
 * @csspart list - The list of rows.
 * @csspart row - One practice.
 * @csspart title - A practice's title.
 * @csspart state - How a practice stands.
 * @csspart meta - The facts below the title.
 * @csspart topic - A topic.
 * @csspart button - A button.
 * @csspart field - A field of the toolbar.
 * @csspart empty - The empty state.
 * @csspart error - The error state.
 * @csspart skeleton - The loading state.
 * @cssproperty --cop-accent - The page's accent: focus, links.
 * @cssproperty --cop-positive - What is proven.
 * @cssproperty --cop-line - Hairlines between rows.
 */
export class CopPracticeLibrary extends PracticeElement {
  static override styles: CSSResultGroup = [CopElement.styles, rows, styles];

  /** The community whose practices are shown. */
  @property() community: string | null = null;

  /** Shows practices in one state only, such as `proven`; `draft` shows the person's own. */
  @property({ reflect: true }) state: PracticeState | null = null;

  /** Shows one kind only: `bestPractice`, `method`, `story`, `case`, `tool` or `document`. */
  @property({ reflect: true }) kind: PracticeKind | null = null;

  /** Shows practices about one topic only: its id. */
  @property({ reflect: true }) topic: string | null = null;

  /** Shows practices for one page, procedure or machine only: its key. */
  @property({ reflect: true }) subject: string | null = null;

  /** Practices on a page, 1 to 100. */
  @property({ type: Number }) limit = 20;

  /** Parts to switch off: `search filters paging`, all on where absent. */
  @property() features = '';

  /** Address of a practice's page, with `{id}` for its id. Without it rows are buttons. */
  @property({ attribute: 'practice-href' }) practiceHref: string | null = null;

  @state() private text = '';
  #topicLabel = '';
  #announceNext = false;

  private readonly listing = new Resource<Selection, Grown<PracticeCard>>(this, {
    subject: () => this.#selection,
    load: (api, selection, signal, current) => readAsFar(reader(api, selection, signal), current?.items.length ?? 0),
    watch: ([community]) => [community],
  });

  constructor() {
    super();
    new EveryMinute(this);
  }

  get #selection(): Selection | null {
    const { community, state, kind, topic, subject, text, limit } = this;
    return community ? [community, { state, kind, topic, subject, text }, limit] : null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const selects = ['state', 'kind', 'topic', 'subject', 'text'].some((name) => changed.has(name));
    if (selects && this.hasUpdated) this.#announceNext = true;
  }

  protected override updated(): void {
    if (!this.#announceNext || this.listing.busy || !this.listing.value) return;
    this.#announceNext = false;
    this.announce(this.texts.practicesShown(this.listing.value.items.length));
  }

  protected override render(): unknown {
    return html`<slot name="heading"></slot>
      ${this.#toolbar()}
      ${this.listing.render({
        loading: () => skeletonRows(this.t, Math.min(this.limit, 4)),
        failed: (problem) => failure(this.t, problem, () => void this.listing.refresh()),
        ready: (listing) => this.#content(listing),
      })}`;
  }

  #toolbar(): TemplateResult {
    const { t, texts } = this;
    const features = readFeatures(this.features, FEATURES);
    const topicFilter = t.topicFilter(this.#topicLabel || this.topic || '');
    return html`<div class="toolbar" part="toolbar">
      ${
        features.has('search')
          ? searchField(texts.searchPractices, this.text, (text) => {
              this.text = text;
            })
          : nothing
      }
      <div class="choices">
        ${
          features.has('filters')
            ? html`${choice(
                t.stateLabel,
                this.state,
                [
                  [null, t.allStates],
                  ...STATES.map((state) => [state, state === 'draft' ? texts.myDrafts : texts.state[state]] as const),
                ],
                (state) => {
                  this.state = state;
                },
              )}
              ${choice(
                t.kindLabel,
                this.kind,
                [[null, t.allKinds], ...KINDS.map((kind) => [kind, texts.kind[kind]] as const)],
                (kind) => {
                  this.kind = kind;
                },
              )}`
            : nothing
        }
        <slot name="actions"></slot>
      </div>
      ${
        this.topic
          ? html`<button
              type="button"
              class="button chosen"
              part="button"
              aria-label=${t.clearFilter(topicFilter)}
              @click=${() => this.#filterTopic(null)}
              >${topicFilter}${icon(cross)}</button
            >`
          : nothing
      }
    </div>`;
  }

  #content(listing: Grown<PracticeCard>): TemplateResult {
    const { t } = this;
    if (listing.items.length === 0) return this.#empty();
    const context = { element: this, locale: this.locale, filterTopic: (topic: TopicRef) => this.#filterTopic(topic) };
    return html`${stale(t, this.listing.problem, () => void this.listing.refresh())}
      <ul
        class="rows ${this.listing.busy ? 'busy' : ''}"
        part="list"
        role="list"
        aria-label=${this.texts.practices}
        aria-busy=${this.listing.busy}
        @keydown=${moveFocus}
      >
        ${listing.items.map((practice) => practiceRow(context, practice))}
      </ul>
      ${
        listing.next && readFeatures(this.features, FEATURES).has('paging')
          ? html`<div class="pager">
              <button type="button" class="button" part="button" ?disabled=${this.listing.busy} @click=${this.#more}
                >${t.more}</button
              >
            </div>`
          : nothing
      }`;
  }

  #empty(): TemplateResult {
    return this.text || this.kind || this.state || this.topic
      ? html`<div class="empty" part="empty">
          <p>${this.texts.noPracticesFound}</p>
          <button type="button" class="button" part="button" @click=${this.#clear}>${this.t.clearFilters}</button>
        </div>`
      : html`<div class="empty" part="empty"><slot name="empty"><p>${this.texts.noPractices}</p></slot></div>`;
  }

  #filterTopic(topic: TopicRef | null): void {
    this.#topicLabel = topic?.label ?? '';
    this.topic = topic?.id ?? null;
  }

  #clear = (): void => {
    this.text = '';
    this.kind = this.state = this.topic = null;
  };

  #more = async (): Promise<void> => {
    const { source } = this;
    const selection = this.#selection;
    const shown = this.listing.value;
    if (!source || !selection || !shown) return;
    try {
      this.listing.set(await grow(reader(source, selection), shown));
      await this.updateComplete;
      this.renderRoot.querySelectorAll<HTMLElement>('.open')[shown.items.length]?.focus();
    } catch (error) {
      const problem = problemOf(error);
      if (problem) emit(this, 'cop-error', { problem });
    }
  };
}
