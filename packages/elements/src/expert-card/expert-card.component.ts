import type { Community, CopkitApi } from '@copkit/core';
import type { ExpertProfile, ProfileTopic } from '@copkit/core/expertise';
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { dayText } from '../days.js';
import { CopElement } from '../element.js';
import { emit } from '../events.js';
import { evidenceLine } from '../experts/evidence.js';
import { offered } from '../experts/offered.js';
import { sourceBadge } from '../experts/sources.js';
import { standing } from '../experts/standing.js';
import { knowing } from '../experts/styles.js';
import { avatar, nameOf } from '../facts.js';
import { readFeatures } from '../features.js';
import { fillHref, link } from '../links.js';
import { Deeds } from '../practices/deeds.js';
import { Resource } from '../resource.js';
import { SpeakingElement } from '../speaking-element.js';
import { failure, refusal, skeletonRows, stale } from '../states.js';
import { styles } from './expert-card.styles.js';
import { type CardTexts, cardTexts } from './texts.js';

const FEATURES = ['evidence', 'endorse'];

interface Card {
  /** `null` where there is none that the reader may see. */
  readonly profile: ExpertProfile | null;
  /** Who is looking. */
  readonly me: string;
  readonly community: Community | null;
}

/**
 * @summary What is known of a person, topic by topic: what they wrote, what they say themselves, what colleagues say.
 * The three stay apart, with what there is to show for each, and nobody is scored.
 *
 * Shows what the reader may see of people who let themselves be found; of others it says only that there is no profile.
 *
 * @tag cop-expert-card
 * @event cop-open-person - The person was chosen; cancel it to show them yourself.
 * @event cop-open-thread - A contribution was chosen.
 * @event cop-open-practice - A practice was chosen.
 * @event cop-before-endorse - Cancel to keep an endorsement from being given or taken back.
 * @event cop-endorsed - An endorsement was given or taken back.
 * @event cop-error - A call failed.
 * @csspart card - The card.
 * @csspart avatar - The person's initials.
 * @csspart badge - One of the three badges.
 * @csspart evidence - What they wrote.
 * @csspart link - A link.
 * @csspart button - A button.
 * @csspart empty - The empty state.
 * @csspart notice - A line above content that could not be read again.
 * @csspart error - What went wrong.
 * @csspart skeleton - The loading state.
 * @cssproperty --cop-accent - The page's accent.
 */
export class CopExpertCard extends SpeakingElement<CardTexts> {
  static override styles: CSSResultGroup = [CopElement.styles, knowing, styles];

  /** The person to show. */
  @property() person: string | null = null;

  /** The community in which colleagues may endorse; nobody can where absent. */
  @property() community: string | null = null;

  /** Topics to list first, by id or label, such as what was looked for. */
  @property({ attribute: false }) topics: readonly string[] = [];

  /** Parts to switch off: `evidence endorse`, all on where absent. */
  @property() features = '';

  /** Address of a person's page, with `{id}` for the id. Without it the name is plain text. */
  @property({ attribute: 'person-href' }) personHref: string | null = null;

  /** Address of a thread's page, with `{id}` for its id. */
  @property({ attribute: 'thread-href' }) threadHref: string | null = null;

  /** Address of a practice's page, with `{id}` for its id. */
  @property({ attribute: 'practice-href' }) practiceHref: string | null = null;

  protected readonly catalog = cardTexts;
  readonly #deeds = new Deeds(this);

  private readonly card = new Resource<readonly [string, string | null], Card>(this, {
    subject: () => (this.person ? [this.person, this.community] : null),
    load: async (api, [personId, communityId], signal) => {
      const options = { signal };
      const [profile, { id: me }, community] = await Promise.all([
        offered(api, 'expertise.getProfile', () => api.expertise?.getProfile({ personId }, options)),
        api.people.getMe({}, options),
        communityId ? api.communities.get({ communityId }, options) : null,
      ]);
      return { profile, me, community };
    },
  });

  protected override render(): unknown {
    const { t } = this;
    return this.card.render({
      loading: () => skeletonRows(t, 2),
      failed: (problem) => failure(t, problem, () => void this.card.refresh()),
      ready: (card) =>
        card.profile
          ? html`${stale(t, this.card.problem, () => void this.card.refresh())} ${this.#profile(card.profile, card)}`
          : html`<p class="none" part="empty">${this.texts.notListed}</p>`,
    });
  }

