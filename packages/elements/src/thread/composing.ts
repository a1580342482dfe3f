import type { Post, Thread } from '@copkit/core';
import { nothing } from 'lit';
import { html, unsafeStatic } from 'lit/static-html.js';
import { CopComposer } from '../composer/composer.component.js';
import { tagOf } from '../register.js';
import type { CopThread } from './thread.component.js';

/** What is being written, and where in the thread it stands. */
export interface Composing {
  readonly postId: string;
  readonly mode: 'reply' | 'comment' | 'edit';
}

type Listener = (event: CustomEvent) => void;

const tag = () => unsafeStatic(tagOf(CopComposer, 'cop-composer'));

/** The composer at the end of a thread. */
export const newReplyComposer = (element: CopThread, thread: Thread, done: Listener): unknown =>
  html`<${tag()}
    class="at-end"
    part="composer"
    .api=${element.source ?? undefined}
    thread=${thread.id}
    reply-role=${thread.kind === 'question' ? 'answer' : 'comment'}
    @cop-replied=${done}
  ></${tag()}>`;

/** The composer in place of a post's text, or below it. */
export const composerFor = (
  element: CopThread,
  thread: Thread,
  post: Post,
  { mode }: Composing,
  done: Listener,
  cancelled: () => void,
): unknown =>
  mode === 'edit'
    ? html`<${tag()}
        part="composer"
        autofocus
        .api=${element.source ?? undefined}
        .editing=${post}
        @cop-edited=${done}
        @cop-compose-cancelled=${cancelled}
      ></${tag()}>`
    : html`<${tag()}
        part="composer"
        autofocus
        .api=${element.source ?? undefined}
        thread=${thread.id}
        in-reply-to=${post.id === thread.id ? nothing : post.id}
        reply-role="comment"
        .respondsTo=${post}
        @cop-replied=${done}
        @cop-compose-cancelled=${cancelled}
      ></${tag()}>`;
