import type { Reply } from '@copkit/core';
import type { Resource } from '../resource.js';
import type { OperationHost } from './operations.js';
import type { PostsInView } from './posts-in-view.js';
import type { Unseen } from './unseen.js';
import { loadAround, loadMore, replyIds, type ThreadView } from './view.js';

interface PagingHost extends OperationHost {
  readonly updateComplete: Promise<boolean>;
  sayArrived(replies: number): void;
}

/** Goes through the replies of a thread, and takes in new ones, without moving the reader. */
export class Paging {
  constructor(
    private readonly host: PagingHost,
    private readonly content: Resource<readonly [string], ThreadView>,
    private readonly posts: PostsInView,
    private readonly unseen: Unseen,
  ) {}

  /** Shows the page after or before what is shown. */
  async turn(where: 'after' | 'before'): Promise<void> {
    const { host, content, posts } = this;
    const first = host.view?.replies.items.length ?? 0;
    let restorePlace = () => {};
    await content.extend(async (api, view, signal) => {
      const more = await loadMore(api, view, where, signal);
      restorePlace = posts.holdPlace();
      return more;
    });
    await host.updateComplete;
    restorePlace();
    const reply = host.view?.replies.items[first];
    if (where === 'after' && reply) posts.focus(reply.id);
  }

  /** Goes to a reply that was just written: it comes last, and the last page may be far from what is shown. */
  async goTo(reply: Reply): Promise<void> {
    const { host, content, posts } = this;
    if (host.view && !replyIds(host.view).has(reply.id))
      await content.extend((api, view, signal) => loadAround(api, view, reply.id, signal));
    await host.updateComplete;
    posts.reveal(reply.id);
  }

  /** Shows what others wrote meanwhile, and says so. */
  async arrived(fresh: ThreadView, current: ThreadView): Promise<void> {
    const { host, content, posts } = this;
    const known = replyIds(current);
    const added = fresh.replies.items.flatMap(({ id }) => (known.has(id) ? [] : [id]));
    const restorePlace = posts.holdPlace();
    content.set(fresh);
    await host.updateComplete;
    restorePlace();
    if (added.length === 0) return;
    host.sayArrived(added.length);
    this.unseen.add(added);
  }
}
