import type { Post, Reply } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { CopElement } from '../element.js';
import { readFeatures } from '../features.js';
import { fillHref } from '../links.js';
import { Menu } from '../menu.js';
import { EveryMinute } from '../minute.js';
import { Resource } from '../resource.js';
import { failure, skeletonRows, stale } from '../states.js';
import { floating } from '../styles/floating.js';
import { prose } from '../styles/prose.js';
import { type Composing, composerFor, newReplyComposer } from './composing.js';
import { header, standing } from './header.js';
import { type OperationHost, Operations } from './operations.js';
import { type PostContext, postTemplate, REACTIONS } from './post.js';
import { PostsInView } from './posts-in-view.js';
import type { PracticeOfAnswer } from './practice-of-answer.js';
import { styles } from './thread.styles.js';
import { type Branch, nest } from './tree.js';
import { loadMore, loadThread, replyIds, type ThreadView } from './view.js';

const FEATURES = ['reactions', 'follow', 'reply', 'flag', 'practice'];

/**
 * @summary A thread: its opening, the accepted answer, the replies, and a composer to take part.
 *
 * Offers what the person may do with each post and nothing else. Follows what others write without moving the reader.
 *
 * @tag cop-thread
 * @slot empty - What to say where nobody has replied yet.
 * @event cop-open-thread - The thread this one repeats was chosen; cancel it to show it yourself.
 * @event cop-open-person - An author was chosen.
 * @event cop-open-practice - The practice that was made of the accepted answer was chosen.
 * @event cop-before-make-practice - Cancel to keep the accepted answer from becoming a practice. `cop-practice-made`
 *   follows.
 * @event cop-before-reply - Cancel to keep a reply from being sent. `cop-replied` follows.
 * @event cop-before-edit - Cancel to keep a change from being saved. `cop-edited` follows.
 * @event cop-before-accept - Cancel to keep an answer from being accepted. `cop-accepted` follows. The same holds for
 *   `unaccept`, `react`, `withdraw`, `hide`, `restore`, `flag`, `close`, `reopen`, `follow`, `pin` and `lock`.
 * @event cop-error - A call failed.
 * @csspart header - Kind, state, title and topics.
 * @csspart title - The title.
 * @csspart byline - Who wrote a post, and when.
 * @csspart body - A post's text.
 * @csspart actions - What can be done with a post.
 * @csspart reaction - A reaction with its count.
 * @csspart accepted - The accepted answer.
 * @csspart replies - The list of replies.
 * @csspart menu - An open menu.
 * @csspart dialog - An open dialog.
 * @csspart button - A button.
 * @csspart notice - Why the thread is closed or locked.
 * @csspart error - The error state.
 * @csspart skeleton - The loading state.
 * @cssproperty --cop-accent - The page's accent.
 * @cssproperty --cop-positive - The rule at the accepted answer.
 * @cssproperty --cop-radius - Rounding of surfaces.
 */
export class CopThread extends CopElement implements OperationHost {
  static override styles: CSSResultGroup = [CopElement.styles, floating, prose, styles];

  /** The thread to show. */
  @property() thread: string | null = null;

  /** A reply to open the thread at, such as one from a link. */
  @property() post: string | null = null;

  /** Parts to switch off: `reactions follow reply flag practice`, all on where absent. */
  @property() features = '';

  /** Level of the title among the page's headings. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** Address of a thread's page, with `{id}` for its id. */
  @property({ attribute: 'thread-href' }) threadHref: string | null = null;

  /** Address of a person's page, with `{id}` for the id. */
  @property({ attribute: 'person-href' }) personHref: string | null = null;

  /** Address of a practice's page, with `{id}` for its id. */
  @property({ attribute: 'practice-href' }) practiceHref: string | null = null;

  @state() private composing: Composing | null = null;
  /** New replies out of sight, oldest first. */
  @state() private unseen: readonly string[] = [];
  #sought: string | null = null;
  #practice: PracticeOfAnswer | null = null;
  readonly #operations = new Operations(this);
  readonly #menu = new Menu(this);
  readonly #posts = new PostsInView(this);

  private readonly content = new Resource<readonly [string], ThreadView>(this, {
    subject: () => (this.thread ? [this.thread] : null),
    load: (api, [thread], signal, current) => loadThread(api, thread, this.post, signal, current),
    watch: ([thread]) => [thread],
    arrived: (fresh, current) => void this.#arrived(fresh, current),
  });

