import type { Post, Problem, ReactionKind, Reply, ThreadKind } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { emit } from '../events.js';
import { avatar, nameOf, time } from '../facts.js';
import { icon } from '../icon.js';
import { check, circleCheck, ellipsis, handHeart, reply as replyIcon, smilePlus } from '../icons.js';
import { fillHref, link } from '../links.js';
import type { Localizer } from '../locale/localizer.js';
import { sanitized, unsanitized } from '../post-html.js';
import { refusal } from '../states.js';
import { reactions } from './reactions.js';

/** What a post needs of the thread it stands in. */
export interface PostContext {
  readonly element: HTMLElement & { readonly personHref: string | null };
  readonly locale: Localizer;
  readonly features: ReadonlySet<string>;
  readonly threadKind: ThreadKind;
  /** The post an operation runs on. */
  readonly pending: string | null;
  readonly failure: { readonly postId: string; readonly problem: Problem } | null;
  /** Composers stand in for a post's text, or below it. */
  readonly composing: { readonly postId: string; readonly mode: 'reply' | 'comment' | 'edit' } | null;
  readonly composer: (post: Post) => unknown;
  readonly compose: (post: Post, mode: 'reply' | 'comment' | 'edit') => void;
  readonly react: (post: Post, kind: ReactionKind, on: boolean) => void;
  readonly accept: (reply: Reply, on: boolean) => void;
  readonly pickReaction: (post: Post, button: HTMLElement) => void;
  readonly more: (post: Post, button: HTMLElement) => void;
  /** What the accepted answer leads to beyond the thread. */
  readonly beyond: (post: Post) => unknown;
  /** What somebody found wrong with it, for those who decide on that. */
  readonly flags: (post: Post) => unknown;
}

const isReply = (post: Post): post is Reply => 'inReplyTo' in post;

const button = (at: EventTarget | null): HTMLElement => at as HTMLElement;

/** A comment on the question itself, which stands among the answers and is none. */
const isRemark = ({ threadKind }: PostContext, post: Post): boolean =>
  threadKind === 'question' && isReply(post) && post.role === 'comment' && post.inReplyTo === null;

const byline = (context: PostContext, post: Post, respondsTo: Post | null): TemplateResult => {
  const { element, locale } = context;
  const { author } = post;
  const href = fillHref(element.personHref, author.id);
  const name = html`<bdi>${nameOf(locale, author)}</bdi>`;
  const edited = post.editedAt;
  return html`<p class="byline" part="byline">
    ${isRemark(context, post) ? html`<span class="badge">${locale.messages.remark}</span>` : nothing}<span class="author"
      >${
        href && author.name
          ? link({ href, open: () => emit(element, 'cop-open-person', { personId: author.id }), content: name })
          : name
      }</span
    >${author.unit ? html`<span><bdi>${author.unit}</bdi></span>` : nothing}<span>${time(locale, post.createdAt)}</span>${
      edited ? html`<span title=${locale.exactTime(edited)}>${locale.messages.edited}</span>` : nothing
    }${respondsTo ? html`<span>${locale.messages.inReplyTo(nameOf(locale, respondsTo.author))}</span>` : nothing}
  </p>`;
};

const body = (context: PostContext, post: Post): unknown => {
  if (context.composing?.postId === post.id && context.composing.mode === 'edit') return context.composer(post);
  if (post.visibility !== 'visible') return html`<p class="gone">${context.locale.messages[post.visibility]}</p>`;
  return html`<div class="prose" part="body" dir="auto" ${sanitized(post.html)}>${unsanitized(post.html)}</div>`;
};

const actions = (context: PostContext, post: Post): TemplateResult => {
  const { locale, features } = context;
  const t = locale.messages;
  const may = (operation: string) => post.may.includes(operation);
  const thanked = post.reactions.some((reaction) => reaction.kind === 'thanks' && reaction.mine);
  const { up, down } = post.importedVotes;
  const question = context.threadKind === 'question';
  return html`<div class="actions" part="actions">
    ${
      up + down > 0
        ? html`<span class="votes" title=${t.importedVotesTitle(locale.number(up), locale.number(down))}
          >${t.importedVotes(up - down)}</span
        >`
        : nothing
    }
    ${features.has('reactions') ? reactions(context, post) : nothing}
    <span class="verbs">
      ${
        features.has('reactions') && may('threads.react')
          ? html`<button
            type="button"
            class="button quiet square"
            part="button"
            aria-label=${t.react}
            title=${t.react}
            aria-haspopup="menu"
            @click=${(event: Event) => context.pickReaction(post, button(event.currentTarget))}
            >${icon(smilePlus)}</button
          >`
          : nothing
      }
      ${
        may('threads.thank') && !thanked
          ? html`<button type="button" class="button quiet" part="button" @click=${() => context.react(post, 'thanks', true)}
            >${icon(handHeart)}<span class="word">${t.thank}</span></button
          >`
          : nothing
      }
      ${
        may('threads.reply') && (isReply(post) || question)
          ? html`<button
            type="button"
            class="button quiet"
            part="button"
            @click=${() => context.compose(post, isReply(post) ? 'reply' : 'comment')}
            ><span class="mirrored">${icon(replyIcon)}</span><span class="word">${question ? t.comment : t.reply}</span></button
          >`
          : nothing
      }
      ${
        isReply(post) && may('threads.accept')
          ? html`<button type="button" class="button quiet" part="button" @click=${() => context.accept(post, true)}
            >${icon(check)}${t.accept}</button
          >`
          : nothing
      }
      ${context.beyond(post)}
      <button
        type="button"
        class="button quiet square"
        part="button"
        aria-label=${t.moreActions}
        title=${t.moreActions}
        aria-haspopup="menu"
        @click=${(event: Event) => context.more(post, button(event.currentTarget))}
        >${icon(ellipsis)}</button
      >
    </span>
  </div>`;
};

/** Whether anything can be done with what is left of a post. */
const actionable = (post: Post): boolean => post.visibility === 'visible' || post.may.includes('threads.restore');

/** What somebody wrote, with who and when above it and what can be done below. */
export const postTemplate = (context: PostContext, post: Post, respondsTo: Post | null = null): TemplateResult => {
  const t = context.locale.messages;
  const editing = context.composing?.postId === post.id && context.composing.mode === 'edit';
  return html`<div
    class="post ${post.visibility} ${isRemark(context, post) ? 'remark' : ''}"
    data-post=${post.id}
    tabindex="-1"
    aria-busy=${context.pending === post.id}
  >
    ${avatar(post.author)}
    <div class="content">
      ${byline(context, post, respondsTo)}
      ${
        isReply(post) && post.accepted
          ? html`<p class="badge positive">${icon(circleCheck)}${t.acceptedAnswer}</p>`
          : nothing
      }
      ${body(context, post)} ${context.flags(post)} ${editing || !actionable(post) ? nothing : actions(context, post)}
      ${context.failure?.postId === post.id ? refusal(t, context.failure.problem) : nothing}
      ${context.composing?.postId === post.id && !editing ? context.composer(post) : nothing}
    </div>
  </div>`;
};
