import type { CopkitApi, Practice, PracticeCard, RichText } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CopElement } from '../element.js';
import { emit } from '../events.js';
import { topics } from '../facts.js';
import { readFeatures } from '../features.js';
import { icon } from '../icon.js';
import { ellipsis, triangleAlert } from '../icons.js';
import type { Localizer } from '../locale/localizer.js';
import type { MenuItem } from '../menu.js';
import { sanitized, unsanitized } from '../post-html.js';
import { Deeds } from '../practices/deeds.js';
import { PracticeElement } from '../practices/element.js';
import { stateBadge, unitsBadge } from '../practices/facts.js';
import { Resource } from '../resource.js';
import { failure, refusal, skeletonRows, stale } from '../states.js';
import { prose } from '../styles/prose.js';
import type { Editor, Purpose } from './editor.js';
import type { PracticeDeed } from './operations.js';
import { styles } from './practice.styles.js';

const FEATURES = ['facts', 'procedures', 'lineage', 'actions'];
const MOST_FORKS = 20;

interface PracticeContent {
  readonly practice: Practice;
  readonly forks: readonly PracticeCard[];
}

const load = async (api: CopkitApi, practiceId: string, signal: AbortSignal): Promise<PracticeContent> => {
  const practice = await api.practices.get({ practiceId }, { signal });
  const { communityId } = practice;
  const forks = await api.practices.list({ communityId, forkOf: practiceId, limit: MOST_FORKS }, { signal });
  return { practice, forks: forks.items };
};

/** What comes next for it, by how it stands; at most one of them is the thing to do. */
const NEXT: readonly PracticeDeed[] = ['practices.submit', 'practices.approve', 'practices.confirm'];
const REST: readonly PracticeDeed[] = [
  'practices.confirm',
  'practices.offerBack',
  'practices.setSteward',
  'practices.supersede',
  'practices.retire',
  'practices.discard',
];

/**
 * @summary A practice: when it holds, the problem, what to do; who looks after it, where it comes from, what others made
 * of it. Offers what the person may do with it and nothing else.
 *
 * Official procedures are linked and never changed. Who uses the practice is shown by `<cop-adoption>`.
 *
 * @tag cop-practice
 * @slot - More about the practice, below its steps.
 * @event cop-open-practice - Another practice was chosen; cancel it to show it yourself.
 * @event cop-open-thread - The thread it was made of was chosen.
 * @event cop-open-subject - A linked procedure, page or machine was chosen.
 * @event cop-open-person - Its author or steward was chosen.
 * @event cop-before-change-practice - Cancel to keep an operation from being called. `cop-practice-changed` follows.
 * @event cop-error - A call failed.
 * @csspart title - The title.
 * @csspart state - How it stands.
 * @csspart facts - Author, steward, review date.
 * @csspart notice - What to know before reading on.
 * @csspart body - A text.
 * @csspart steps - What to do.
 * @csspart topic - A topic.
 * @csspart button - A button.
 * @csspart field - A field.
 * @csspart menu - An open menu.
 * @csspart dialog - An open dialog.
 * @csspart error - What went wrong.
 * @csspart skeleton - The loading state.
 * @cssproperty --cop-accent - Links and the button for what comes next.
 * @cssproperty --cop-positive - What is proven.
 * @cssproperty --cop-warning - What is due.
 */
export class CopPractice extends PracticeElement {
  static override styles: CSSResultGroup = [CopElement.styles, prose, styles];

  /** The practice to show. */
  @property() practice: string | null = null;

  /** Parts to switch off: `facts procedures lineage actions`, all on where absent. */
  @property() features = '';

  /** Level of the title among the page's headings. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** Address of a practice's page, with `{id}` for its id. */
  @property({ attribute: 'practice-href' }) practiceHref: string | null = null;

  /** Address of a thread's page, with `{id}` for its id. */
  @property({ attribute: 'thread-href' }) threadHref: string | null = null;

  /** Address of a person's page, with `{id}` for the id. */
  @property({ attribute: 'person-href' }) personHref: string | null = null;

  /** Address of a procedure, page or machine that has none of its own, with `{id}` for its key. */
  @property({ attribute: 'subject-href' }) subjectHref: string | null = null;

  @state() private editor: Editor | null = null;
  /** What surrounds the practice comes after its text. */
  @state() private surroundings: typeof import('./surroundings.js') | null = null;
  readonly #deeds = new Deeds(this);

