import type { CopkitApi, Page, Reply, Thread } from '@copkit/core';

/** A thread with the replies that are loaded: a run of them, oldest first, perhaps with more on either side. */
export interface ThreadView {
  readonly thread: Thread;
  readonly acceptedReply: Reply | null;
  readonly replies: Page<Reply>;
}

const PAGE = 50;

/** A page together with the one after it. */
const joined = (first: Page<Reply>, second: Page<Reply>): Page<Reply> => ({
  items: [...first.items, ...second.items],
  previous: first.previous,
  next: second.next,
});

/** Of what was read, the run that `current` is; where it has the end of the thread, what came since is part of it. */
const run = (read: Page<Reply>, current: Page<Reply>): Page<Reply> => {
  const { items } = read;
  const from = current.previous === null ? -1 : items.findIndex(({ id }) => id === current.items[0]?.id);
  const to = current.next === null ? -1 : items.findIndex(({ id }) => id === current.items.at(-1)?.id);
  return {
    items: items.slice(Math.max(from, 0), to < 0 ? undefined : to + 1),
    previous: from < 0 ? read.previous : current.previous,
    next: to < 0 ? read.next : current.next,
  };
};

/** Reads a thread: the run of replies that `current` has, or the page around the reply `post`, or the first one. */
export const loadThread = async (
  api: CopkitApi,
  threadId: string,
  post: string | null,
  signal: AbortSignal,
  current: ThreadView | null,
): Promise<ThreadView> => {
  const options = { signal };
  const { thread, acceptedReply, replies: first } = await api.threads.get({ threadId, limit: PAGE }, options);
  const start = current ? (current.replies.previous === null ? null : (current.replies.items[0]?.id ?? null)) : post;
  let replies = first;
  const elsewhere = start !== null && start !== threadId && !first.items.some((reply) => reply.id === start);
  if (elsewhere) replies = await api.threads.listReplies({ threadId, around: start, limit: PAGE }, options);
  const last = current?.replies.items.at(-1)?.id;
  while (last && replies.next && !replies.items.some((reply) => reply.id === last))
    replies = joined(replies, await api.threads.listReplies({ threadId, after: replies.next, limit: PAGE }, options));
  return { thread, acceptedReply, replies: current ? run(replies, current.replies) : replies };
};

/** The view with one more page of replies, after or before those it has. */
export const loadMore = async (
  api: CopkitApi,
  view: ThreadView,
  where: 'after' | 'before',
  signal: AbortSignal,
): Promise<ThreadView> => {
  const { replies, thread } = view;
  const cursor = where === 'after' ? replies.next : replies.previous;
  if (cursor === null) return view;
  const page = await api.threads.listReplies({ threadId: thread.id, [where]: cursor, limit: PAGE }, { signal });
  return { ...view, replies: where === 'after' ? joined(replies, page) : joined(page, replies) };
};

/** The view with the replies around one of them. */
export const loadAround = async (
  api: CopkitApi,
  view: ThreadView,
  replyId: string,
  signal: AbortSignal,
): Promise<ThreadView> => {
  const { id: threadId } = view.thread;
  return { ...view, replies: await api.threads.listReplies({ threadId, around: replyId, limit: PAGE }, { signal }) };
};

/** The ids of all replies that are shown. */
export const replyIds = (view: ThreadView): ReadonlySet<string> => new Set(view.replies.items.map((reply) => reply.id));
