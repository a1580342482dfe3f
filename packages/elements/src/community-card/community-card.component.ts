import type { Community, Problem } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CopElement } from '../element.js';
import { emit } from '../events.js';
import { avatar, nameOf, time, topics } from '../facts.js';
import { readFeatures } from '../features.js';
import { fillHref, link } from '../links.js';
import { problemOf } from '../problem.js';
import { Resource } from '../resource.js';
import { failure, refusal, skeletonRows, stale } from '../states.js';
import { visibilityBadge } from '../visibility.js';
import { styles } from './community-card.styles.js';
import type { Deed } from './standing.js';

const FEATURES = ['charter', 'facilitators', 'topics', 'membership'];

/**
 * @summary A community at a glance: what it is for, who facilitates it, and the way in and out.
 *
 * Joins, asks to join, answers an invitation, leaves; who leaves as the last facilitator names a successor first.
 *
 * @tag cop-community-card
 * @slot - More about the community, below its facts.
 * @event {CustomEvent<CopEvents['cop-open-community']>} cop-open-community - The name was chosen; cancel it to show the community yourself.
 * @event {CustomEvent<CopEvents['cop-open-person']>} cop-open-person - A facilitator was chosen; cancel it to show the person yourself.
 * @event {CustomEvent<CopEvents['cop-before-join']>} cop-before-join - Cancel to keep the person from joining.
 * @event {CustomEvent<CopEvents['cop-joined']>} cop-joined - The person has joined, asked to join or accepted an invitation: see the membership’s state.
 * @event {CustomEvent<CopEvents['cop-before-leave']>} cop-before-leave - Cancel to keep the person from leaving.
 * @event {CustomEvent<CopEvents['cop-left']>} cop-left - The person has left.
 * @event {CustomEvent<CopEvents['cop-before-cancel-request']>} cop-before-cancel-request - Cancel to keep a request standing.
 * @event {CustomEvent<CopEvents['cop-request-cancelled']>} cop-request-cancelled - A request was taken back.
 * @event {CustomEvent<CopEvents['cop-before-refuse']>} cop-before-refuse - Cancel to keep an invitation open.
 * @event {CustomEvent<CopEvents['cop-refused']>} cop-refused - An invitation was declined.
 * @event {CustomEvent<CopEvents['cop-before-appoint']>} cop-before-appoint - Cancel to keep somebody from being appointed.
 * @event {CustomEvent<CopEvents['cop-appointed']>} cop-appointed - Somebody facilitates now.
 * @event {CustomEvent<CopEvents['cop-error']>} cop-error - A call failed.
 * @csspart title - The name.
 * @csspart meta - The facts.
 * @csspart charter - Domain, audience and mandate.
 * @csspart topic - A topic.
 * @csspart button - A button.
 * @csspart dialog - An open dialog.
 * @csspart avatar - A person’s initials.
 * @csspart notice - A line above content that could not be read again, or in its place.
 * @csspart field - A field of a dialog.
 * @csspart error - What went wrong.
 * @csspart skeleton - The loading state.
 */
export class CopCommunityCard extends CopElement {
  static override styles: CSSResultGroup = [CopElement.styles, styles];

  /** The community to show. */
  @property() community: string | null = null;

  /** Parts to switch off: `charter facilitators topics membership`, all on where absent. */
  @property() features = '';

  /** Level of the name among the page's headings. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** Address of a community's page, with `{id}` for its id; the name is a link then. */
  @property({ attribute: 'community-href' }) communityHref: string | null = null;

  /** Address of a person's page, with `{id}` for the id. */
  @property({ attribute: 'person-href' }) personHref: string | null = null;

  @state() private busy = false;
  @state() private problem: Problem | null = null;

