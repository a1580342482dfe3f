import type { Post, Reply } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CopElement } from '../element.js';
import { emit } from '../events.js';
import { readFeatures } from '../features.js';
import { fillHref } from '../links.js';
import { EveryMinute } from '../minute.js';
import { Resource } from '../resource.js';
import { failure, skeletonRows, stale } from '../states.js';
import { prose } from '../styles/prose.js';
import { type Composing, composerFor, newReplyComposer } from './composing.js';
import { Flagged } from './flagged.js';
import { header, standing } from './header.js';
import { type OperationHost, Operations } from './operations.js';
import { Paging } from './paging.js';
import { type PostContext, postTemplate } from './post.js';
import { PostsInView } from './posts-in-view.js';
import type { PracticeOfAnswer } from './practice-of-answer.js';
import { repliesTemplate, tally } from './replies.js';
import { styles } from './thread.styles.js';
import { nest } from './tree.js';
import { Unseen } from './unseen.js';
import { loadThread, type ThreadView } from './view.js';

const FEATURES = ['reactions', 'follow', 'reply', 'flag', 'practice', 'glossary'];

/**
 * @summary A thread: its opening, the accepted answer, the replies, and a composer to take part.
 *
 * Offers what the person may do with each post and nothing else. Follows what others write without moving the reader.
 *
 * @tag cop-thread
 * @slot empty - What to say where nobody has replied yet.
 * @event {CustomEvent<CopEvents['cop-open-thread']>} cop-open-thread - The thread this one repeats was chosen; cancel it to show it yourself.
 * @event {CustomEvent<CopEvents['cop-open-person']>} cop-open-person - An author was chosen; cancel it to show the person yourself.
 * @event {CustomEvent<CopEvents['cop-open-subject']>} cop-open-subject - The page, procedure or machine it was asked about was chosen; cancel it to show it yourself.
 * @event {CustomEvent<CopEvents['cop-open-practice']>} cop-open-practice - The practice that was made of the accepted answer was chosen; cancel it to show it yourself.
 * @event {CustomEvent<CopEvents['cop-before-make-practice']>} cop-before-make-practice - Cancel to keep the accepted answer from becoming a practice.
 * @event {CustomEvent<CopEvents['cop-practice-made']>} cop-practice-made - The accepted answer became a practice.
 * @event {CustomEvent<CopEvents['cop-before-reply']>} cop-before-reply - Cancel to keep a reply from being sent.
 * @event {CustomEvent<CopEvents['cop-replied']>} cop-replied - A reply was sent.
 * @event {CustomEvent<CopEvents['cop-before-edit']>} cop-before-edit - Cancel to keep a change from being saved.
 * @event {CustomEvent<CopEvents['cop-edited']>} cop-edited - A change was saved.
 * @event {CustomEvent<CopEvents['cop-before-accept']>} cop-before-accept - Cancel to keep an answer from being accepted.
 * @event {CustomEvent<CopEvents['cop-accepted']>} cop-accepted - An answer was accepted.
 * @event {CustomEvent<CopEvents['cop-before-unaccept']>} cop-before-unaccept - Cancel to keep an answer accepted.
 * @event {CustomEvent<CopEvents['cop-unaccepted']>} cop-unaccepted - An answer is no longer accepted.
 * @event {CustomEvent<CopEvents['cop-before-react']>} cop-before-react - Cancel to keep a reaction from changing.
 * @event {CustomEvent<CopEvents['cop-reacted']>} cop-reacted - A reaction was added or taken back.
 * @event {CustomEvent<CopEvents['cop-before-withdraw']>} cop-before-withdraw - Cancel to keep a post.
 * @event {CustomEvent<CopEvents['cop-withdrawn']>} cop-withdrawn - An author withdrew a post.
 * @event {CustomEvent<CopEvents['cop-before-hide']>} cop-before-hide - Cancel to keep a post in sight.
 * @event {CustomEvent<CopEvents['cop-hidden']>} cop-hidden - A facilitator hid a post.
 * @event {CustomEvent<CopEvents['cop-before-restore']>} cop-before-restore - Cancel to keep a post out of sight.
 * @event {CustomEvent<CopEvents['cop-restored']>} cop-restored - A post is shown again.
 * @event {CustomEvent<CopEvents['cop-before-flag']>} cop-before-flag - Cancel to keep a post from being reported.
 * @event {CustomEvent<CopEvents['cop-flagged']>} cop-flagged - A post was reported.
 * @event {CustomEvent<CopEvents['cop-before-resolve-flag']>} cop-before-resolve-flag - Cancel to keep a report open.
 * @event {CustomEvent<CopEvents['cop-flag-resolved']>} cop-flag-resolved - A report was decided on.
 * @event {CustomEvent<CopEvents['cop-before-close']>} cop-before-close - Cancel to keep the thread open.
 * @event {CustomEvent<CopEvents['cop-closed']>} cop-closed - The thread was closed.
 * @event {CustomEvent<CopEvents['cop-before-reopen']>} cop-before-reopen - Cancel to keep the thread closed.
 * @event {CustomEvent<CopEvents['cop-reopened']>} cop-reopened - The thread was reopened.
 * @event {CustomEvent<CopEvents['cop-before-follow']>} cop-before-follow - Cancel to keep following as it is.
 * @event {CustomEvent<CopEvents['cop-followed']>} cop-followed - The person follows the thread, or no longer.
 * @event {CustomEvent<CopEvents['cop-before-pin']>} cop-before-pin - Cancel to keep the thread where it is.
 * @event {CustomEvent<CopEvents['cop-pinned']>} cop-pinned - The thread was pinned, or unpinned.
 * @event {CustomEvent<CopEvents['cop-before-lock']>} cop-before-lock - Cancel to keep the thread as it is.
 * @event {CustomEvent<CopEvents['cop-locked']>} cop-locked - The thread was locked, or unlocked.
 * @event {CustomEvent<CopEvents['cop-read']>} cop-read - The person has read the thread.
 * @event {CustomEvent<CopEvents['cop-error']>} cop-error - A call failed.
 * @csspart header - Kind, state, title, subject and topics.
 * @csspart title - The title.
 * @csspart subject - What it was asked about.
 * @csspart byline - Who wrote a post, and when.
 * @csspart body - A post's text.
 * @csspart actions - What can be done with a post.
 * @csspart reaction - A reaction with its count.
 * @csspart accepted - The accepted answer.
 * @csspart replies - The list of replies.
 * @csspart menu - An open menu.
 * @csspart popover - What a term of the glossary means.
 * @csspart dialog - An open dialog.
 * @csspart button - A button.
 * @csspart notice - Why the thread is closed or locked.
 * @csspart avatar - A person’s initials.
 * @csspart topic - A topic.
 * @csspart composer - A composer.
 * @csspart error - The error state.
 * @csspart skeleton - The loading state.
 */
