import type { Asked, CopkitApi, ThreadCard } from '@copkit/core';
import type {} from '@copkit/core/expertise';
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CopElement } from '../element.js';
import { emit } from '../events.js';
import { offered } from '../experts/offered.js';
import { nameOf, time } from '../facts.js';
import { fillHref, link } from '../links.js';
import { EveryMinute } from '../minute.js';
import { problemOf } from '../problem.js';
import { Resource } from '../resource.js';
import { SpeakingElement } from '../speaking-element.js';
import { failure, refusal, skeletonRows, stale } from '../states.js';
import { styles } from './backlog.styles.js';
import { type BacklogTexts, backlogTexts } from './texts.js';

interface Waiting {
  readonly question: ThreadCard;
  /** Whom the next round would ask; `null` where questions are not put to people here. */
  readonly people: readonly Asked[] | null;
}

const load = async (
  api: CopkitApi,
  communityId: string,
  limit: number,
  signal: AbortSignal,
): Promise<readonly Waiting[]> => {
  const { items } = await api.threads.list({ communityId, sort: 'unanswered', limit }, { signal });
  return Promise.all(
    items.map(async (question) => {
      const round = await offered(api, 'routing.previewRound', () =>
        api.routing.previewRound?.({ threadId: question.id }, { signal }),
      );
      return { question, people: round?.people ?? null };
    }),
  );
};

/**
 * @summary Questions that wait for a first answer, the newest first, each with who would be asked next and the button
 * that asks them.
 *
 * For facilitators. Nobody is ranked, and who agreed to be asked is asked.
 *
 * @tag cop-backlog
 * @slot heading - A heading above it; none where absent.
 * @event {CustomEvent<CopEvents['cop-open-thread']>} cop-open-thread - A question was chosen; cancel it to show the thread yourself.
 * @event {CustomEvent<CopEvents['cop-before-route']>} cop-before-route - A question is about to be put to people; cancel it to keep it.
 * @event {CustomEvent<CopEvents['cop-routed']>} cop-routed - It was.
 * @event {CustomEvent<CopEvents['cop-error']>} cop-error - A call failed.
 * @csspart list - The questions.
 * @csspart row - One of them.
 * @csspart link - Its title.
 * @csspart button - A button.
 * @csspart empty - The empty state.
 * @csspart notice - A line above content that could not be read again.
 * @csspart error - The error state.
 * @csspart skeleton - The loading state.
 */
export class CopBacklog extends SpeakingElement<BacklogTexts> {
  static override styles: CSSResultGroup = [CopElement.styles, styles];

  /** The community whose questions are shown. */
  @property() community: string | null = null;

  /** How many at most, 1 to 20. */
  @property({ type: Number }) limit = 10;

  /** Address of a thread's page, with `{id}` for its id. Without it titles are buttons. */
  @property({ attribute: 'thread-href' }) threadHref: string | null = null;

  /** Who was asked in the meantime, by question. */
  @state() private asked: ReadonlyMap<string, readonly Asked[]> = new Map();
  @state() private failed: {
    readonly threadId: string;
    readonly problem: NonNullable<ReturnType<typeof problemOf>>;
  } | null = null;
  @state() private busy: string | null = null;
  protected readonly catalog = backlogTexts;

  private readonly waiting = new Resource<readonly [string, number], readonly Waiting[]>(this, {
    subject: () => (this.community ? [this.community, Math.min(20, this.limit)] : null),
    load: (api, [communityId, limit], signal) => load(api, communityId, limit, signal),
    watch: ([communityId]) => [communityId],
  });

  constructor() {
    super();
    new EveryMinute(this);
  }

  protected override render(): unknown {
    const { t } = this;
    const retry = () => void this.waiting.refresh();
    return html`<slot name="heading"></slot>
      ${this.waiting.render({
        loading: () => skeletonRows(t, 4),
        failed: (problem) => failure(t, problem, retry),
        ready: (waiting) => html`${stale(t, this.waiting.problem, retry)} ${this.#content(waiting)}`,
      })}`;
  }

  #content(waiting: readonly Waiting[]): TemplateResult {
    const { texts } = this;
    if (waiting.length === 0) return html`<div class="empty" part="empty"><p>${texts.nothing}</p></div>`;
    return html`<p class="says">${waiting.some(({ people }) => people) ? texts.says : texts.notOffered}</p>
      <ul role="list" part="list" aria-label=${texts.title}>
        ${waiting.map((each) => this.#row(each))}
      </ul>`;
  }

  #row({ question, people }: Waiting): TemplateResult {
    const { t, texts, locale } = this;
    const { id: threadId, communityId, title } = question;
    const asked = this.asked.get(threadId);
    const names = (some: readonly Asked[]) => locale.list(some.map(({ person }) => nameOf(locale, person)));
    return html`<li class="row" part="row">
      <div class="question">
        ${link({
          href: fillHref(this.threadHref, threadId),
          open: () => emit(this, 'cop-open-thread', { threadId, communityId, postId: null }),
          className: 'title',
          content: html`<bdi>${title}</bdi>`,
        })}
        <small>${time(locale, question.createdAt)}</small>
        <p class="people" id="people-${threadId}" aria-live="polite">
          ${
            asked
              ? texts.asked(names(asked))
              : people === null
                ? nothing
                : people.length > 0
                  ? texts.wouldAsk(names(people))
                  : texts.nobody
          }
        </p>
        ${this.failed?.threadId === threadId ? refusal(t, this.failed.problem) : nothing}
      </div>
      ${
        people && people.length > 0 && !asked
          ? html`<button
              type="button"
              class="button"
              part="button"
              aria-describedby="people-${threadId}"
              aria-disabled=${this.busy === threadId ? 'true' : nothing}
              @click=${() => void this.#ask(question)}
              >${texts.ask}</button
            >`
          : nothing
      }
    </li>`;
  }

  async #ask({ id: threadId, communityId }: ThreadCard): Promise<void> {
    const api = this.source;
    const detail = { threadId, communityId };
    if (!api || this.busy || !emit(this, 'cop-before-route', detail)) return;
    this.busy = threadId;
    this.failed = null;
    try {
      const { people } = await api.routing.route({ threadId });
      this.asked = new Map(this.asked).set(threadId, people);
      emit(this, 'cop-routed', detail);
    } catch (error) {
      const problem = problemOf(error);
      if (problem) {
        this.failed = { threadId, problem };
        emit(this, 'cop-error', { problem });
      }
    }
    this.busy = null;
  }
}