  constructor() {
    super();
    new EveryMinute(this);
  }

  get view(): ThreadView | null {
    return this.content.value;
  }

  show(view: ThreadView): void {
    this.content.set(view);
  }

  refresh(): Promise<void> {
    return this.content.refresh();
  }

  say(message: string): void {
    this.announce(message);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('thread')) {
      this.composing = null;
      this.unseen = [];
    }
    if (changed.has('post') || changed.has('thread')) this.#sought = this.post;
  }

  protected override updated(): void {
    const { view } = this;
    if (!view) return;
    if (!this.#practice && (view.thread.practiceId || view.acceptedReply?.may.includes('practices.fromReply')))
      void this.#loadPractice();
    if (view.thread.unread && document.visibilityState === 'visible') this.#markRead(view);
    if (this.#sought === null) return;
    this.#posts.reveal(this.#sought, 'center');
    this.#sought = null;
  }

  protected override render(): unknown {
    return this.content.render({
      loading: () => skeletonRows(this.t, 3),
      failed: (problem) => failure(this.t, problem, () => void this.refresh()),
      ready: (view) => this.#thread(view),
    });
  }

  #thread(view: ThreadView): TemplateResult {
    const { thread, acceptedReply, replies } = view;
    const features = readFeatures(this.features, FEATURES);
    const context = this.#postContext(view, features);
    const headerContext = {
      element: this,
      t: this.t,
      features,
      follow: (on: boolean) => void this.#operations.follow(on),
      reveal: (replyId: string) => this.#posts.reveal(replyId),
    };
    const { accepted, others } = nest(replies.items, acceptedReply);
    const count = thread.kind === 'question' ? thread.answerCount : thread.replyCount;
    const turn = (where: 'after' | 'before', label: string) =>
      html`<button type="button" class="button turn" part="button" @click=${() => void this.#turn(where)}>${label}</button>`;
    return html`${stale(this.t, this.content.problem, () => void this.refresh())}
      <article aria-labelledby="title">
        ${header(headerContext, thread)} ${standing(headerContext, thread)} ${postTemplate(context, thread)}
      </article>
      <div class="tally" role="heading" aria-level=${this.headingLevel + 1}>
        ${
          count > 0
            ? thread.kind === 'question'
              ? this.t.answers(count)
              : this.t.replies(count)
            : html`<slot name="empty">${this.t.noReplies[thread.kind === 'question' ? 'question' : 'other']}</slot>`
        }
      </div>
      ${
        accepted.length > 0
          ? html`<section class="accepted" part="accepted" aria-label=${this.t.acceptedAnswer}>${this.#branches(context, accepted)}</section>`
          : nothing
      }
      ${replies.previous ? turn('before', this.t.showEarlierReplies) : nothing}
      ${this.#branches(context, others)}
      ${replies.next ? turn('after', this.t.showMoreReplies) : nothing}
      ${
        this.unseen.length > 0
          ? html`<div class="arrived">
            <button type="button" class="button primary" part="button" @click=${this.#showUnseen}
              >${this.t.newReplies(this.unseen.length)}</button
            >
          </div>`
          : nothing
      }
      ${features.has('reply') && thread.may.includes('threads.reply') ? newReplyComposer(this, thread, this.#composed) : nothing}
      ${this.#menu.render()}`;
  }

  #branches(context: PostContext, branches: readonly Branch[]): unknown {
    return html`<ol class="replies" part="replies" role="list">
      ${repeat(
        branches,
        ({ reply }) => reply.id,
        ({ reply, level, respondsTo }) =>
          html`<li class="level-${level} ${reply.role}">
            ${postTemplate(context, reply, respondsTo)}
          </li>`,
      )}
    </ol>`;
  }

  #postContext({ thread }: ThreadView, features: ReadonlySet<string>): PostContext {
    const operations = this.#operations;
    return {
      element: this,
      locale: this.locale,
      features,
      threadKind: thread.kind,
      pending: operations.pending,
      failure: operations.failure,
      composing: this.composing,
      composer: (post) =>
        this.composing && composerFor(this, thread, post, this.composing, this.#composed, this.#endComposing),
      compose: (post, mode) => {
        this.composing = { postId: post.id, mode };
      },
      react: (post, kind, on) => void operations.react(post, kind, on),
      accept: (reply, on) => void this.#accept(reply, on),
      pickReaction: (post, button) => this.#pickReaction(post, button),
      more: (post, button) => void this.#more(post, button, features),
      beyond: (post) => (features.has('practice') ? this.#practice?.render(post) : nothing),
    };
  }

  /** Most threads lead to no practice, so what shows one loads when it is needed. */
  async #loadPractice(): Promise<void> {
    const { PracticeOfAnswer } = await import('./practice-of-answer.js');
    this.#practice ??= await PracticeOfAnswer.speaking(this, this.#operations, this.locale);
    this.requestUpdate();
  }

  #pickReaction(post: Post, button: HTMLElement): void {
    const items = REACTIONS.map(([kind, node]) => {
      const mine = post.reactions.some((reaction) => reaction.kind === kind && reaction.mine);
      return {
        label: this.t.reaction[kind],
        icon: node,
        checked: mine,
        run: () => void this.#operations.react(post, kind, !mine),
      };
    });
    void this.#menu.open(button, this.t.react, items);
  }

  async #more(post: Post, button: HTMLElement, features: ReadonlySet<string>): Promise<void> {
    const { moreActions } = await import('./more-actions.js');
    const items = moreActions(
      {
        element: this,
        locale: this.locale,
        features,
        operations: this.#operations,
        say: (message) => this.announce(message),
        edit: (edited) => {
          this.composing = { postId: edited.id, mode: 'edit' };
        },
        address: (at) => {
          const address = fillHref(this.threadHref, this.thread ?? '');
          return address === null ? null : `${address}${at.id === this.thread ? '' : `#${at.id}`}`;
        },
      },
      post,
    );
    await this.#menu.open(button, this.t.moreActions, items);
  }

  async #accept(reply: Reply, on: boolean): Promise<void> {
    if (!(await this.#operations.accept(reply, on, this.t.acceptedAnnounced))) return;
    await this.updateComplete;
    this.#posts.reveal(reply.id);
  }

  #composed = async (event: CustomEvent<{ readonly reply?: Reply }>): Promise<void> => {
    this.composing = null;
    await this.refresh();
    const { reply } = event.detail;
    const { view } = this;
    if (!reply || !view || !this.source) return;
    // It comes last, and the last page may be far from what is shown.
    if (!replyIds(view).has(reply.id)) {
      const replies = await this.source.threads.listReplies({ threadId: reply.threadId, around: reply.id });
      this.content.set({ ...view, replies });
    }
    await this.updateComplete;
    this.#posts.reveal(reply.id);
  };

  #endComposing = (): void => {
    const id = this.composing?.postId;
    this.composing = null;
    if (id) void this.updateComplete.then(() => this.#posts.focus(id));
  };

  async #turn(where: 'after' | 'before'): Promise<void> {
    const { view } = this;
    if (!view) return;
    const first = view.replies.items.length;
    await this.#operations.run(
      view.thread.id,
      async (api) => {
        const more = await loadMore(api, this.view ?? view, where);
        await this.#posts.keepPlace(() => this.#put(more));
      },
      false,
    );
    const reply = this.view?.replies.items[first];
    if (where === 'after' && reply) this.#posts.focus(reply.id);
  }

  async #put(view: ThreadView): Promise<void> {
    this.content.set(view);
    await this.updateComplete;
  }

  async #arrived(fresh: ThreadView, current: ThreadView): Promise<void> {
    const known = replyIds(current);
    const added = fresh.replies.items.flatMap(({ id }) => (known.has(id) ? [] : [id]));
    await this.#posts.keepPlace(() => this.#put(fresh));
    if (added.length === 0) return;
    this.announce(this.t.newReplies(added.length));
    this.unseen = [...new Set([...this.unseen, ...added.filter((id) => this.#posts.isBelow(id))])];
  }

  #showUnseen = (): void => {
    const [first] = this.unseen;
    this.unseen = [];
    if (first) this.#posts.reveal(first);
  };

  #markRead({ thread, acceptedReply, replies }: ThreadView): void {
    this.content.set({ thread: { ...thread, unread: false }, acceptedReply, replies });
    // A mark that is lost comes back with the next visit.
    this.source?.threads.markRead({ threadId: thread.id }).catch(() => undefined);
  }
}
