import type { Community, CopkitApi, JoinRequest, Membership, PersonCard, Problem, Role } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CopElement } from '../element.js';
import { emit } from '../events.js';
import { avatar, nameOf, time } from '../facts.js';
import { readFeatures } from '../features.js';
import { icon } from '../icon.js';
import { ellipsis } from '../icons.js';
import { fillHref, link } from '../links.js';
import { type Grown, grow, readAsFar } from '../list-page.js';
import { problemOf } from '../problem.js';
import { Resource } from '../resource.js';
import { searchField } from '../search-field.js';
import { failure, refusal, skeletonRows, stale } from '../states.js';
import { rows } from '../styles/rows.js';
import { styles } from './member-list.styles.js';

const FEATURES = ['search', 'requests', 'manage', 'paging'];

interface Members extends Grown<Membership> {
  readonly community: Community;
  /** Those who want to join, for those who may let them in. */
  readonly requests: readonly JoinRequest[];
}

type Selection = readonly [community: string, role: Role | null, text: string, limit: number];

const reader =
  (api: CopkitApi, [communityId, role, text, limit]: Selection, signal?: AbortSignal) =>
  (after: string | null): Promise<Grown<Membership>> =>
    api.membership.list(
      { communityId, limit, ...(role && { role }), ...(text && { text }), ...(after && { after }) },
      signal ? { signal } : {},
    );

/**
 * @summary The members of a community, facilitators first; for facilitators also those who want to join.
 *
 * @tag cop-member-list
 * @slot heading - A heading above the list; none where absent.
 * @slot empty - What to say where nobody has joined yet.
 * @event {CustomEvent<CopEvents['cop-open-person']>} cop-open-person - A person was chosen; cancel it to show the person yourself.
 * @event {CustomEvent<CopEvents['cop-before-approve']>} cop-before-approve - Cancel to keep a request open.
 * @event {CustomEvent<CopEvents['cop-approved']>} cop-approved - Somebody was let in.
 * @event {CustomEvent<CopEvents['cop-before-decline']>} cop-before-decline - Cancel to keep a request open.
 * @event {CustomEvent<CopEvents['cop-declined']>} cop-declined - A request was declined.
 * @event {CustomEvent<CopEvents['cop-before-remove']>} cop-before-remove - Cancel to keep a member.
 * @event {CustomEvent<CopEvents['cop-removed']>} cop-removed - A member was removed.
 * @event {CustomEvent<CopEvents['cop-before-set-roles']>} cop-before-set-roles - Cancel to keep a member’s roles.
 * @event {CustomEvent<CopEvents['cop-roles-set']>} cop-roles-set - A member has other roles.
 * @event {CustomEvent<CopEvents['cop-error']>} cop-error - A call failed.
 * @csspart requests - Those who want to join.
 * @csspart list - The list of members.
 * @csspart row - One person.
 * @csspart avatar - A person's initials.
 * @csspart field - The search field.
 * @csspart button - A button.
 * @csspart menu - An open menu.
 * @csspart dialog - An open dialog.
 * @csspart empty - The empty state.
 * @csspart notice - A line above content that could not be read again, or in its place.
 * @csspart error - What went wrong.
 * @csspart skeleton - The loading state.
 */
export class CopMemberList extends CopElement {
  static override styles: CSSResultGroup = [CopElement.styles, rows, styles];

  /** The community whose members are shown. */
  @property() community: string | null = null;

  /** Shows members with one role only, such as `expert`. */
  @property({ attribute: 'with-role' }) withRole: Role | null = null;

  /** Members on a page, 1 to 100. */
  @property({ type: Number }) limit = 30;

  /** Parts to switch off: `search requests manage paging`, all on where absent. */
  @property() features = '';

  /** Address of a person's page, with `{id}` for the id. Without it names are plain text. */
  @property({ attribute: 'person-href' }) personHref: string | null = null;

  @state() private text = '';
  @state() private busy: string | null = null;
  @state() private problem: Problem | null = null;

  private readonly members = new Resource<Selection, Members>(this, {
    subject: () => (this.community ? [this.community, this.withRole, this.text, this.limit] : null),
    load: async (api, selection, signal, current) => {
      const [communityId] = selection;
      const [community, listed] = await Promise.all([
        api.communities.get({ communityId }, { signal }),
        readAsFar(reader(api, selection, signal), current?.items.length ?? 0),
      ]);
      const asks = community.may.includes('membership.listRequests');
      const requests = asks ? (await api.membership.listRequests({ communityId }, { signal })).items : [];
      return { ...listed, community, requests };
    },
    watch: ([community]) => [community],
  });

  protected override render(): unknown {
    const features = readFeatures(this.features, FEATURES);
    return html`<slot name="heading"></slot>
      ${features.has('search') ? searchField(this.t.searchMembers, this.text, this.#search) : nothing}
      ${this.members.render({
        loading: () => skeletonRows(this.t, 4),
        failed: (problem) => failure(this.t, problem, () => void this.members.refresh()),
        ready: (members) => this.#content(members, features),
      })}`;
  }

