import type { CopkitApi, Post, Problem, ReactionKind, Reply } from '@copkit/core';
import { type CopEvents, emit } from '../events.js';
import { problemOf } from '../problem.js';
import type { ThreadView } from './view.js';

/** What operations need of the thread they run on. */
export interface OperationHost extends HTMLElement {
  readonly source: CopkitApi | null | undefined;
  readonly view: ThreadView | null;
  requestUpdate(): void;
  /** Shows what an operation changed, before everything is read again. */
  show(view: ThreadView): void;
  refresh(): Promise<void>;
  say(message: string): void;
}

const withReactions = (view: ThreadView, postId: string, reactions: Post['reactions']): ThreadView => {
  const change = <P extends Post>(post: P): P => (post.id === postId ? { ...post, reactions } : post);
  return {
    thread: change(view.thread),
    acceptedReply: view.acceptedReply && change(view.acceptedReply),
    replies: { ...view.replies, items: view.replies.items.map(change) },
  };
};

/** Runs a thread's operations, one at a time, and remembers which one failed where. */
export class Operations {
  /** The post an operation runs on. */
  pending: string | null = null;
  failure: { readonly postId: string; readonly problem: Problem } | null = null;

  constructor(private readonly host: OperationHost) {}

  /** Runs `call` on a post and tells whether it has succeeded; then, unless told otherwise, reads the thread again. */
  async run(postId: string, call: (api: CopkitApi) => Promise<unknown>, reread = true): Promise<boolean> {
    const { host } = this;
    if (!host.source || this.pending) return false;
    const { source } = host;
    this.pending = postId;
    const done = await this.attempt(postId, async () => {
      await call(source);
      if (reread) await host.refresh();
    });
    this.pending = null;
    host.requestUpdate();
    return done;
  }

  /** Does something about a post, tells whether it has succeeded, and says at the post where not. */
  async attempt(postId: string, act: () => Promise<unknown>): Promise<boolean> {
    const { host } = this;
    this.failure = null;
    host.requestUpdate();
    try {
      await act();
      return true;
    } catch (error) {
      const problem = problemOf(error);
      if (problem) {
        this.failure = { postId, problem };
        emit(host, 'cop-error', { problem });
      }
      return false;
    } finally {
      host.requestUpdate();
    }
  }

  /** Asks the page, runs the call, tells the page. */
  async perform<Before extends keyof CopEvents, After extends keyof CopEvents>(
    postId: string,
    [before, after]: readonly [Before, After],
    detail: CopEvents[Before] & CopEvents[After],
    call: (api: CopkitApi) => Promise<unknown>,
    announcement?: string,
  ): Promise<boolean> {
    if (!emit(this.host, before, detail)) return false;
    const done = await this.run(postId, call);
    if (!done) return false;
    if (announcement) this.host.say(announcement);
    emit(this.host, after, detail);
    return true;
  }

  react(post: Post, kind: ReactionKind, on: boolean): Promise<boolean> {
    const { id: postId } = post;
    const call = async (api: CopkitApi) => {
      const { reactions } = await (on
        ? kind === 'thanks' && post.may.includes('threads.thank')
          ? api.threads.thank({ postId })
          : api.threads.react({ postId, kind })
        : api.threads.unreact({ postId, kind }));
      if (this.host.view) this.host.show(withReactions(this.host.view, postId, reactions));
    };
    return this.perform(postId, ['cop-before-react', 'cop-reacted'], { ...this.on(post), kind, on }, call);
  }

  accept(reply: Reply, on: boolean, announcement?: string): Promise<boolean> {
    const { id: replyId } = reply;
    return this.perform(
      replyId,
      on ? ['cop-before-accept', 'cop-accepted'] : ['cop-before-unaccept', 'cop-unaccepted'],
      this.on(reply),
      (api) => (on ? api.threads.accept({ replyId }) : api.threads.unaccept({ replyId })),
      announcement,
    );
  }

  follow(on: boolean): Promise<boolean> {
    const { threadId } = this.of();
    return this.perform(threadId, ['cop-before-follow', 'cop-followed'], { ...this.of(), on }, (api) =>
      on ? api.threads.follow({ threadId }) : api.threads.unfollow({ threadId }),
    );
  }

  /** Names a post in events. */
  on(post: Post): { readonly threadId: string; readonly postId: string } {
    return { threadId: this.of().threadId, postId: post.id };
  }

  /** Names the thread in events. */
  of(): { readonly threadId: string; readonly communityId: string } {
    const { id = '', communityId = '' } = this.host.view?.thread ?? {};
    return { threadId: id, communityId };
  }
}
