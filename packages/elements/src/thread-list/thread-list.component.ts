import type { ThreadKind, ThreadSort, ThreadState, TopicRef } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CopElement } from '../element.js';
import { emit } from '../events.js';
import { readFeatures } from '../features.js';
import { EveryMinute } from '../minute.js';
import { problemOf } from '../problem.js';
import { ReadThreads } from '../read-threads.js';
import { isBeingRead } from '../reading.js';
import { Resource } from '../resource.js';
import { failure, skeletonRows, stale } from '../states.js';
import { rows } from '../styles/rows.js';
import { news, withPlacesKept, withRead } from './arrivals.js';
import { moveFocus } from './focus.js';
import { type Cursor, type Listing, load, type Selection } from './listing.js';
import { newsOffer, pager } from './paging.js';
import { type RowContext, resultRow, threadRow } from './rows.js';
import { styles } from './thread-list.styles.js';
import { toolbar } from './toolbar.js';

const FEATURES = ['search', 'filters', 'sort', 'paging', 'mark-read'];

/** Whose change leads to another list, which begins at its beginning. */
const SELECTING = ['community', 'sort', 'kind', 'state', 'topic', 'text', 'limit'];

/**
 * @summary The threads of a community: sorted, filtered, searched, with what is unread marked, a page at a time.
 *
 * Follows what others write. While somebody reads the list it does not move: a button offers the news instead.
 *
 * @tag cop-thread-list
 * @slot heading - A heading above the list; none where absent.
 * @slot empty - What to say where there are no threads yet.
 * @slot actions - Buttons at the end of the toolbar, such as "Ask a question".
 * @event {CustomEvent<CopEvents['cop-open-thread']>} cop-open-thread - A thread was chosen; cancel it to show the thread yourself.
 * @event {CustomEvent<CopEvents['cop-open-person']>} cop-open-person - An author was chosen; cancel it to show the person yourself.
 * @event {CustomEvent<CopEvents['cop-error']>} cop-error - A call failed.
 * @csspart toolbar - Search, filters and order.
 * @csspart list - The list of rows.
 * @csspart row - One thread.
 * @csspart title - A thread's title.
 * @csspart meta - The facts below it.
 * @csspart topic - A topic.
 * @csspart button - A button.
 * @csspart field - A field of the toolbar.
 * @csspart pager - The way to other pages.
 * @csspart empty - The empty state.
 * @csspart notice - A line above content that could not be read again, or in its place.
 * @csspart error - The error state.
 * @csspart skeleton - The loading state.
 * @cssproperty --cop-accent - The page's accent: unread dots, focus, links.
 * @cssproperty --cop-text-muted - Secondary text.
 * @cssproperty --cop-line - Hairlines between rows.
 */
export class CopThreadList extends CopElement {
  static override styles: CSSResultGroup = [CopElement.styles, rows, styles];

  /** The community whose threads are shown. */
  @property() community: string | null = null;

  /** `activity` (where absent), `newest`, `unanswered` or `reactions`. */
  @property({ reflect: true }) sort: ThreadSort = 'activity';

  /** Shows one kind only: `discussion`, `question`, `idea` or `announcement`. */
  @property({ reflect: true }) kind: ThreadKind | null = null;

  /** Shows threads in one state only: `open`, `answered`, `resolved` or `closed`. */
  @property({ reflect: true }) state: ThreadState | null = null;

  /** Shows threads about one topic only: its id. */
  @property({ reflect: true }) topic: string | null = null;

  /** The thread that is open beside the list, by its id: its row is marked. */
  @property() current: string | null = null;

  /** Threads on a page, 1 to 100. */
  @property({ type: Number }) limit = 20;

  /** Parts to switch off or on: `search filters sort paging mark-read`, all on where absent. */
  @property() features = '';

  /** Address of a thread's page, with `{id}` for its id. Without it rows are buttons. */
  @property({ attribute: 'thread-href' }) threadHref: string | null = null;

  /** Address of a person's page, with `{id}` for the id. */
  @property({ attribute: 'person-href' }) personHref: string | null = null;

  @state() private text = '';
  @state() private cursor: Cursor | null = null;
  /** News that waits until the reader asks for it. */
  @state() private waiting: Listing | null = null;
  /** The topic the reader chose, as against one the page gives. */
  #chosenTopic: TopicRef | null = null;
  #announceNext = false;

  private readonly listing = new Resource<Selection, Listing>(this, {
    subject: () =>
      this.community
        ? [this.community, this.sort, this.kind, this.state, this.topic, this.text, this.cursor, this.limit]
        : null,
    load,
    watch: ([community]) => [community],
    arrived: (fresh, current) => this.#arrived(fresh, current),
  });

