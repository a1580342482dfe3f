import type { Subject, Thread } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { emit } from '../events.js';
import { topics } from '../facts.js';
import { icon } from '../icon.js';
import { bell, circleCheck, lock, pin, triangleAlert } from '../icons.js';
import { fillHref, link } from '../links.js';
import type { Messages } from '../locale/messages.js';

interface HeaderContext {
  readonly element: HTMLElement & { readonly threadHref: string | null; readonly headingLevel: number };
  readonly t: Messages;
  readonly features: ReadonlySet<string>;
  readonly follow: (on: boolean) => void;
  /** Brings a reply into view. */
  readonly reveal: (replyId: string) => void;
}

const state = ({ t, reveal }: HeaderContext, thread: Thread): TemplateResult => {
  const { acceptedReplyId } = thread;
  if (thread.state === 'resolved' && acceptedReplyId)
    return html`<button
      type="button"
      class="link badge positive"
      title=${t.seeAcceptedAnswer}
      @click=${() => reveal(acceptedReplyId)}
      >${icon(circleCheck)}${t.state.resolved}</button
    >`;
  if (thread.state === 'closed') return html`<span class="badge">${icon(lock)}${t.state.closed}</span>`;
  return thread.kind === 'question' ? html`<span class="badge">${t.state[thread.state]}</span>` : html``;
};

/** The page, procedure or machine it was asked about. */
const about = ({ element, t }: HeaderContext, { key, title, url }: Subject): TemplateResult => {
  const name = html`<bdi>${title ?? key}</bdi>`;
  const open = () => emit(element, 'cop-open-subject', { subject: key });
  return html`<p class="about" part="subject">
    ${t.askedAbout} ${url ? link({ href: url, className: 'reference', open, content: name }) : name}
  </p>`;
};

/** What kind of thread it is and how it stands, its title, what it is about and its topics. */
export const header = (context: HeaderContext, thread: Thread): TemplateResult => {
  const { element, t, features, follow } = context;
  return html`<header part="header">
    <p class="facts">
      <span class="badge">${t.kind[thread.kind]}</span>${state(context, thread)}
      ${thread.pinned ? html`<span class="badge">${icon(pin)}${t.pinned}</span>` : nothing}
      ${thread.locked ? html`<span class="badge">${icon(lock)}${t.locked}</span>` : nothing}
      ${
        thread.customerWaiting && thread.state !== 'resolved' && thread.state !== 'closed'
          ? html`<span class="badge warning">${icon(triangleAlert)}${t.waitingCustomer}</span>`
          : nothing
      }
    </p>
    <div class="headline">
      <div id="title" class="title" part="title" role="heading" aria-level=${element.headingLevel}><bdi>${thread.title}</bdi></div>
      ${
        features.has('follow') && thread.may.includes('threads.follow')
          ? html`<button
            type="button"
            class="button"
            part="button"
            aria-pressed=${thread.following}
            @click=${() => follow(!thread.following)}
            >${icon(bell)}${thread.following ? t.following : t.follow}</button
          >`
          : nothing
      }
    </div>
    ${thread.about ? about(context, thread.about) : nothing} ${topics(thread.topics)}
  </header>`;
};

/** Why the thread takes no replies, or no answers any more. */
export const standing = ({ element, t }: HeaderContext, thread: Thread): TemplateResult | typeof nothing => {
  const { closed } = thread;
  if (!closed)
    return thread.locked ? html`<p class="notice" part="notice">${icon(lock)}${t.lockedNotice}</p>` : nothing;
  const { duplicateOf } = closed;
  return html`<div class="notice" part="notice">
    ${icon(lock)}
    <p>
      ${t.closedAs(t.closeReason[closed.reason])}.
      ${closed.note ? html`<bdi>${closed.note}</bdi>` : nothing}
      ${
        duplicateOf
          ? link({
              href: fillHref(element.threadHref, duplicateOf),
              className: 'reference',
              open: () =>
                emit(element, 'cop-open-thread', {
                  threadId: duplicateOf,
                  communityId: thread.communityId,
                  postId: null,
                }),
              content: t.seeDuplicate,
            })
          : nothing
      }
    </p>
  </div>`;
};
