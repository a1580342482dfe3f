import type { CopkitApi, InboxEntry } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { CopElement } from '../element.js';
import { emit } from '../events.js';
import { readFeatures } from '../features.js';
import { icon } from '../icon.js';
import { bell } from '../icons.js';
import { link } from '../links.js';
import { type Grown, grow, readAsFar } from '../list-page.js';
import { EveryMinute } from '../minute.js';
import { Deeds } from '../practices/deeds.js';
import { isBeingRead } from '../reading.js';
import { Resource } from '../resource.js';
import { SpeakingElement } from '../speaking-element.js';
import { failure, reasonOf, refusal, skeletonRows, stale } from '../states.js';
import { rows } from '../styles/rows.js';
import { moveFocus } from '../thread-list/focus.js';
import { styles } from './inbox.styles.js';
import { type Answer, answersTo, replyTo } from './invitation.js';
import { entryRow, type Row } from './row.js';
import { type InboxTexts, inboxTexts } from './texts.js';

const FEATURES = ['count', 'list', 'filter', 'mark-read', 'paging'];

/** What the server counts up to. */
const MANY = 100;

interface Notices extends Grown<InboxEntry> {
  readonly unread: number;
  /** What may be said to who asks. */
  readonly answers: readonly Answer[];
}
type Selection = readonly [inbox: 'inbox', listed: boolean, unread: boolean, limit: number];

const reader =
  (api: CopkitApi, unread: boolean, limit: number, signal?: AbortSignal) =>
  (after: string | null): Promise<Grown<InboxEntry>> =>
    api.inbox.list({ limit, ...(unread && { unread }), ...(after && { after }) }, signal ? { signal } : {});

/**
 * @summary What reached the person: answers, questions they might know something about, what waits for their judgement.
 * With `features="-list"` a bell with the number of unread notices, for the head of a page.
 *
 * @tag cop-inbox
 * @slot heading - A heading above the list; none where absent.
 * @slot empty - What to say where nothing has arrived yet.
 * @event cop-open-inbox - The bell was chosen; cancel it to show the inbox yourself.
 * @event cop-open-thread - A notice of a thread or a post was chosen; cancel it to show it yourself.
 * @event cop-open-practice - A notice of a practice was chosen.
 * @event cop-open-community - A notice of a community was chosen.
 * @event cop-unread - The number of unread notices is another one.
 * @event cop-before-accept-invitation - Cancel to keep an invitation open. `cop-invitation-accepted` follows.
 * @event cop-invitation-accepted - Somebody said that they will answer.
 * @event cop-before-decline-invitation - Cancel to keep an invitation open. `cop-invitation-declined` follows.
 * @event cop-invitation-declined - Somebody said that they cannot help.
 * @event cop-before-hand-on-invitation - Cancel to keep an invitation open. `cop-invitation-handed-on` follows.
 * @event cop-invitation-handed-on - Somebody named a colleague, who is asked in their place.
 * @event cop-error - A call failed.
 * @csspart count - The number of unread notices.
 * @csspart toolbar - What stands above the list.
 * @csspart list - The list of notices.
 * @csspart row - One notice.
 * @csspart title - What it happened to.
 * @csspart meta - What happened, where and when.
 * @csspart button - A button.
 * @csspart empty - The empty state.
 * @csspart error - What went wrong.
 * @csspart skeleton - The loading state.
 * @cssproperty --cop-accent - The number, and the dot of what is unread.
 */
export class CopInbox extends SpeakingElement<InboxTexts> {
  static override styles: CSSResultGroup = [CopElement.styles, rows, styles];

  /** Notices on a page, 1 to 100. */
  @property({ type: Number }) limit = 20;

  /** Parts to switch off: `count list filter mark-read paging`, all on where absent. */
  @property({ reflect: true }) features = '';

  /** Address of the page with the inbox, for the bell. */
  @property({ attribute: 'inbox-href' }) inboxHref: string | null = null;

  /** Address of a thread's page, with `{id}` for its id. */
  @property({ attribute: 'thread-href' }) threadHref: string | null = null;