  #profile({ person, topics, askable, awayUntil }: ExpertProfile, card: Card): TemplateResult {
    const { texts, locale } = this;
    const href = fillHref(this.personHref, person.id);
    const name = html`<bdi>${nameOf(locale, person)}</bdi>`;
    const facts = [person.jobTitle, person.unit].filter((fact) => fact !== null);
    return html`<article part="card" aria-labelledby="name">
      <div class="who">
        ${avatar(person)}
        <div>
          <p class="name">
            <strong id="name"
              >${
                href
                  ? link({ href, open: () => emit(this, 'cop-open-person', { personId: person.id }), content: name })
                  : name
              }</strong
            >
            ${standing(texts, locale, askable, awayUntil)}
          </p>
          ${facts.length > 0 ? html`<small>${facts.map((fact, at) => html`${at ? ' · ' : ''}<bdi>${fact}</bdi>`)}</small>` : nothing}
        </div>
      </div>
      ${refusal(this.t, this.#deeds.problem)}
      ${
        topics.length === 0
          ? html`<p class="none">${texts.nothing}</p>`
          : html`<ul class="known" role="list" aria-labelledby="name">
              ${this.#soughtFirst(topics).map((known) => this.#topic(known, person.id, card))}
            </ul>`
      }
    </article>`;
  }

  #soughtFirst(topics: readonly ProfileTopic[]): readonly ProfileTopic[] {
    const sought = ({ topic }: ProfileTopic) => this.topics.includes(topic.id) || this.topics.includes(topic.label);
    return [...topics.filter(sought), ...topics.filter((known) => !sought(known))];
  }

  #topic(known: ProfileTopic, personId: string, card: Card): TemplateResult {
    const { texts, locale } = this;
    const { topic, inferred, declared, endorsed } = known;
    const features = readFeatures(this.features, FEATURES);
    return html`<li>
      <div class="line">
        <bdi class="label">${topic.label}</bdi>
        <span class="sources"
          >${inferred ? sourceBadge(texts, 'inferred', texts.contributions(inferred.evidenceCount)) : nothing}
          ${
            declared
              ? sourceBadge(
                  texts,
                  'declared',
                  declared.pending ? texts.pending : texts.until(dayText(locale, declared.expiresAt)),
                )
              : nothing
          }
          ${
            endorsed
              ? sourceBadge(
                  texts,
                  'endorsed',
                  texts.endorsedBy(locale.list(endorsed.by.map((by) => nameOf(locale, by)))),
                )
              : nothing
          }</span
        >
        ${features.has('endorse') ? this.#endorse(known, personId, card) : nothing}
      </div>
      ${declared?.note ? html`<p class="note" dir="auto">${declared.note}</p>` : nothing}
      ${
        features.has('evidence') && inferred && inferred.evidence.length > 0
          ? html`<ul class="evidence" part="evidence" role="list" aria-label=${topic.label}>
              ${inferred.evidence.map((item) => html`<li>${evidenceLine(this, texts, locale, item)}</li>`)}
            </ul>`
          : nothing
      }
    </li>`;
  }

  #endorse({ topic, endorsed }: ProfileTopic, personId: string, { me, community }: Card): unknown {
    if (community?.you.state !== 'active' || me === personId) return nothing;
    const { texts } = this;
    const mine = endorsed?.by.some(({ id }) => id === me) ?? false;
    const input = { communityId: community.id, personId, topic: topic.id };
    return html`<button
      type="button"
      class="button quiet"
      part="button"
      aria-label=${mine ? texts.takeBackOf(topic.label) : texts.endorseOf(topic.label)}
      ?disabled=${this.#deeds.busy}
      @click=${() => void this.#say(input, !mine)}
      >${mine ? texts.takeBack : texts.endorse}</button
    >`;
  }

  async #say(input: { communityId: string; personId: string; topic: string }, on: boolean): Promise<void> {
    const detail = { communityId: input.communityId, personId: input.personId, topicId: input.topic, on };
    if (!emit(this, 'cop-before-endorse', detail)) return;
    const call = async ({ expertise }: CopkitApi) => {
      await (on ? expertise.endorse(input) : expertise.withdrawEndorsement(input));
      return true;
    };
    if (await this.#deeds.run(call)) {
      this.announce(on ? this.texts.endorsed : this.texts.takenBack);
      emit(this, 'cop-endorsed', detail);
    }
    await this.card.refresh();
  }
}
