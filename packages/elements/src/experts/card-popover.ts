import { CopExpertCard } from '../expert-card/expert-card.component.js';
import { openPopover } from '../popover.js';
import { defineInside, tagOf } from '../register.js';

interface Opener extends HTMLElement {
  readonly source: CopExpertCard['source'];
  readonly threadHref: string | null;
  readonly practiceHref: string | null;
  readonly community: string | null;
}

interface Carded {
  readonly personId: string;
  /** Their name. */
  readonly label: string;
  /** What was looked for, by id or label. */
  readonly topics: readonly string[];
}

/** Shows a person's card at their name. `tag` is what the opener is called without a suffix. */
export const openCard = (opener: Opener, tag: string, anchor: HTMLElement, shown: Carded): void => {
  const { personId, label, topics } = shown;
  const root = opener.shadowRoot;
  if (!root || anchor.ariaExpanded === 'true') return;
  defineInside(opener, tag, 'cop-expert-card', CopExpertCard);
  const card = document.createElement(tagOf(CopExpertCard, 'cop-expert-card')) as CopExpertCard;
  const { threadHref, practiceHref, community } = opener;
  Object.assign(card, {
    api: opener.source ?? undefined,
    person: personId,
    topics,
    threadHref,
    practiceHref,
    community,
  });
  openPopover(root, anchor, { label, className: 'card', content: card, neverAbove: true });
};