  /** Address of a practice's page, with `{id}` for its id. */
  @property({ attribute: 'practice-href' }) practiceHref: string | null = null;

  /** Address of a community's page, with `{id}` for its id. */
  @property({ attribute: 'community-href' }) communityHref: string | null = null;

  @state() private onlyUnread = false;
  /** News that waits until the reader asks for it. */
  @state() private waiting: Notices | null = null;
  @query('.rows') private rows!: HTMLElement | null;
  protected readonly catalog = inboxTexts;
  readonly #deeds = new Deeds(this);
  #told = 0;

  private readonly notices = new Resource<Selection, Notices>(this, {
    subject: () => ['inbox', this.#features.has('list'), this.onlyUnread, this.limit],
    load: async (api, [, listed, unread, limit], signal, current) => {
      const [{ count }, list] = await Promise.all([
        api.inbox.countUnread({}, { signal }),
        listed ? readAsFar(reader(api, unread, limit, signal), current?.items.length ?? 0) : { items: [], next: null },
      ]);
      return { ...list, unread: count, answers: await answersTo(api, list.items) };
    },
    watch: () => ['inbox'],
    arrived: (fresh, current) => this.#arrived(fresh, current),
  });

  constructor() {
    super();
    new EveryMinute(this);
  }

  get #features(): ReadonlySet<string> {
    return readFeatures(this.features, FEATURES);
  }

  protected override updated(): void {
    const count = this.notices.value?.unread ?? this.#told;
    if (count === this.#told) return;
    this.#told = count;
    emit(this, 'cop-unread', { count });
  }

  protected override render(): unknown {
    const features = this.#features;
    if (!features.has('list'))
      return this.notices.render({
        loading: () => this.#bell(null),
        failed: (problem) => this.#bell(null, reasonOf(this.t, problem)),
        ready: ({ unread }) => this.#bell(unread),
      });
    return html`<slot name="heading"></slot>
      ${this.notices.render({
        loading: () => skeletonRows(this.t, 4),
        failed: (problem) => failure(this.t, problem, () => void this.notices.refresh()),
        ready: (notices) => this.#content(notices, features),
      })}`;
  }

  #countText(count: number): string {
    const { texts } = this;
    if (count === 0) return texts.allRead;
    return count < MANY ? texts.unreadCount(count) : texts.unreadCount(count).replace(/^\S+/, this.#number(count));
  }

  #number(count: number): string {
    const number = this.locale.number(count);
    return count < MANY ? number : this.texts.orMore(number);
  }

