import type { AtWork } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { html as staticHtml, unsafeStatic } from 'lit/static-html.js';
import { type WorkTexts, workTexts } from '../context/texts.js';
import { CopElement } from '../element.js';
import { readFeatures } from '../features.js';
import { EveryMinute } from '../minute.js';
import { PracticeElement } from '../practices/element.js';
import { pageOf } from '../practices/page.js';
import type { PracticeTexts } from '../practices/texts.js';
import { defineInside, tagOf } from '../register.js';
import { Resource } from '../resource.js';
import { failure, skeletonRows, stale } from '../states.js';
import { rows } from '../styles/rows.js';
import { moveFocus } from '../thread-list/focus.js';
import { threadRow } from '../thread-list/rows.js';
import { styles } from './page-discussion.styles.js';

const FEATURES = ['reply', 'threads'];
/** So many other threads are shown until all are asked for. */
const AT_FIRST = 5;
const TAG = 'cop-page-discussion';

/** Under which names a thread and a composer can be put inside. */
interface Tags {
  readonly thread: string;
  readonly composer: string;
}

/** What of a thread this element calls. */
interface ThreadElement extends HTMLElement {
  post: string | null;
  refresh(): Promise<void>;
}

/**
 * @summary The discussion of a page: one thread that its first comment opens, a composer, and the other threads about
 * the page. It hangs on the page's key, so a page that is renamed or moved keeps it.
 *
 * @tag cop-page-discussion
 * @slot heading - A heading in place of the element's own.
 * @event cop-before-discuss - Cancel to keep a comment from being sent. `cop-discussed` follows.
 * @event cop-open-thread - Another thread about the page was chosen; cancel it to show it yourself.
 * @event cop-open-person - An author was chosen.
 * @event cop-error - A call failed.
 * @csspart heading - A heading.
 * @csspart thread - The page's own discussion.
 * @csspart composer - Where comments are written.
 * @csspart button - The button for more of the other threads.
 * @csspart list - The other threads.
 * @csspart row - One of them.
 * @csspart empty - The empty state.
 * @csspart error - The error state.
 * @csspart skeleton - The loading state.
 * @cssproperty --cop-accent - The page's accent.
 */
export class CopPageDiscussion extends PracticeElement {
  static override styles: CSSResultGroup = [CopElement.styles, rows, styles];

  /** The community that discusses the page. */
  @property() community: string | null = null;

  /** The page's stable key, such as `procedure:OP-114`; its address where it has none. */
  @property() subject: string | null = null;

  /** What the page is called now; taken over with the next comment. */
  @property({ attribute: 'subject-title' }) subjectTitle: string | null = null;

  /** Where the page is now; taken over with the next comment. */
  @property({ attribute: 'subject-url' }) subjectUrl: string | null = null;

  /** Parts to switch off: `reply threads`, all on where absent. */
  @property() features = '';

  /** Level of the heading among the page's headings. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** Address of a thread's page, with `{id}` for its id. */
  @property({ attribute: 'thread-href' }) threadHref: string | null = null;

  /** Address of a person's page, with `{id}` for the id. */
  @property({ attribute: 'person-href' }) personHref: string | null = null;

  /** Address of a practice's page, with `{id}` for its id. */
  @property({ attribute: 'practice-href' }) practiceHref: string | null = null;

  @state() private tags: Tags | null = null;
  @state() private allThreads = false;

  private readonly content = new Resource<readonly [string, string, string], AtWork>(this, {
    subject: () => {
      const { community, subject } = this;
      return community && subject ? [`${community} ${subject}`, community, subject] : null;
    },
    load: (api, [, communityId, subject], signal) => api.subjects.get({ communityId, subject }, { signal }),
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

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    void this.#loadParts();
  }

  protected override render(): unknown {
    const loading = () => skeletonRows(this.t, 3);
    return html`<slot name="heading"
        ><div class="heading" part="heading" role="heading" aria-level=${this.headingLevel}>${this.texts.pageDiscussion}</div></slot
      >
      ${this.content.render({
        loading,
        failed: (problem) => failure(this.t, problem, () => void this.content.refresh()),
        ready: (content) => (this.tags ? this.#content(content, this.tags) : nothing),
      })}`;
  }

  #content({ pageThreadId, discussion }: AtWork, tags: Tags): TemplateResult {
    const features = readFeatures(this.features, FEATURES);
    const others = features.has('threads') ? discussion.filter(({ id }) => id !== pageThreadId) : [];
    const nobody = !pageThreadId && others.length === 0;
    return html`${stale(this.t, this.content.problem, () => void this.content.refresh())}
      ${pageThreadId ? this.#thread(pageThreadId, tags) : nothing}
      ${nobody ? html`<p class="empty" part="empty">${this.texts.noDiscussion}</p>` : nothing}
      ${features.has('reply') ? this.#composer(tags) : nothing}
      ${
        others.length > 0
          ? html`<section>
              <div class="others" part="heading" role="heading" aria-level=${this.headingLevel + 1}>${this.texts.otherThreads}</div>
              <ul class="rows" part="list" role="list" aria-label=${this.texts.otherThreads} @keydown=${moveFocus}>
                ${others
                  .slice(0, this.allThreads ? others.length : AT_FIRST)
                  .map((thread) => threadRow({ element: this, locale: this.locale }, thread))}
              </ul>
              ${
                others.length > AT_FIRST && !this.allThreads
                  ? html`<button type="button" class="button" part="button" @click=${this.#showAll}>${this.t.more}</button>`
                  : nothing
              }
            </section>`
          : nothing
      }`;
  }

  #showAll = async (): Promise<void> => {
    this.allThreads = true;
    await this.updateComplete;
    this.renderRoot.querySelectorAll<HTMLElement>('.open')[AT_FIRST]?.focus();
  };

  /** Without its own title, which is the page's, and its own composer: each comment says what the page is called now. */
  #thread(id: string, tags: Tags): unknown {
    const tag = unsafeStatic(tags.thread);
    return staticHtml`<${tag}
      class="thread"
      part="thread"
      features="-reply"
      .api=${this.source ?? undefined}
      .thread=${id}
      .headingLevel=${this.headingLevel}
      .threadHref=${this.threadHref}
      .personHref=${this.personHref}
      .practiceHref=${this.practiceHref}
    ></${tag}>`;
  }

  #composer(tags: Tags): unknown {
    const tag = unsafeStatic(tags.composer);
    return staticHtml`<${tag}
      class="composer"
      part="composer"
      discuss
      .api=${this.source ?? undefined}
      .community=${this.community}
      .subject=${pageOf(this)}
      @cop-discussed=${this.#discussed}
    ></${tag}>`;
  }

  /** A thread and a composer weigh more than this element, so they come after it. */
  async #loadParts(): Promise<void> {
    const [{ CopThread }, { CopComposer }] = await Promise.all([
      import('../thread/thread.component.js'),
      import('../composer/composer.component.js'),
    ]);
    defineInside(this, TAG, 'cop-composer', CopComposer);
    defineInside(this, TAG, 'cop-thread', CopThread);
    this.tags = { thread: tagOf(CopThread, 'cop-thread'), composer: tagOf(CopComposer, 'cop-composer') };
  }

  #discussed = async ({ detail }: CustomEvent<{ readonly postId: string }>): Promise<void> => {
    await this.content.refresh();
    await this.updateComplete;
    const thread = this.renderRoot.querySelector<ThreadElement>('.thread');
    if (!thread) return;
    await thread.refresh();
    thread.post = detail.postId;
  };
}
