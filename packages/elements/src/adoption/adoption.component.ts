import type { Adoption, CopkitApi, Practice } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { CopElement } from '../element.js';
import { emit } from '../events.js';
import { readFeatures } from '../features.js';
import { type Grown, grow, readAsFar } from '../list-page.js';
import { Deeds } from '../practices/deeds.js';
import { PracticeElement } from '../practices/element.js';
import { practiceLink } from '../practices/row.js';
import type { PracticeTexts } from '../practices/texts.js';
import { Resource } from '../resource.js';
import { failure, refusal, skeletonRows, stale } from '../states.js';
import { styles } from './adoption.styles.js';
import { type AdoptionTexts, adoptionTexts } from './texts.js';
import { benefit, reached, reader, standing, unitRow, waits } from './units.js';

const FEATURES = ['units', 'yours', 'benefit'];

interface AdoptionContent {
  readonly practice: Practice;
  readonly units: Grown<Adoption>;
}

type Call = (api: CopkitApi) => Promise<Adoption>;

/**
 * @summary Which units use a practice, how far they are with it, and what the person's own unit does: consider it, try
 * it, adopt it as it is or adapted, confirm that it lasts, move to a new version, say what it saves, stop.
 *
 * Speaks of units and never of persons.
 *
 * @tag cop-adoption
 * @slot heading - A heading in place of the element's own.
 * @event cop-before-change-adoption - Cancel to keep an operation from being called. `cop-adoption-changed` follows.
 * @event cop-open-practice - The unit's own adaptation was chosen; cancel it to show it yourself.
 * @event cop-error - A call failed.
 * @csspart yours - What the person's own unit does with it.
 * @csspart list - The list of units.
 * @csspart row - One unit.
 * @csspart state - How far a unit is.
 * @csspart button - A button.
 * @csspart dialog - An open dialog.
 * @csspart empty - The empty state.
 * @csspart error - What went wrong.
 * @csspart skeleton - The loading state.
 * @cssproperty --cop-accent - The button for what comes next.
 * @cssproperty --cop-positive - What is sustained.
 */
export class CopAdoption extends PracticeElement {
  static override styles: CSSResultGroup = [CopElement.styles, styles];

  /** The practice. */
  @property() practice: string | null = null;

  /** Parts to switch off: `units yours benefit`, all on where absent. */
  @property() features = '';

  /** Level of the heading among the page's headings. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 3;

  /** Address of a practice's page, with `{id}` for its id. */
  @property({ attribute: 'practice-href' }) practiceHref: string | null = null;

  readonly #deeds = new Deeds(this);

  private readonly content = new Resource<readonly [string], AdoptionContent>(this, {
    subject: () => (this.practice ? [this.practice] : null),
    load: async (api, [practiceId], signal, current) => {
      const [practice, units] = await Promise.all([
        api.practices.get({ practiceId }, { signal }),
        readAsFar(reader(api, practiceId, signal), current?.units.items.length ?? 0),
      ]);
      return { practice, units };
    },
    watch: (_subject, content) => (content ? [content.practice.communityId] : []),
  });

  protected override get catalog() {
    return adoptionTexts;
  }

