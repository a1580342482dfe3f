import type { Extract, PersonCard, PostResult, ThreadCard, TopicRef } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { emit } from '../events.js';
import { nameOf, time, topics } from '../facts.js';
import { icon } from '../icon.js';
import { circleCheck, lock, messageSquare, pin } from '../icons.js';
import { fillHref, link } from '../links.js';
import type { Localizer } from '../locale/localizer.js';

/** What rows need of the list they stand in. */
export interface RowContext {
  readonly element: HTMLElement & {
    readonly threadHref: string | null;
    readonly personHref: string | null;
    readonly current?: string | null;
  };
  readonly locale: Localizer;
  /** Topics are buttons where there is something to filter. */
  readonly filterTopic?: (topic: TopicRef) => void;
  /** Whether all are questions with an answer: then a row says that much instead of what kind of thread it is. */
  readonly answered?: boolean;
}

const titleLink = (
  { element }: RowContext,
  thread: { readonly id: string; readonly communityId: string; readonly postId: string | null },
  content: unknown,
): TemplateResult =>
  html`<div class="title" part="title">${link({
    href: fillHref(element.threadHref, thread.id),
    className: 'open',
    current: thread.id === element.current,
    open: () =>
      emit(element, 'cop-open-thread', {
        threadId: thread.id,
        communityId: thread.communityId,
        postId: thread.postId,
      }),
    content: html`<bdi>${content}</bdi>`,
  })}</div>`;

const picking = ({ filterTopic, locale }: RowContext) =>
  filterTopic && { label: locale.messages.showTopic, choose: filterTopic };

const author = ({ element, locale }: RowContext, person: PersonCard): TemplateResult => {
  const href = fillHref(element.personHref, person.id);
  const name = html`<bdi>${nameOf(locale, person)}</bdi>`;
  return href && person.name
    ? link({
        href,
        className: 'inner',
        open: () => emit(element, 'cop-open-person', { personId: person.id }),
        content: name,
      })
    : html`<span>${name}</span>`;
};

const standing = (
  { locale: { messages: t }, answered }: RowContext,
  { kind, state }: Pick<ThreadCard, 'kind' | 'state'>,
): TemplateResult => {
  if (state === 'resolved') return html`<span class="badge positive">${icon(circleCheck)}${t.state.resolved}</span>`;
  if (state === 'closed') return html`<span class="badge">${icon(lock)}${t.state.closed}</span>`;
  return html`<span class="badge">${answered ? t.state.answered : t.kind[kind]}</span>`;
};

/** A thread: its title, the facts below it, the number of replies at the end. */
export const threadRow = (context: RowContext, thread: ThreadCard): TemplateResult => {
  const { locale } = context;
  const t = locale.messages;
  const count = thread.kind === 'question' ? thread.answerCount : thread.replyCount;
  const counted = thread.kind === 'question' ? t.answers(count) : t.replies(count);
  return html`<li class="row ${thread.unread ? 'unread' : ''}" part="row" data-id=${thread.id}>
    ${thread.unread ? html`<span class="dot"><span class="unseen">${t.unread}</span></span>` : nothing}
    <div class="main">
      ${titleLink(
        context,
        { id: thread.id, communityId: thread.communityId, postId: null },
        html`${thread.pinned ? html`<span class="pin">${icon(pin)}<span class="unseen">${t.pinned} </span></span>` : nothing}${
          thread.title
        }`,
      )}
      <p class="meta" part="meta">
        ${standing(context, thread)}
        ${thread.locked ? html`<span class="badge">${icon(lock)}${t.locked}</span>` : nothing}
        ${topics(thread.topics, picking(context))}
        ${author(context, thread.author)}
        <span>${time(locale, thread.lastActivityAt)}</span>
      </p>
    </div>
    <span class="count" title=${counted}
      >${icon(messageSquare)}<span aria-hidden="true">${locale.number(count)}</span><span class="unseen">${counted}</span></span
    >
  </li>`;
};

const marked = (extract: Extract): unknown =>
  extract.map(({ text, match }) => (match ? html`<mark>${text}</mark>` : text));

/** A post that a search found, with the words it was found by. */
export const resultRow = (context: RowContext, result: PostResult): TemplateResult =>
  html`<li class="row" part="row" data-id=${result.postId}>
    <div class="main">
      ${titleLink(
        context,
        {
          id: result.threadId,
          communityId: result.communityId,
          postId: result.postId === result.threadId ? null : result.postId,
        },
        marked(result.title),
      )}
      <p class="extract"><bdi>${marked(result.extract)}</bdi></p>
      <p class="meta" part="meta">
        ${standing(context, result)} ${topics(result.topics, picking(context))}
        ${author(context, result.author)}
        <span>${time(context.locale, result.at)}</span>
      </p>
    </div>
  </li>`;
