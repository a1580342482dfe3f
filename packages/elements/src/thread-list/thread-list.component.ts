import type {
  CopkitApi,
  Page,
  PostResult,
  ThreadCard,
  ThreadKind,
  ThreadSort,
  ThreadState,
  TopicRef,
} from '@copkit/core';
import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { CopElement } from '../element.js';
import { emit } from '../events.js';
import { readFeatures } from '../features.js';
import { EveryMinute } from '../minute.js';
import { problemOf } from '../problem.js';
import { isBeingRead } from '../reading.js';
import { Resource, type Subject } from '../resource.js';
import { failure, skeletonRows, stale } from '../states.js';
import { rows } from '../styles/rows.js';
import { news, withPlacesKept } from './arrivals.js';
import { moveFocus } from './focus.js';
import { type RowContext, resultRow, threadRow } from './rows.js';
import { styles } from './thread-list.styles.js';
import { toolbar } from './toolbar.js';

const FEATURES = ['search', 'filters', 'sort', 'paging', 'mark-read'];

/** Whose change leads to another list, which begins at its beginning. */
const SELECTING = ['community', 'sort', 'kind', 'state', 'topic', 'text', 'limit'];

/** A page of the list, or of what a search found. */
export type Listing =
  | (Page<ThreadCard> & { readonly found: false; readonly pinned: readonly ThreadCard[] })
  | { readonly found: true; readonly items: readonly PostResult[]; readonly next: string | null };

type Selection = readonly [
  community: string,
  sort: ThreadSort,
  kind: ThreadKind | null,
  state: ThreadState | null,
  topic: string | null,
  text: string,
  cursor: Cursor | null,
  limit: number,
];
type Cursor = { readonly after: string } | { readonly before: string };

const load = async (api: CopkitApi, selection: Selection & Subject, signal: AbortSignal): Promise<Listing> => {
  const [communityId, sort, kind, state, topic, text, cursor, limit] = selection;
  const filters = { communityId, limit, ...(kind && { kind }), ...(topic && { topic }), ...cursor };
  if (text) {
    const { items, next } = await api.search.find({ ...filters, among: 'threads', text }, { signal });
    return { found: true, items: items.filter((item) => item.kind !== 'practice'), next };
  }
  return { found: false, ...(await api.threads.list({ ...filters, sort, ...(state && { state }) }, { signal })) };
};

/**
 * @summary The threads of a community: sorted, filtered, searched, with what is unread marked, a page at a time.
 *
 * Follows what others write. While somebody reads the list it does not move: a button offers the news instead.
 *
 * @tag cop-thread-list
 * @slot heading - A heading above the list; none where absent.
 * @slot empty - What to say where there are no threads yet.
 * @slot actions - Buttons at the end of the toolbar, such as "Ask a question".
 * @event cop-open-thread - A thread was chosen; cancel it to show the thread yourself.
 * @event cop-open-person - An author was chosen.
 * @event cop-error - A call failed.
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
  @query('.rows') private rows!: HTMLElement | null;
  #topicLabel = '';
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
    return toolbar(
      this.t,
      readFeatures(this.features, FEATURES),
      this,
      this.text,
      this.#topicLabel || this.topic || '',
      this.#anyUnread,
      {
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
      },
    );
  }

  get #anyUnread(): boolean {
    const listing = this.listing.value;
    return !!listing && !listing.found && [...listing.pinned, ...listing.items].some((thread) => thread.unread);
  }

  #content(listing: Listing): TemplateResult {
    const pinned = listing.found ? [] : listing.pinned;
    const count = pinned.length + listing.items.length;
    return html`${stale(this.t, this.listing.problem, () => void this.listing.refresh())}
      ${this.waiting ? this.#news(this.waiting, listing) : nothing}
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
      ${this.#pager(listing)}`;
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

  #news(waiting: Listing, shown: Listing): TemplateResult | typeof nothing {
    const count = news(shown, waiting);
    return count === 0
      ? nothing
      : html`<div class="news">
          <button type="button" class="button primary" part="button" @click=${this.#showNews}>
            ${this.t.threadsChanged(count)}
          </button>
        </div>`;
  }

  #pager(listing: Listing): TemplateResult | typeof nothing {
    // What a search found has no way back but to its beginning.
    const before = listing.found ? null : listing.previous;
    const previous = before ? { before } : listing.found && this.cursor ? 'first' : null;
    const next = listing.next ? { after: listing.next } : null;
    if (!readFeatures(this.features, FEATURES).has('paging') || !(previous || next)) return nothing;
    const step = (label: string, to: Cursor | 'first' | null) =>
      html`<button
        type="button"
        class="button"
        part="button"
        ?disabled=${to === null}
        @click=${() => this.#turn(to === 'first' ? null : to)}
        >${label}</button
      >`;
    return html`<nav class="pager" part="pager" aria-label=${this.t.pages}>
      ${step(this.t.newerThreads, previous)}${step(this.t.olderThreads, next)}
    </nav>`;
  }

  readonly #context: RowContext = {
    element: this,
    locale: this.locale,
    filterTopic: (topic) => this.#filterTopic(topic),
  };

  #filterTopic(topic: TopicRef): void {
    this.#topicLabel = topic.label;
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
    const waiting = news(current, fresh) > 0 && this.rows !== null && isBeingRead(this.rows);
    this.listing.set(waiting ? kept : fresh);
    if (waiting && !this.waiting) this.announce(this.t.threadsChanged(news(current, fresh)));
    this.waiting = waiting ? fresh : null;
  }

  #showNews = (): void => {
    if (this.waiting) this.listing.set(this.waiting);
    this.waiting = null;
    void this.updateComplete.then(() => this.rows?.querySelector<HTMLElement>('.open')?.focus());
  };

  async #markAllRead(): Promise<void> {
    const { source, community } = this;
    if (!source || !community) return;
    try {
      await source.threads.markAllRead({ communityId: community });
      this.announce(this.t.markedAllRead);
      await this.listing.refresh();
    } catch (error) {
      const problem = problemOf(error);
      if (problem) emit(this, 'cop-error', { problem });
    }
  }
}