  private readonly content = new Resource<readonly [string], PracticeContent>(this, {
    subject: () => (this.practice ? [this.practice] : null),
    load: (api, [practice], signal) => load(api, practice, signal),
    watch: (_subject, content) => (content ? [content.practice.communityId] : []),
  });

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('practice')) return;
    this.editor = null;
    this.#deeds.forget();
  }

  protected override firstUpdated(): void {
    void import('./surroundings.js').then((surroundings) => {
      this.surroundings = surroundings;
    });
  }

  protected override render(): unknown {
    return this.content.render({
      loading: () => skeletonRows(this.t, 3),
      failed: (problem) => failure(this.t, problem, () => void this.content.refresh()),
      ready: (content) => this.#practice(content),
    });
  }

  #practice({ practice, forks }: PracticeContent): TemplateResult {
    const { t, texts, editor } = this;
    const features = readFeatures(this.features, FEATURES);
    if (editor)
      return editor.render(this.#deeds.problem, this.#deeds.busy, {
        save: () => void this.#save(practice, editor),
        cancel: () => this.#close(),
      });
    return html`${stale(t, this.content.problem, () => void this.content.refresh())}
      <article aria-labelledby="title">
        <header>
          <p class="meta">
            <span>${texts.kind[practice.kind]}</span>${stateBadge(texts, practice.state)}
            <button type="button" class="link version" @click=${() => void this.#versions(practice)}
              >${texts.version(practice.version)}</button
            >
            ${unitsBadge(texts, practice.adoptions)}
          </p>
          <div id="title" class="title" part="title" role="heading" aria-level=${this.headingLevel}
            ><bdi>${practice.title}</bdi></div
          >
          ${topics(practice.topics)}
        </header>
        ${this.#notice(practice)}
        ${features.has('actions') ? this.#actions(practice) : nothing} ${refusal(t, this.#deeds.problem)}
        ${this.#text(texts.context, practice.context)} ${this.#text(texts.problem, practice.problem)}
        ${this.#steps(practice)}
        <slot></slot>
        ${features.has('procedures') ? this.surroundings?.procedures(this, practice.subjects) : nothing}
        ${features.has('facts') ? this.surroundings?.facts(this, practice) : nothing}
        ${
          features.has('lineage')
            ? html`${this.surroundings?.origins(this, practice)}
              ${this.surroundings?.adaptations(this, practice, forks, (forkId) => void this.#merge(practice, forkId))}`
            : nothing
        }
      </article>`;
  }

  #notice(practice: Practice): TemplateResult | typeof nothing {
    const { texts } = this;
    switch (practice.state) {
      case 'draft':
      case 'inReview':
        return html`<p class="notice" part="notice">${texts[`${practice.state}Notice`]}</p>`;
      case 'needsReview':
        return html`<div class="notice" part="notice">${icon(triangleAlert)}<p>${texts.needsReviewNotice}</p></div>`;
      case 'superseded':
        return html`<div class="notice" part="notice"
          >${icon(triangleAlert)}<p>${texts.supersededNotice} ${this.surroundings?.successor(this, practice)}</p></div
        >`;
      case 'retired':
        return html`<div class="notice" part="notice"
          >${icon(triangleAlert)}
          <p>${texts.retiredNotice} ${practice.retiredReason ? html`<span dir="auto">${practice.retiredReason}</span>` : nothing}</p></div
        >`;
      default:
        return nothing;
    }
  }

  #actions(practice: Practice): TemplateResult | typeof nothing {
    const { texts, t } = this;
    const may = (operation: string) => practice.may.includes(operation);
    const next = NEXT.find((deed) => may(deed) && (deed !== 'practices.confirm' || practice.state === 'needsReview'));
    const rest = this.#rest(practice, next);
    const edit = may('practices.revise');
    const fork = may('practices.fork');
    if (!next && !edit && !fork && rest.length === 0) return nothing;
    const button = (label: string, run: () => unknown, kind = '') =>
      html`<button type="button" class="button ${kind}" part="button" ?disabled=${this.#deeds.busy} @click=${run}
        >${label}</button
      >`;
    return html`<div class="actions">
      ${next ? button(this.#labelOf(next), () => this.#do(practice, next), 'primary') : nothing}
      ${edit ? button(t.edit, () => this.#open('revise', practice)) : nothing}
      ${fork ? button(texts.fork, () => this.#open('fork', practice)) : nothing}
      ${
        rest.length > 0
          ? html`<button
              type="button"
              class="button quiet square"
              part="button"
              aria-label=${texts.actionsFor(practice.title)}
              title=${t.moreActions}
              aria-haspopup="menu"
              @click=${(event: Event) => void this.#openMenu(event.currentTarget as HTMLElement, rest)}
              >${icon(ellipsis)}</button
            >`
          : nothing
      }
    </div>`;
  }

  #rest(practice: Practice, next: PracticeDeed | undefined): readonly MenuItem[] {
    return REST.filter((deed) => deed !== next && practice.may.includes(deed)).map((deed) => ({
      label: `${this.#labelOf(deed)}${deed === 'practices.submit' ? '' : ' …'}`,
      danger: deed === 'practices.retire' || deed === 'practices.discard',
      run: () => void this.#do(practice, deed),
    }));
  }

  /** Menus load with the first that is opened. */
  async #openMenu(button: HTMLElement, items: readonly MenuItem[]): Promise<void> {
    const { openMenu } = await import('../menu.js');
    openMenu(this, button, this.t.moreActions, items);
  }

  #labelOf(deed: PracticeDeed): string {
    const name = deed.slice('practices.'.length) as
      | 'submit'
      | 'approve'
      | 'confirm'
      | 'discard'
      | 'setSteward'
      | 'supersede'
      | 'retire'
      | 'offerBack';
    return this.texts[name];
  }

  #text(label: string, { html: markup }: RichText): TemplateResult | typeof nothing {
    return markup.trim() === ''
      ? nothing
      : html`<section>
          <div class="heading" role="heading" aria-level=${this.headingLevel + 1}>${label}</div>
          ${this.#prose(markup)}
        </section>`;
  }

  /** The language that dates and names are written in. */
  get localizer(): Localizer {
    return this.locale;
  }

  #prose(markup: string): TemplateResult {
    return html`<div class="prose" part="body" dir="auto" ${sanitized(markup)}>${unsanitized(markup)}</div>`;
  }

  #steps({ steps }: Practice): TemplateResult | typeof nothing {
    return steps.length === 0
      ? nothing
      : html`<section>
          <div class="heading" role="heading" aria-level=${this.headingLevel + 1}>${this.texts.steps}</div>
          <ol class="steps" part="steps" role="list">
            ${steps.map(({ html: markup }) => html`<li>${this.#prose(markup)}</li>`)}
          </ol>
        </section>`;
  }

  async #open(purpose: Purpose, practice: Practice): Promise<void> {
    const { askingIn, Editor } = await import('./editor.js');
    const [texts, t] = await Promise.all([askingIn(this.locale), this.locale.actions()]);
    this.#deeds.forget();
    this.editor = new Editor(this, purpose, practice, texts, t);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.editor input')?.focus();
  }

  async #save(practice: Practice, editor: Editor): Promise<void> {
    if (await this.#perform(practice, `practices.${editor.purpose}`, (api) => editor.save(api))) this.#close();
  }

  #close(): void {
    this.editor = null;
    this.#deeds.forget();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.actions .button')?.focus());
  }

  async #questions(api: CopkitApi) {
    const { askingIn, ...questions } = await import('./operations.js');
    return { ...questions, asking: { host: this, api, locale: this.locale, texts: await askingIn(this.locale) } };
  }

  async #do(practice: Practice, deed: PracticeDeed): Promise<void> {
    const { source } = this;
    if (!source) return;
    const call = await this.#deeds.run(async (api) => {
      const { prepare, asking } = await this.#questions(api);
      return prepare(asking, practice, deed);
    });
    if (call) await this.#perform(practice, deed, call);
  }

  async #merge(practice: Practice, forkId: string): Promise<void> {
    const { source } = this;
    if (!source) return;
    const { prepareMerge, asking } = await this.#questions(source);
    const call = await prepareMerge(asking, practice.id, forkId);
    if (call) await this.#perform(practice, 'practices.merge', call);
  }

  /** Asks the page, calls, shows what came of it, tells the page. */
  async #perform(
    { id: practiceId, communityId }: Practice,
    operation: string,
    call: (api: CopkitApi) => Promise<Practice | null>,
  ): Promise<boolean> {
    const detail = { practiceId, communityId, operation };
    if (!emit(this, 'cop-before-change-practice', detail)) return false;
    const done = await this.#deeds.run(async (api) => ({ practice: await call(api) }));
    if (!done) return false;
    this.announce(this.texts.changed);
    emit(this, 'cop-practice-changed', { ...detail, practice: done.practice });
    await this.content.refresh();
    return true;
  }

  async #versions({ id: practiceId }: Practice): Promise<void> {
    const versions = await this.#deeds.run((api) => api.practices.listVersions({ practiceId, limit: 100 }));
    if (!versions) return;
    const { showVersions } = await import('./operations.js');
    await showVersions(this, this.locale, this.texts, versions.items);
  }
}