  constructor() {
    super();
    new EveryMinute(this);
    new ReadThreads(this, (threadId) => this.#read(threadId));
  }

  protected override willUpdate(changed: PropertyValues): void {
    const selects = SELECTING.some((name) => changed.has(name));
    if (selects && this.hasUpdated) this.cursor = null;
    if (selects || changed.has('cursor')) this.waiting = null;
  }

  protected override updated(): void {
    if (!this.#announceNext || this.listing.busy || !this.listing.value) return;
    this.#announceNext = false;
    this.announce(this.t.threadsShown(this.listing.value.items.length));
  }

  protected override render(): unknown {
    return html`<slot name="heading"></slot>
      ${this.#toolbar()}
      ${this.listing.render({
        loading: () => skeletonRows(this.t, Math.min(this.limit, 6)),
        failed: (problem) => failure(this.t, problem, () => void this.listing.refresh()),
        ready: (listing) => this.#content(listing),
      })}`;
  }

  #toolbar(): TemplateResult | typeof nothing {
    return toolbar(this.t, readFeatures(this.features, FEATURES), this, this.text, this.#topicLabel, this.#anyUnread, {
      search: (text) =>
        this.#select(() => {
          this.text = text;
        }),
      sort: (sort) =>
        this.#select(() => {
          this.sort = sort;
        }),
      kind: (kind) =>
        this.#select(() => {
          this.kind = kind;
        }),
      state: (state) =>
        this.#select(() => {
          this.state = state;
        }),
      clearTopic: () =>
        this.#select(() => {
          this.topic = null;
        }),
      markAllRead: () => void this.#markAllRead(),
    });
  }

  /** What the chip says that takes the topic away again; `null` where that is not the reader's to do, or not known yet. */
  get #topicLabel(): string | null {
    const { topic, listing } = this;
    const chosen = this.#chosenTopic?.id === topic ? this.#chosenTopic : null;
    if (topic === null || !(chosen || readFeatures(this.features, FEATURES).has('filters'))) return null;
    if (chosen) return chosen.label;
    return listing.value?.topic?.id === topic ? listing.value.topic.label : null;
  }

  get #rows(): HTMLElement | null {
    return this.renderRoot.querySelector('.rows');
  }

  get #anyUnread(): boolean {
    const listing = this.listing.value;
    return !listing?.found && [...(listing?.pinned ?? []), ...(listing?.items ?? [])].some((thread) => thread.unread);
  }

  #content(listing: Listing): TemplateResult {
    const pinned = listing.found ? [] : listing.pinned;
    const count = pinned.length + listing.items.length;
    return html`${stale(this.t, this.listing.problem, () => void this.listing.refresh())}
      ${this.waiting ? newsOffer(this.t, news(listing, this.waiting), this.#showNews) : nothing}
      ${
        count === 0
          ? this.#empty()
          : html`<ul
            class="rows ${this.listing.busy ? 'busy' : ''}"
            part="list"
            role="list"
            aria-label=${this.t.threads}
            aria-busy=${this.listing.busy}
            @keydown=${moveFocus}
          >
            ${
              listing.found
                ? listing.items.map((result) => resultRow(this.#context, result))
                : [...pinned, ...listing.items].map((thread) => threadRow(this.#context, thread))
            }
          </ul>`
      }
      ${readFeatures(this.features, FEATURES).has('paging') ? pager(this.t, listing, this.cursor, (to) => this.#turn(to)) : nothing}`;
  }

  #empty(): TemplateResult {
    const narrowed = this.text || this.kind || this.state || this.topic;
    return narrowed
      ? html`<div class="empty" part="empty">
          <p>${this.t.noThreadsFound}</p>
          <button type="button" class="button" part="button" @click=${this.#clear}>${this.t.clearFilters}</button>
        </div>`
      : html`<div class="empty" part="empty"><slot name="empty"><p>${this.t.noThreads}</p></slot></div>`;
  }

  readonly #context: RowContext = {
    element: this,
    locale: this.locale,
    filterTopic: (topic) => this.#filterTopic(topic),
  };

  #filterTopic(topic: TopicRef): void {
    this.#chosenTopic = topic;
    this.#select(() => {
      this.topic = topic.id;
    });
  }

  #select(change: () => void): void {
    change();
    this.#announceNext = true;
  }

  #clear = (): void =>
    this.#select(() => {
      this.text = '';
      this.kind = this.state = this.topic = null;
    });

  #turn(cursor: Cursor | null): void {
    this.cursor = cursor;
    this.#announceNext = true;
    this.scrollIntoView({ block: 'nearest' });
  }

  /** Changes in place are shown at once; rows that would move wait while somebody reads. */
  #arrived(fresh: Listing, current: Listing): void {
    const kept = withPlacesKept(current, fresh);
    const waiting = news(current, fresh) > 0 && this.#rows !== null && isBeingRead(this.#rows);
    this.listing.set(waiting ? kept : fresh);
    if (waiting && !this.waiting) this.announce(this.t.threadsChanged(news(current, fresh)));
    this.waiting = waiting ? fresh : null;
  }

  #read(threadId: string): void {
    // What is being read at the moment may not know it yet.
    if (this.listing.busy) void this.listing.refresh();
    else if (this.listing.value) this.listing.set(withRead(this.listing.value, threadId));
    if (this.waiting) this.waiting = withRead(this.waiting, threadId);
  }

  #showNews = (): void => {
    if (this.waiting) this.listing.set(this.waiting);
    this.waiting = null;
    void this.updateComplete.then(() => this.#rows?.querySelector<HTMLElement>('.open')?.focus());
  };

  async #markAllRead(): Promise<void> {
    const { source, community } = this;
    if (!source || !community) return;
    try {
      await source.threads.markAllRead({ communityId: community });
      this.announce((await this.locale.actions()).markedAllRead);
      await this.listing.refresh();
    } catch (error) {
      const problem = problemOf(error);
      if (problem) emit(this, 'cop-error', { problem });
    }
  }
}