export class CopThread extends CopElement implements OperationHost {
  static override styles: CSSResultGroup = [CopElement.styles, prose, styles];

  /** The thread to show. */
  @property() thread: string | null = null;

  /** A reply to open the thread at, such as one from a link. */
  @property() post: string | null = null;

  /** Parts to switch off: `reactions follow reply flag practice glossary`, all on where absent. */
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
  #sought: string | null = null;
  #practice: PracticeOfAnswer | null = null;
  readonly #operations = new Operations(this);
  readonly #posts = new PostsInView(this);
  readonly #unseen = new Unseen(this, this.#posts);

  private readonly content = new Resource<readonly [string], ThreadView>(this, {
    subject: () => (this.thread ? [this.thread] : null),
    load: (api, [thread], signal, current) => loadThread(api, thread, this.post, signal, current),
    watch: ([thread]) => [thread],
    arrived: (fresh, current) => void this.#paging.arrived(fresh, current),
  });

  readonly #paging = new Paging(this, this.content, this.#posts, this.#unseen);
  readonly #flagged = new Flagged(this, this.#operations, this.locale);

  constructor() {
    super();
    new EveryMinute(this);
  }

  /** What is shown; `null` while nothing is. */
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

  sayArrived(replies: number): void {
    this.announce(this.t.newReplies(replies));
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('thread')) {
      this.composing = null;
      this.#unseen.clear();
    }
    if (changed.has('post') || changed.has('thread')) this.#sought = this.post;
  }

  protected override updated(): void {
    const { view } = this;
    if (!view) return;
    if (!this.#practice && (view.thread.practiceId || view.acceptedReply?.may.includes('practices.fromReply')))
      void this.#loadPractice();
    if (readFeatures(this.features, FEATURES).has('glossary'))
      void import('./glossary.js').then(({ explainTerms }) => explainTerms(this));
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
    const turn = (where: 'after' | 'before', label: string) =>
      html`<button type="button" class="button turn" part="button" @click=${() => void this.#paging.turn(where)}>${label}</button>`;
    return html`${stale(this.t, this.content.problem, () => void this.refresh())}
      <article aria-labelledby="title">
        ${header(headerContext, thread)} ${standing(headerContext, thread)} ${postTemplate(context, thread)}
      </article>
      ${tally(this.t, thread, this.headingLevel + 1)}
      ${
        accepted.length > 0
          ? html`<section class="accepted" part="accepted" aria-label=${this.t.acceptedAnswer}>${repliesTemplate(context, accepted)}</section>`
          : nothing
      }
      ${replies.previous ? turn('before', this.t.showEarlierReplies) : nothing}
      ${repliesTemplate(context, others)}
      ${replies.next ? turn('after', this.t.showMoreReplies) : nothing}
      ${this.#unseen.render(this.t)}
      ${features.has('reply') && thread.may.includes('threads.reply') ? newReplyComposer(this, thread, this.#composed) : nothing}`;
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
      pickReaction: (post, button) => void this.#openMenu('openReactions', post, button),
      more: (post, button) => void this.#openMenu('openMore', post, button),
      flags: (post) => this.#flagged.render(post),
      beyond: (post) => (features.has('practice') ? this.#practice?.render(post) : nothing),
    };
  }

  /** Most threads lead to no practice, so what shows one loads when it is needed. */
  async #loadPractice(): Promise<void> {
    const { PracticeOfAnswer } = await import('./practice-of-answer.js');
    this.#practice ??= await PracticeOfAnswer.speaking(this, this.#operations, this.locale);
    this.requestUpdate();
  }

  /** Menus load with the first that is opened. */
  async #openMenu(open: 'openReactions' | 'openMore', post: Post, button: HTMLElement): Promise<void> {
    const address = fillHref(this.threadHref, this.thread ?? '');
    const context = {
      element: this,
      locale: this.locale,
      features: readFeatures(this.features, FEATURES),
      operations: this.#operations,
      say: (message: string) => this.announce(message),
      edit: (edited: Post) => {
        this.composing = { postId: edited.id, mode: 'edit' };
      },
      address: (at: Post) => (address === null || at.id === this.thread ? address : `${address}#${at.id}`),
    };
    await this.#operations.attempt(post.id, async () => (await import('./menus.js'))[open](context, post, button));
  }

  async #accept(reply: Reply, on: boolean): Promise<void> {
    if (!(await this.#operations.accept(reply, on))) return;
    this.announce((await this.locale.actions()).acceptedAnnounced);
    await this.updateComplete;
    this.#posts.reveal(reply.id);
  }

  #composed = async (event: CustomEvent<{ readonly reply?: Reply }>): Promise<void> => {
    this.composing = null;
    await this.refresh();
    const { reply } = event.detail;
    if (reply?.threadId === this.thread) await this.#paging.goTo(reply);
  };

  #endComposing = (): void => {
    const id = this.composing?.postId;
    this.composing = null;
    if (id) void this.updateComplete.then(() => this.#posts.focus(id));
  };

  #markRead({ thread, acceptedReply, replies }: ThreadView): void {
    this.content.set({ thread: { ...thread, unread: false }, acceptedReply, replies });
    const { id: threadId, communityId } = thread;
    const read = () => emit(this, 'cop-read', { threadId, communityId });
    // A mark that is lost comes back with the next visit.
    this.source?.threads.markRead({ threadId }).then(read, () => undefined);
  }
}
