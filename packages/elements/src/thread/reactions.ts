import type { Post, ReactionKind } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { type IconNode, icon } from '../icon.js';
import { handHeart, lightbulb, partyPopper, thumbsUp } from '../icons.js';
import type { Localizer } from '../locale/localizer.js';

export const REACTIONS: readonly (readonly [kind: ReactionKind, icon: IconNode])[] = [
  ['like', thumbsUp],
  ['insightful', lightbulb],
  ['celebrate', partyPopper],
  ['thanks', handHeart],
];

interface ReactionContext {
  readonly locale: Localizer;
  readonly react: (post: Post, kind: ReactionKind, on: boolean) => void;
}

/** The reactions a post has received, each with its count; buttons for those who may react. */
export const reactions = (
  { locale, react }: ReactionContext,
  post: Post,
): readonly (TemplateResult | typeof nothing)[] => {
  const { messages: t } = locale;
  const may = post.may.includes('threads.react');
  return REACTIONS.map(([kind, node]) => {
    const counted = post.reactions.find((reaction) => reaction.kind === kind);
    if (!counted || counted.count === 0) return nothing;
    const name = t.reactionCount(t.reaction[kind], counted.count);
    const content = html`${icon(node)}<span aria-hidden="true">${locale.number(counted.count)}</span>`;
    return may
      ? html`<button
          type="button"
          class="button reaction"
          part="reaction"
          aria-label=${name}
          title=${t.reaction[kind]}
          aria-pressed=${counted.mine}
          @click=${() => react(post, kind, !counted.mine)}
          >${content}</button
        >`
      : html`<span class="reaction badge" part="reaction" title=${t.reaction[kind]}>${content}<span class="unseen">${name}</span></span>`;
  });
};
