import type { Post, Reply, Thread } from '@copkit/core';
import type { Localizer } from '../locale/localizer.js';
import type { AllMessages } from '../locale/messages.js';
import type { MenuItem } from '../menu.js';
import type { ResourceHost } from '../resource.js';
import type { Operations } from './operations.js';
import { askClose, askFlag, confirm, showHistory } from './questions.js';

/** What can be done with a post needs this of its thread. */
export interface MoreContext {
  readonly element: ResourceHost;
  readonly locale: Localizer;
  readonly t: AllMessages;
  readonly features: ReadonlySet<string>;
  readonly operations: Operations;
  readonly say: (message: string) => void;
  readonly edit: (post: Post) => void;
  /** The address of the post; `null` where the host gave no `thread-href`. */
  readonly address: (post: Post) => string | null;
}

const isThread = (post: Post): post is Thread => 'title' in post;
const isReply = (post: Post): post is Reply => 'inReplyTo' in post;

const onPost = (context: MoreContext, post: Post): readonly (MenuItem | false)[] => {
  const { element, locale, t, operations, say } = context;
  const may = (operation: string) => post.may.includes(operation);
  const detail = operations.on(post);
  const address = context.address(post);
  const postId = post.id;
  return [
    address !== null && {
      label: t.copyLink,
      run: () =>
        operations.attempt(postId, async () => {
          await navigator.clipboard.writeText(new URL(address, document.baseURI).href);
          say(t.linkCopied);
        }),
    },
    may('threads.edit') && { label: t.edit, run: () => context.edit(post) },
    may('threads.getHistory') && {
      label: t.history,
      run: () =>
        operations.attempt(postId, async () => {
          const history = await element.source?.threads.getHistory({ postId });
          if (history) await showHistory(element, locale, t, history.items);
        }),
    },
    isReply(post) &&
      may('threads.unaccept') && {
        label: t.unaccept,
        run: () => operations.accept(post, false, t.done),
      },
    may('threads.restore') && {
      label: t.restore,
      run: () =>
        operations.perform(
          postId,
          ['cop-before-restore', 'cop-restored'],
          detail,
          (api) => api.threads.restore({ postId }),
          t.done,
        ),
    },
    context.features.has('flag') &&
      may('threads.flag') && {
        label: t.flag,
        run: async () => {
          const answer = await askFlag(element, t);
          if (!answer) return;
          const input = { postId, reason: answer.reason, ...(answer.note !== null && { note: answer.note }) };
          await operations.perform(
            postId,
            ['cop-before-flag', 'cop-flagged'],
            { ...detail, ...answer },
            (api) => api.threads.flag(input),
            t.flagSent,
          );
        },
      },
    may('threads.withdraw') && {
      label: t.withdraw,
      danger: true,
      run: async () => {
        if (await confirm(element, t, t.withdraw, t.withdrawQuestion))
          await operations.perform(
            postId,
            ['cop-before-withdraw', 'cop-withdrawn'],
            detail,
            (api) => api.threads.withdraw({ postId }),
            t.withdrawn,
          );
      },
    },
    may('threads.hide') && {
      label: t.hide,
      danger: true,
      run: () =>
        operations.perform(
          postId,
          ['cop-before-hide', 'cop-hidden'],
          detail,
          (api) => api.threads.hide({ postId }),
          t.hidden,
        ),
    },
  ];
};

const onThread = ({ element, t, operations }: MoreContext, thread: Thread): readonly (MenuItem | false)[] => {
  const may = (operation: string) => thread.may.includes(operation);
  const { id: threadId, pinned, locked } = thread;
  return [
    may('threads.setPinned') && {
      label: pinned ? t.unpin : t.pin,
      run: () =>
        operations.perform(
          threadId,
          ['cop-before-pin', 'cop-pinned'],
          { ...operations.of(), on: !pinned },
          (api) => api.threads.setPinned({ threadId, pinned: !pinned }),
          pinned ? t.done : t.pinned,
        ),
    },
    may('threads.setLocked') && {
      label: locked ? t.unlock : t.lock,
      run: () =>
        operations.perform(
          threadId,
          ['cop-before-lock', 'cop-locked'],
          { ...operations.of(), on: !locked },
          (api) => api.threads.setLocked({ threadId, locked: !locked }),
          locked ? t.done : t.locked,
        ),
    },
    may('threads.close') && {
      label: `${t.close} …`,
      run: async () => {
        const answer = await askClose(element, t);
        if (!answer) return;
        const { reason, note, duplicateOf } = answer;
        const input = {
          threadId,
          reason,
          ...(note !== null && { note }),
          ...(duplicateOf !== null && { duplicateOf }),
        };
        await operations.perform(
          threadId,
          ['cop-before-close', 'cop-closed'],
          { ...operations.of(), reason },
          (api) => api.threads.close(input),
          t.closedAs(t.closeReason[reason]),
        );
      },
    },
    may('threads.reopen') && {
      label: t.reopen,
      run: () =>
        operations.perform(
          threadId,
          ['cop-before-reopen', 'cop-reopened'],
          operations.of(),
          (api) => api.threads.reopen({ threadId }),
          t.done,
        ),
    },
  ];
};

/** What else can be done with a post: everything its `may` allows that has no button of its own. */
export const moreActions = (context: MoreContext, post: Post): readonly MenuItem[] =>
  [...(isThread(post) ? onThread(context, post) : []), ...onPost(context, post)].filter((item) => item !== false);
