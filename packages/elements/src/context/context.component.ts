import type { AtWork, Thread } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { html as staticHtml, unsafeStatic } from 'lit/static-html.js';
import { CopElement } from '../element.js';
import { type CopEvents, emit } from '../events.js';
import { readFeatures } from '../features.js';
import { icon } from '../icon.js';
import { circleCheck } from '../icons.js';
import { fillHref, link } from '../links.js';
import { EveryMinute } from '../minute.js';
import { PracticeElement } from '../practices/element.js';
import { pageOf } from '../practices/page.js';
import { practiceRow } from '../practices/row.js';
import type { PracticeTexts } from '../practices/texts.js';
import { defineInside, tagOf } from '../register.js';
import { Resource } from '../resource.js';
import { failure, skeletonRows, stale } from '../states.js';
import { rows } from '../styles/rows.js';
import { moveFocus } from '../thread-list/focus.js';
import { threadRow } from '../thread-list/rows.js';
import { styles } from './context.styles.js';
import { type WorkTexts, workTexts } from './texts.js';

const FEATURES = ['practices', 'answers', 'discussion', 'ask'];

/** Questions with an accepted answer first; else as alike as they are. */
const acceptedFirst = (answers: AtWork['answers']): AtWork['answers'] =>
  [...answers].sort((a, b) => Number(b.state === 'resolved') - Number(a.state === 'resolved'));

/** How long somebody may pause in typing before what is like it is looked for, in milliseconds. */
const PAUSE = 300;

type Selection = readonly [place: string, community: string, subject: string, topics: string, text: string];

const topicsIn = (topics: string): readonly string[] =>
  topics
    .split(',')
    .map((topic) => topic.trim())
    .filter(Boolean)
    .slice(0, 5);

/**
 * @summary What a community knows about the page somebody works at: practices for it, the proven ones first, similar
 * questions with an answer, what is discussed about it, and a box to ask.
 *
 * What is typed into the box is looked up before it is asked.
 *
 * @tag cop-context
 * @slot heading - A heading above it; none where absent.
 * @slot empty - What to say where nothing is known yet.
 * @event cop-open-practice - A practice was chosen; cancel it to show it yourself.
 * @event cop-open-thread - A thread was chosen; cancel it to show it yourself.
 * @event cop-open-person - An author was chosen.
 * @event cop-before-start - Cancel to keep a question from being asked. `cop-started` follows.
 * @event cop-error - A call failed.
 * @csspart heading - What a list shows.
 * @csspart list - A list of practices or threads.
 * @csspart row - A practice or a thread.
 * @csspart title - Its title.
 * @csspart state - How a practice stands.
 * @csspart meta - The facts below it.
 * @csspart field - The box to ask.
 * @csspart button - A button.
 * @csspart composer - Where the question is written.
 * @csspart notice - Says that the question was asked, or that content could not be read again.
 * @csspart empty - The empty state.
 * @csspart error - The error state.
 * @csspart skeleton - The loading state.
 * @cssproperty --cop-accent - The page's accent.
 * @cssproperty --cop-positive - What is proven or answered.
 */
export class CopContext extends PracticeElement {
  static override styles: CSSResultGroup = [CopElement.styles, rows, styles];

  /** The community that is asked. */
  @property() community: string | null = null;

  /** The stable key of the page, procedure or machine: `procedure:OP-114`, `machine:M7`, or the page's address. */
  @property() subject: string | null = null;

  /** What the page is called now; goes along with a question. */
  @property({ attribute: 'subject-title' }) subjectTitle: string | null = null;

  /** Where the page is now; goes along with a question. */
  @property({ attribute: 'subject-url' }) subjectUrl: string | null = null;

  /** What the page is about: ids or labels of topics, with commas between, at most 5. */
  @property() topics = '';

  /** Parts to switch off: `practices answers discussion ask`, all on where absent. */
  @property() features = '';

  /** Level of the headings of its lists among the page's. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 3;

  /** Address of a practice's page, with `{id}` for its id. */
  @property({ attribute: 'practice-href' }) practiceHref: string | null = null;

  /** Address of a thread's page, with `{id}` for its id. */
  @property({ attribute: 'thread-href' }) threadHref: string | null = null;

  /** Address of a person's page, with `{id}` for the id. */
  @property({ attribute: 'person-href' }) personHref: string | null = null;

  /** What is being asked, as far as it was looked up. */
  @state() private text = '';
  /** The tag of the composer, once the person goes ahead and asks. */
  @state() private composer: string | null = null;
  /** The question that was asked last, until the next one is begun. */
  @state() private asked: Thread | null = null;
  @query('input') private box!: HTMLInputElement | null;
  #typing: ReturnType<typeof setTimeout> | undefined;