  /** `count` is `null` while it is not known; `title` says why. It leads to the inbox all the same, where one signs in. */
  #bell(count: number | null, title?: string): TemplateResult {
    const { inbox } = this.texts;
    const name = count === null ? inbox : `${inbox}, ${this.#countText(count)}`;
    const content = html`${icon(bell)}<span class="unseen">${name}</span>${
      count ? html`<span class="pill" part="count" aria-hidden="true">${this.#number(count)}</span>` : nothing
    }`;
    return html`<div class="bell">
      ${link({ href: this.inboxHref, className: 'button quiet', part: 'button', title, open: () => emit(this, 'cop-open-inbox', {}), content })}
    </div>`;
  }

  #content(notices: Notices, features: ReadonlySet<string>): TemplateResult {
    const { t, texts } = this;
    const { items, unread, next, answers } = notices;
    const row: Row = {
      host: this,
      t,
      texts,
      locale: this.locale,
      busy: this.#deeds.busy,
      markable: features.has('mark-read'),
      answers,
      markRead: (entryId) => void this.#markRead({ entryIds: [entryId] }),
      reply: (entry, answer) => void this.#reply(entry, answer),
    };
    return html`${stale(t, this.notices.problem, () => void this.notices.refresh())}
      ${refusal(t, this.#deeds.problem)}
      <div class="toolbar" part="toolbar">
        ${features.has('count') ? html`<p class="unread-count" part="count">${this.#countText(unread)}</p>` : nothing}
        ${
          features.has('filter')
            ? html`<button
                type="button"
                class="button quiet"
                part="button"
                aria-pressed=${this.onlyUnread}
                @click=${this.#filter}
                >${texts.onlyUnread}</button
              >`
            : nothing
        }
        ${
          features.has('mark-read') && unread > 0
            ? html`<button
                type="button"
                class="button quiet"
                part="button"
                ?disabled=${this.#deeds.busy}
                @click=${() => void this.#markRead({ all: true })}
                >${t.markAllRead}</button
              >`
            : nothing
        }
      </div>
      ${this.#news(notices)}
      ${
        items.length === 0
          ? html`<div class="empty" part="empty">
              ${this.onlyUnread ? html`<p>${texts.emptyUnread}</p>` : html`<slot name="empty"><p>${texts.empty}</p></slot>`}
            </div>`
          : html`<ul
              class="rows ${this.notices.busy ? 'busy' : ''}"
              part="list"
              role="list"
              aria-label=${texts.inbox}
              aria-busy=${this.notices.busy}
              @keydown=${moveFocus}
            >
              ${items.map((entry) => entryRow(row, entry))}
            </ul>`
      }
      ${
        next && features.has('paging')
          ? html`<div class="pager">
              <button type="button" class="button" part="button" ?disabled=${this.notices.busy} @click=${this.#more}
                >${t.more}</button
              >
            </div>`
          : nothing
      }`;
  }

  #news({ items }: Notices): TemplateResult | typeof nothing {
    const known = new Set(items.map(({ id }) => id));
    const count = this.waiting?.items.filter(({ id }) => !known.has(id)).length ?? 0;
    return count === 0
      ? nothing
      : html`<button type="button" class="button primary" part="button" @click=${this.#showNews}
          >${this.texts.newEntries(count)}</button
        >`;
  }

  /** Rows that would move wait while somebody reads. */
  #arrived(fresh: Notices, current: Notices): void {
    const known = new Set(current.items.map(({ id }) => id));
    const news = fresh.items.filter(({ id }) => !known.has(id)).length;
    if (news > 0) this.announce(this.texts.newEntries(news));
    const waits = news > 0 && this.rows !== null && isBeingRead(this.rows);
    this.waiting = waits ? fresh : null;
    this.notices.set(waits ? { ...current, unread: fresh.unread } : fresh);
  }

  #showNews = (): void => {
    if (this.waiting) this.notices.set(this.waiting);
    this.waiting = null;
    void this.updateComplete.then(() => this.rows?.querySelector<HTMLElement>('.open')?.focus());
  };

  #filter = (): void => {
    this.onlyUnread = !this.onlyUnread;
    this.waiting = null;
  };

  #more = async (): Promise<void> => {
    const shown = this.notices.value;
    if (!shown) return;
    const grown = await this.#deeds.run(async (api) => {
      const list = await grow(reader(api, this.onlyUnread, this.limit), shown);
      return { ...list, unread: shown.unread, answers: await answersTo(api, list.items) };
    });
    if (!grown) return;
    this.notices.set(grown);
    await this.updateComplete;
    this.renderRoot.querySelectorAll<HTMLElement>('.open')[shown.items.length]?.focus();
  };

  async #markRead(which: { readonly all: true } | { readonly entryIds: readonly string[] }): Promise<void> {
    const done = await this.#deeds.run((api) => api.inbox.markRead(which));
    if (!done) return;
    if ('all' in which) this.announce((await this.locale.actions()).markedAllRead);
    await this.notices.refresh();
  }

  /** Says that they will answer or cannot help, or names a colleague. */
  async #reply(entry: InboxEntry, answer: Answer): Promise<void> {
    const api = this.source;
    const reply = api && (await replyTo(this, api, entry, answer, this.texts, this.locale));
    if (!reply || !(await this.#deeds.run(reply.call))) return;
    await this.notices.refresh();
    this.announce(reply.announcement);
    reply.tell();
  }
}
