import type { CommunityCard, CopkitApi } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CopElement } from '../element.js';
import { emit } from '../events.js';
import { time, topics } from '../facts.js';
import { readFeatures } from '../features.js';
import { fillHref, link } from '../links.js';
import { type Grown, grow, readAsFar } from '../list-page.js';
import { EveryMinute } from '../minute.js';
import { Resource } from '../resource.js';
import { searchField } from '../search-field.js';
import { failure, skeletonRows, stale } from '../states.js';
import { rows } from '../styles/rows.js';
import { visibilityBadge } from '../visibility.js';
import { styles } from './community-list.styles.js';

const FEATURES = ['search', 'topics', 'paging'];

/** How many ids can be watched at once. */
const MOST_WATCHED = 200;

type Selection = readonly [scope: 'mine' | 'all', topic: string | null, text: string, limit: number];

const reader =
  (api: CopkitApi, [scope, topic, text, limit]: Selection, signal?: AbortSignal) =>
  (after: string | null): Promise<Grown<CommunityCard>> =>
    api.communities.list(
      { limit, mine: scope === 'mine', ...(topic && { topic }), ...(text && { text }), ...(after && { after }) },
      signal ? { signal } : {},
    );

/**
 * @summary The communities a person may see, or with `mine` those they belong to.
 *
 * @tag cop-community-list
 * @slot heading - A heading above the list; none where absent.
 * @slot empty - What to say where there are no communities yet.
 * @event {CustomEvent<CopEvents['cop-open-community']>} cop-open-community - A community was chosen; cancel it to show the community yourself.
 * @event {CustomEvent<CopEvents['cop-error']>} cop-error - A call failed.
 * @csspart list - The list of rows.
 * @csspart row - One community.
 * @csspart title - A community's name.
 * @csspart meta - The facts below it.
 * @csspart topic - A topic.
 * @csspart field - The search field.
 * @csspart button - A button.
 * @csspart empty - The empty state.
 * @csspart notice - A line above content that could not be read again, or in its place.
 * @csspart error - The error state.
 * @csspart skeleton - The loading state.
 */
export class CopCommunityList extends CopElement {
  static override styles: CSSResultGroup = [CopElement.styles, rows, styles];

  /** Shows only the communities the person belongs to. */
  @property({ type: Boolean, reflect: true }) mine = false;

  /** Shows communities about one topic only: its id. */
  @property() topic: string | null = null;

  /** Communities on a page, 1 to 100. */
  @property({ type: Number }) limit = 20;

  /** Parts to switch off: `search topics paging`, all on where absent. */
  @property() features = '';

  /** Address of a community's page, with `{id}` for its id. Without it rows are buttons. */
  @property({ attribute: 'community-href' }) communityHref: string | null = null;

  @state() private text = '';

  private readonly listing = new Resource<Selection, Grown<CommunityCard>>(this, {
    subject: () => [this.mine ? 'mine' : 'all', this.topic, this.text, this.limit],
    load: (api, selection, signal, current) => readAsFar(reader(api, selection, signal), current?.items.length ?? 0),
    watch: (_selection, listing) => listing?.items.slice(0, MOST_WATCHED).map((community) => community.id) ?? [],
  });

  constructor() {
    super();
    new EveryMinute(this);
  }

  protected override render(): unknown {
    const features = readFeatures(this.features, FEATURES);
    return html`<slot name="heading"></slot>
      ${features.has('search') ? searchField(this.t.searchCommunities, this.text, this.#search) : nothing}
      ${this.listing.render({
        loading: () => skeletonRows(this.t, 4),
        failed: (problem) => failure(this.t, problem, () => void this.listing.refresh()),
        ready: (listing) => this.#content(listing, features),
      })}`;
  }

  #content(listing: Grown<CommunityCard>, features: ReadonlySet<string>): TemplateResult {
    const { t } = this;
    if (listing.items.length === 0)
      return html`<div class="empty" part="empty">
        ${
          this.text || this.topic
            ? html`<p>${t.noCommunitiesFound}</p>`
            : html`<slot name="empty"><p>${this.mine ? t.noOwnCommunities : t.noCommunities}</p></slot>`
        }
      </div>`;
    return html`${stale(t, this.listing.problem, () => void this.listing.refresh())}
      <ul class="rows ${this.listing.busy ? 'busy' : ''}" part="list" role="list" aria-label=${t.communities} aria-busy=${this.listing.busy}>
        ${listing.items.map((community) => this.#row(community, features))}
      </ul>
      ${
        listing.next && features.has('paging')
          ? html`<div class="pager">
            <button type="button" class="button" part="button" aria-disabled=${this.listing.busy} @click=${this.#more}>${t.more}</button>
          </div>`
          : nothing
      }`;
  }

  #row(community: CommunityCard, features: ReadonlySet<string>): TemplateResult {
    const { t, locale } = this;
    const { state } = community.you;
    const standing = state in t.standing ? t.standing[state as keyof typeof t.standing] : null;
    return html`<li class="row" part="row" data-id=${community.id}>
      <div>
        <div class="title" part="title">
          ${link({
            href: fillHref(this.communityHref, community.id),
            className: 'open',
            open: () => emit(this, 'cop-open-community', { communityId: community.id }),
            content: html`<bdi>${community.name}</bdi>`,
          })}
        </div>
        <p class="purpose"><bdi>${community.purpose}</bdi></p>
        <p class="meta" part="meta">
          ${standing && !(this.mine && state === 'active') ? html`<span class="badge ${state === 'active' ? 'positive' : ''}">${standing}</span>` : nothing}
          ${visibilityBadge(t, community)}
          <span>${t.members(community.memberCount)}</span>
          ${community.lastActivityAt ? html`<span>${time(locale, community.lastActivityAt)}</span>` : nothing}
          ${features.has('topics') ? topics(community.topics) : nothing}
        </p>
      </div>
    </li>`;
  }

  #search = (text: string): void => {
    this.text = text;
  };

  #more = (): Promise<void> =>
    this.listing.extend((api, shown, signal) => {
      const selection: Selection = [this.mine ? 'mine' : 'all', this.topic, this.text, this.limit];
      return grow(reader(api, selection, signal), shown);
    });
}