  private readonly content = new Resource<Selection, AtWork>(this, {
    subject: () => {
      const { community, subject, topics } = this;
      return community && subject ? [`${community} ${subject}`, community, subject, topics, this.#looked] : null;
    },
    load: (api, [, communityId, subject, topics, text], signal) =>
      api.subjects.get({ communityId, subject, topics: topicsIn(topics), ...(text && { text }) }, { signal }),
    watch: ([, community]) => [community],
  });

  protected override get catalog() {
    return workTexts;
  }

  override get texts(): PracticeTexts & WorkTexts {
    return this.catalog.in(this.locale.language);
  }

  constructor() {
    super();
    new EveryMinute(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  /** Before anything is asked, what is like the page's title is of use. */
  get #looked(): string {
    return this.text || (this.subjectTitle ?? '').slice(0, 500);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!this.hasUpdated || !(changed.has('community') || changed.has('subject'))) return;
    this.text = '';
    this.composer = null;
    this.asked = null;
  }

  protected override render(): unknown {
    return html`<slot name="heading"></slot>
      ${this.content.render({
        loading: () => skeletonRows(this.t, 3),
        failed: (problem) => failure(this.t, problem, () => void this.content.refresh()),
        ready: (content) => this.#content(content),
      })}`;
  }

  #content({ practices, answers, discussion }: AtWork): TemplateResult {
    const { t, texts } = this;
    const features = readFeatures(this.features, FEATURES);
    const context = { element: this, locale: this.locale };
    const known = practices.length + answers.length + discussion.length > 0;
    return html`${stale(t, this.content.problem, () => void this.content.refresh())}
      ${known ? nothing : html`<div class="empty" part="empty"><slot name="empty"><p>${texts.nothingYet}</p></slot></div>`}
      ${
        features.has('practices')
          ? this.#list(
              texts.forThis,
              practices.map((practice) => practiceRow(context, practice, texts.match[practice.match])),
            )
          : nothing
      }
      ${
        features.has('answers')
          ? this.#list(
              texts.answeredBefore,
              acceptedFirst(answers).map((thread) => threadRow({ ...context, answered: true }, thread)),
            )
          : nothing
      }
      ${
        features.has('discussion')
          ? this.#list(
              texts.discussed,
              discussion.map((thread) => threadRow(context, thread)),
            )
          : nothing
      }
      ${features.has('ask') ? this.#ask() : nothing}`;
  }

  #list(label: string, items: readonly TemplateResult[]): TemplateResult | typeof nothing {
    return items.length === 0
      ? nothing
      : html`<section>
          <div class="heading" part="heading" role="heading" aria-level=${this.headingLevel}>${label}</div>
          <ul
            class="rows ${this.content.busy ? 'busy' : ''}"
            part="list"
            role="list"
            aria-label=${label}
            aria-busy=${this.content.busy}
            @keydown=${moveFocus}
          >
            ${items}
          </ul>
        </section>`;
  }

  #ask(): unknown {
    const { texts, composer } = this;
    if (composer) {
      const tag = unsafeStatic(composer);
      return staticHtml`<${tag}
        class="ask"
        part="composer"
        autofocus
        kind="question"
        .api=${this.source ?? undefined}
        .community=${this.community}
        .subject=${pageOf(this)}
        .beginning=${{ title: this.text, topics: topicsIn(this.topics) }}
        @cop-started=${this.#started}
        @cop-compose-cancelled=${this.#closed}
      ></${tag}>`;
    }
    return html`${this.asked ? this.#confirmation(this.asked) : nothing}<form class="ask" aria-label=${texts.ask} @submit=${this.#compose}>
      <input
        class="field"
        part="field"
        maxlength="200"
        dir="auto"
        autocomplete="off"
        aria-label=${texts.askHint}
        placeholder=${texts.askHint}
        @input=${this.#typed}
      />
      <button type="submit" class="button" part="button">${texts.ask}</button>
    </form>`;
  }

  #confirmation({ id, communityId, title }: Thread): TemplateResult {
    return html`<div class="notice asked" part="notice">
      ${icon(circleCheck)}
      <p>
        ${this.texts.asked}
        ${link({
          href: fillHref(this.threadHref, id),
          open: () => emit(this, 'cop-open-thread', { threadId: id, communityId, postId: null }),
          content: html`<bdi>${title}</bdi>`,
        })}
      </p>
    </div>`;
  }

  #typed = (): void => {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      this.text = this.box?.value.trim() ?? '';
    }, PAUSE);
  };

  #compose = async (event: Event): Promise<void> => {
    event.preventDefault();
    clearTimeout(this.#typing);
    this.text = this.box?.value.trim() ?? '';
    const { CopComposer } = await import('../composer/composer.component.js');
    defineInside(this, 'cop-context', 'cop-composer', CopComposer);
    this.asked = null;
    this.composer = tagOf(CopComposer, 'cop-composer');
  };

  #started = async ({ detail }: CustomEvent<CopEvents['cop-started']>): Promise<void> => {
    this.#closed();
    this.asked = detail.thread;
    this.announce(this.texts.asked);
    await this.content.refresh();
  };

  #closed = (): void => {
    this.composer = null;
    this.text = '';
    void this.updateComplete.then(() => this.box?.focus());
  };
}