  #content(members: Members, features: ReadonlySet<string>): TemplateResult {
    const { t } = this;
    return html`${stale(t, this.members.problem, () => void this.members.refresh())} ${refusal(t, this.problem)}
      ${features.has('requests') && members.requests.length > 0 ? this.#requests(members.requests) : nothing}
      ${
        members.items.length === 0
          ? html`<div class="empty" part="empty">
            ${this.text ? html`<p>${t.noMembersFound}</p>` : html`<slot name="empty"><p>${t.noMembers}</p></slot>`}
          </div>`
          : html`<ul class="rows people" part="list" role="list" aria-label=${t.membersTitle} aria-busy=${this.members.busy}>
            ${members.items.map((membership) => this.#row(members.community, membership, features))}
          </ul>`
      }
      ${
        members.next && features.has('paging')
          ? html`<div class="pager">
            <button type="button" class="button" part="button" aria-disabled=${this.members.busy} @click=${this.#more}>${t.more}</button>
          </div>`
          : nothing
      }`;
  }

  #requests(requests: readonly JoinRequest[]): TemplateResult {
    const { t } = this;
    return html`<section class="requests" part="requests" aria-label=${t.requests(requests.length)}>
      <p class="heading">${t.requests(requests.length)}</p>
      <ul role="list">
        ${requests.map(
          ({ person, message, at }) =>
            html`<li class="person" part="row">
              ${avatar(person)}
              <div>
                <p><bdi>${nameOf(this.locale, person)}</bdi> <small>${person.unit ? html`<bdi>${person.unit}</bdi>&nbsp;· ` : nothing}${time(this.locale, at)}</small></p>
                ${message ? html`<p class="message" dir="auto">${message}</p>` : nothing}
              </div>
              <div class="buttons">
                <button type="button" class="button primary" part="button" aria-disabled=${this.busy !== null} @click=${() => void this.#answer(person, true)}
                  >${t.approve}</button
                >
                <button type="button" class="button quiet" part="button" aria-disabled=${this.busy !== null} @click=${() => void this.#answer(person, false)}
                  >${t.decline}</button
                >
              </div>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #row(community: Community, membership: Membership, features: ReadonlySet<string>): TemplateResult {
    const { t } = this;
    const { person } = membership;
    const href = fillHref(this.personHref, person.id);
    const name = html`<bdi>${nameOf(this.locale, person)}</bdi>`;
    const facts = [person.jobTitle, person.unit].filter((fact) => fact !== null);
    const named = membership.roles.filter((role) => role !== 'member');
    const manage =
      features.has('manage') &&
      (community.may.includes('membership.setRoles') || community.may.includes('membership.remove'));
    return html`<li class="row person" part="row" data-id=${person.id}>
      ${avatar(person)}
      <div>
        <p class="name">
          ${
            href && person.name
              ? link({
                  href,
                  className: 'open',
                  open: () => emit(this, 'cop-open-person', { personId: person.id }),
                  content: name,
                })
              : name
          }
          ${named.map((role) => html`<span class="badge ${role === 'facilitator' ? 'lead' : ''}">${t.role[role]}</span>`)}
          ${membership.state === 'dormant' ? html`<span class="badge">${t.standing.dormant}</span>` : nothing}
        </p>
        ${facts.length > 0 ? html`<p class="facts">${facts.map((fact) => html`<span><bdi>${fact}</bdi></span>`)}</p>` : nothing}
      </div>
      ${
        manage
          ? html`<button
            type="button"
            class="button quiet square"
            part="button"
            aria-label=${t.actionsFor(nameOf(this.locale, person))}
            title=${t.moreActions}
            aria-haspopup="menu"
            @click=${(event: Event) => void this.#manage(event.currentTarget as HTMLElement, community, membership)}
            >${icon(ellipsis)}</button
          >`
          : nothing
      }
    </li>`;
  }

  #search = (text: string): void => {
    this.text = text;
  };

  #more = (): Promise<void> =>
    this.members.extend(async (api, shown, signal) => {
      const selection: Selection = [shown.community.id, this.withRole, this.text, this.limit];
      return { ...shown, ...(await grow(reader(api, selection, signal), shown)) };
    });

  #answer(person: PersonCard, welcome: boolean): Promise<void> {
    return this.#run(person.id, async (api, communityId) => {
      const { answerRequest } = await import('./member-actions.js');
      const answer = await answerRequest(this, this.locale, api, { communityId, person, welcome });
      if (!answer) return;
      await this.members.refresh();
      this.announce(answer.announcement);
      answer.tell();
    });
  }

  #manage(anchor: HTMLElement, community: Community, membership: Membership): Promise<void> {
    return this.#run('', async () => {
      const { openMemberMenu } = await import('./member-actions.js');
      const { person } = membership;
      await openMemberMenu({ host: this, anchor, locale: this.locale, community, membership }, (act) =>
        this.#run(person.id, async (api) => {
          const announcement = await act(api);
          if (announcement === null) return;
          await this.members.refresh();
          this.announce(announcement);
        }),
      );
    });
  }

  async #run(personId: string, act: (api: CopkitApi, communityId: string) => Promise<void>): Promise<void> {
    const { source, community } = this;
    if (!source || !community || this.busy !== null) return;
    this.busy = personId;
    this.problem = null;
    try {
      await act(source, community);
    } catch (error) {
      this.problem = problemOf(error);
      if (this.problem) emit(this, 'cop-error', { problem: this.problem });
    } finally {
      this.busy = null;
    }
  }
}
