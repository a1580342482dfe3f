import type { Post } from '@copkit/core';
import { openMenu } from '../menu.js';
import { type MoreContext, moreActions } from './more-actions.js';
import { REACTIONS } from './reactions.js';

type MenuContext = Omit<MoreContext, 't'>;

/** Opens the menu of reactions to a post. */
export const openReactions = ({ element, locale, operations }: MenuContext, post: Post, anchor: HTMLElement): void => {
  const { messages: t } = locale;
  const items = REACTIONS.map(([kind, icon]) => {
    const mine = post.reactions.some((reaction) => reaction.kind === kind && reaction.mine);
    return { label: t.reaction[kind], icon, checked: mine, run: () => void operations.react(post, kind, !mine) };
  });
  openMenu(element, anchor, t.react, items);
};

/** Opens the menu of what else can be done with a post. */
export const openMore = async (context: MenuContext, post: Post, anchor: HTMLElement): Promise<void> => {
  const t = await context.locale.actions();
  openMenu(context.element, anchor, t.moreActions, moreActions({ ...context, t }, post));
};