  override get texts(): PracticeTexts & AdoptionTexts {
    return this.catalog.in(this.locale.language);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('practice')) this.#deeds.forget();
  }

  protected override render(): unknown {
    return this.content.render({
      loading: () => skeletonRows(this.t, 2),
      failed: (problem) => failure(this.t, problem, () => void this.content.refresh()),
      ready: (content) => this.#content(content),
    });
  }

  #content({ practice, units }: AdoptionContent): TemplateResult {
    const { t, texts } = this;
    const features = readFeatures(this.features, FEATURES);
    const others = units.items.filter(({ id }) => id !== practice.yours?.id || !features.has('yours'));
    return html`${stale(t, this.content.problem, () => void this.content.refresh())}
      <slot name="heading"><div class="heading" role="heading" aria-level=${this.headingLevel}>${texts.inUse}</div></slot>
      ${features.has('yours') ? this.#yours(practice, features) : nothing} ${refusal(t, this.#deeds.problem)}
      ${
        features.has('units') && others.length > 0
          ? html`<ul class="units" part="list" role="list" aria-label=${texts.inUse}>
              ${others.map((adoption) =>
                unitRow(
                  texts,
                  this.locale,
                  adoption,
                  features.has('benefit'),
                  this.#corroborate(practice, adoption, features),
                ),
              )}
            </ul>`
          : nothing
      }
      ${features.has('units') && units.items.length === 0 ? html`<p class="empty" part="empty">${texts.notInUse}</p>` : nothing}
      ${
        units.next && features.has('units')
          ? html`<button type="button" class="button" part="button" @click=${this.#more}>${t.more}</button>`
          : nothing
      }`;
  }

  /** What the person's own unit does; nothing where it has no say in it. */
  #yours(practice: Practice, features: ReadonlySet<string>): TemplateResult | typeof nothing {
    const { texts } = this;
    const { yours } = practice;
    const mayAdopt = practice.may.includes('adoptions.adopt');
    if (!yours && !mayAdopt) return nothing;
    return html`<section class="yours" part="yours" aria-labelledby="yours">
      <p class="unit" id="yours"
        >${texts.yourUnit}${yours ? html`<span class="muted"> · <bdi>${yours.unit.name}</bdi></span>` : nothing}</p
      >
      <p class="meta">${yours ? standing(texts, this.locale, yours) : texts.notYours}</p>
      ${
        yours?.forkId
          ? html`<p class="meta">${practiceLink(this, yours.forkId, practice.communityId, texts.ownAdaptation, 'reference')}</p>`
          : nothing
      }
      ${yours && features.has('benefit') ? benefit(texts, this.locale, yours) : nothing}
      ${yours ? waits(texts, this.locale, yours) : nothing}
      <div class="actions">
        ${mayAdopt ? this.#beginnings(practice) : nothing}
        ${yours ? this.#steps(practice, yours, features) : nothing}
      </div>
    </section>`;
  }

  #button(label: string, run: () => unknown, kind = ''): TemplateResult {
    return html`<button type="button" class="button ${kind}" part="button" ?disabled=${this.#deeds.busy} @click=${run}
      >${label}</button
    >`;
  }

  #beginnings(practice: Practice): TemplateResult {
    const { texts } = this;
    const { id: practiceId, version } = practice;
    const begin = (state: 'considering' | 'trial') =>
      this.#perform(practice, 'adoptions.adopt', (api) => api.adoptions.adopt({ practiceId, version, state }));
    return html`${this.#button(`${texts.adoptNow} …`, () => this.#adopt(practice), 'primary')}
      ${this.#button(texts.try, () => begin('trial'))} ${this.#button(texts.consider, () => begin('considering'), 'quiet')}`;
  }

  #steps(practice: Practice, yours: Adoption, features: ReadonlySet<string>): TemplateResult {
    const { texts } = this;
    const { id: adoptionId, state, outdated, sustainableFrom } = yours;
    const may = (operation: string) => yours.may.includes(`adoptions.${operation}`);
    const inUse = state === 'adopted' || state === 'sustained';
    const published = practice.state !== 'superseded' && practice.state !== 'retired';
    return html`${
      may('upgrade') && outdated && published
        ? this.#button(
            texts.upgrade(practice.version),
            () => this.#perform(practice, 'adoptions.upgrade', (api) => api.adoptions.upgrade({ adoptionId })),
            'primary',
          )
        : nothing
    }
    ${
      may('advance') && !inUse && published && !outdated
        ? html`${this.#button(`${texts.adoptNow} …`, () => this.#adopt(practice), 'primary')}
          ${
            state === 'considering'
              ? this.#button(texts.try, () =>
                  this.#perform(practice, 'adoptions.advance', (api) =>
                    api.adoptions.advance({ adoptionId, to: 'trial' }),
                  ),
                )
              : nothing
          }`
        : nothing
    }
    ${
      may('advance') && state === 'adopted' && sustainableFrom && reached(sustainableFrom)
        ? this.#button(
            texts.sustain,
            () =>
              this.#perform(practice, 'adoptions.advance', (api) =>
                api.adoptions.advance({ adoptionId, to: 'sustained' }),
              ),
            outdated ? '' : 'primary',
          )
        : nothing
    }
    ${
      may('claimBenefit') && features.has('benefit')
        ? this.#button(`${yours.benefit ? texts.claimAgain : texts.claim} …`, () => this.#claim(practice, yours))
        : nothing
    }
    ${this.#corroborate(practice, yours, features)}
    ${
      may('upgrade') && inUse && !outdated && published
        ? this.#button(`${texts.changeHow} …`, () => this.#changeHow(practice, yours), 'quiet')
        : nothing
    }
    ${may('abandon') ? this.#button(`${texts.abandon} …`, () => this.#abandon(practice, yours), 'quiet') : nothing}`;
  }

  #corroborate(practice: Practice, adoption: Adoption, features: ReadonlySet<string>): TemplateResult | typeof nothing {
    return features.has('benefit') && adoption.may.includes('adoptions.corroborate')
      ? this.#button(this.texts.corroborate, () =>
          this.#perform(practice, 'adoptions.corroborate', (api) =>
            api.adoptions.corroborate({ adoptionId: adoption.id }),
          ),
        )
      : nothing;
  }

  async #questions() {
    const { askingIn, ...questions } = await import('./questions.js');
    const [t, asking] = await Promise.all([this.locale.actions(), askingIn(this.locale)]);
    return { ...questions, words: { t, texts: { ...this.texts, ...asking } } };
  }

  async #askHow(practice: Practice, title: string) {
    return this.#deeds.run(async (api) => {
      const { askHow, ownAdaptations, words } = await this.#questions();
      return askHow(this, words, title, await ownAdaptations(api, practice), practice.yours);
    });
  }

  async #adopt(practice: Practice): Promise<void> {
    const how = await this.#askHow(practice, this.texts.adopt);
    if (!how) return;
    const { id: practiceId, version, yours } = practice;
    const advances = yours && yours.state !== 'abandoned';
    await (advances
      ? this.#perform(practice, 'adoptions.advance', (api) =>
          api.adoptions.advance({ adoptionId: yours.id, to: 'adopted', ...how }),
        )
      : this.#perform(practice, 'adoptions.adopt', (api) => api.adoptions.adopt({ practiceId, version, ...how })));
  }

  async #changeHow(practice: Practice, { id: adoptionId }: Adoption): Promise<void> {
    const how = await this.#askHow(practice, this.texts.changeHow);
    if (how) await this.#perform(practice, 'adoptions.upgrade', (api) => api.adoptions.upgrade({ adoptionId, ...how }));
  }

  async #abandon(practice: Practice, { id: adoptionId }: Adoption): Promise<void> {
    const { askReason, words } = await this.#questions();
    const answer = await askReason(this, words);
    if (!answer) return;
    const { reason } = answer;
    await this.#perform(practice, 'adoptions.abandon', (api) =>
      api.adoptions.abandon({ adoptionId, ...(reason && { reason }) }),
    );
  }

  async #claim(practice: Practice, yours: Adoption): Promise<void> {
    const { askBenefit, words } = await this.#questions();
    const answer = await askBenefit(this, words, yours);
    if (!answer) return;
    const { hours, note } = answer;
    await this.#perform(practice, 'adoptions.claimBenefit', (api) =>
      api.adoptions.claimBenefit({ adoptionId: yours.id, hours, ...(note && { note }) }),
    );
  }

  /** Asks the page, calls, shows what came of it, tells the page. */
  async #perform({ id: practiceId, communityId }: Practice, operation: string, call: Call): Promise<void> {
    if (!emit(this, 'cop-before-change-adoption', { practiceId, communityId, operation })) return;
    const adoption = await this.#deeds.run(call);
    if (!adoption) return;
    this.announce(this.texts.adoptionChanged);
    emit(this, 'cop-adoption-changed', { operation, adoption });
    await this.content.refresh();
  }

  #more = async (): Promise<void> => {
    const { value } = this.content;
    if (!value) return;
    const units = await this.#deeds.run((api) => grow(reader(api, value.practice.id), value.units));
    if (units) this.content.set({ ...value, units });
  };
}