  private readonly content = new Resource<readonly [string], Community>(this, {
    subject: () => (this.community ? [this.community] : null),
    load: (api, [communityId], signal) => api.communities.get({ communityId }, { signal }),
    watch: ([community]) => [community],
  });

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('community')) this.problem = null;
  }

  protected override render(): unknown {
    return this.content.render({
      loading: () => skeletonRows(this.t, 2),
      failed: (problem) => failure(this.t, problem, () => void this.content.refresh()),
      ready: (community) => this.#card(community),
    });
  }

  #card(community: Community): TemplateResult {
    const { t } = this;
    const features = readFeatures(this.features, FEATURES);
    const name = this.communityHref
      ? link({
          href: fillHref(this.communityHref, community.id),
          open: () => emit(this, 'cop-open-community', { communityId: community.id }),
          content: community.name,
        })
      : community.name;
    return html`${stale(t, this.content.problem, () => void this.content.refresh())}
      <div class="head">
        <div class="title" part="title" role="heading" aria-level=${this.headingLevel}><bdi>${name}</bdi></div>
        ${features.has('membership') ? this.#membership(community) : nothing}
      </div>
      ${refusal(t, this.problem)}
      <p class="purpose"><bdi>${community.purpose}</bdi></p>
      <p class="meta" part="meta">
        <span>${t.type[community.type]}</span>${visibilityBadge(t, community)}
        <span>${t.members(community.memberCount)}</span>
        ${community.lastActivityAt ? html`<span>${time(this.locale, community.lastActivityAt)}</span>` : nothing}
      </p>
      ${community.needsFacilitator ? this.#vacancy(community, features) : nothing}
      ${features.has('topics') ? topics(community.topics) : nothing}
      ${features.has('facilitators') ? this.#facilitators(community) : nothing}
      ${features.has('charter') ? this.#charter(community) : nothing}
      <slot></slot>`;
  }

  #facilitators({ facilitators, sponsor }: Community): unknown {
    const people = [
      ...facilitators.map((person) => ({ person, role: this.t.role.facilitator })),
      ...(sponsor ? [{ person: sponsor, role: this.t.role.sponsor }] : []),
    ];
    return people.length === 0
      ? nothing
      : html`<ul class="people" role="list">
          ${people.map(({ person, role }) => {
            const href = fillHref(this.personHref, person.id);
            const name = html`<bdi>${nameOf(this.locale, person)}</bdi>`;
            return html`<li>
              ${avatar(person)}<span
                >${
                  href && person.name
                    ? link({ href, open: () => emit(this, 'cop-open-person', { personId: person.id }), content: name })
                    : name
                }<small>${role}${person.unit ? html`&nbsp;· <bdi>${person.unit}</bdi>` : nothing}</small></span
              >
            </li>`;
          })}
        </ul>`;
  }

  #vacancy({ may }: Community, features: ReadonlySet<string>): TemplateResult {
    return html`<div class="notice slim" part="notice">
      <p>${this.t.needsFacilitator}</p>
      ${
        features.has('membership') && may.includes('membership.appoint')
          ? html`<button type="button" class="button" part="button" aria-disabled=${this.busy} @click=${() => void this.#do('appoint')}
            >${this.t.appoint}</button
          >`
          : nothing
      }
    </div>`;
  }

  #charter({ charter }: Community): unknown {
    const parts = (['domain', 'audience', 'mandate'] as const).flatMap((name) => {
      const text = charter[name];
      return text ? [html`<dt>${this.t[name]}</dt><dd dir="auto">${text}</dd>`] : [];
    });
    return parts.length === 0
      ? nothing
      : html`<details class="charter" part="charter">
          <summary>${this.t.charter}</summary>
          <dl>${parts}</dl>
        </details>`;
  }

  #membership(community: Community): TemplateResult {
    const { t } = this;
    const may = (operation: string) => community.may.includes(operation);
    const button = (label: string, deed: Deed, kind = '') =>
      html`<button type="button" class="button ${kind}" part="button" aria-disabled=${this.busy} @click=${() => void this.#do(deed)}
        >${label}</button
      >`;
    switch (community.you.state) {
      case 'active':
      case 'dormant':
        return html`<p class="standing">
          <span class="badge positive">${t.standing[community.you.state]}</span>
          ${may('membership.leave') ? button(t.leave, 'leave', 'quiet') : nothing}
        </p>`;
      case 'requested':
        return html`<p class="standing">
          <span class="badge">${t.standing.requested}</span>${button(t.cancelRequest, 'cancel-request', 'quiet')}
        </p>`;
      case 'invited':
        return html`<p class="standing">
          ${button(t.acceptInvitation, 'accept', 'primary')}${button(t.refuseInvitation, 'refuse', 'quiet')}
        </p>`;
      default:
        if (community.archived) return html``;
        if (community.joinPolicy === 'invitation') return html`<p class="standing badge">${t.byInvitation}</p>`;
        return html`<p class="standing">
          ${community.joinPolicy === 'request' ? button(t.requestToJoin, 'request', 'primary') : button(t.join, 'join', 'primary')}
        </p>`;
    }
  }

  async #do(deed: Deed): Promise<void> {
    const { source, content } = this;
    const community = content.value;
    if (!source || !community || this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      const { carryOut } = await import('./standing.js');
      const done = await carryOut(this, source, community, deed, this.locale);
      if (!done) return;
      await content.refresh();
      this.announce(done.announcement);
      done.tell();
    } catch (error) {
      this.problem = problemOf(error);
      if (this.problem) emit(this, 'cop-error', { problem: this.problem });
    } finally {
      this.busy = false;
    }
  }
}
