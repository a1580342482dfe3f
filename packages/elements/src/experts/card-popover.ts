import { CopExpertCard } from '../expert-card/expert-card.component.js';
import { place } from '../place.js';
import { defineInside, tagOf } from '../register.js';
import { adopt } from '../styles/adopt.js';
import { floating } from '../styles/floating.js';

interface Opener extends HTMLElement {
  readonly source: CopExpertCard['source'];
  readonly threadHref: string | null;
  readonly practiceHref: string | null;
  readonly community: string | null;
}

/** Shows a person's card at their name, until it is left. `tag` is what the opener is called without a suffix. */
export const openCard = (opener: Opener, tag: string, anchor: HTMLElement, personId: string, label: string): void => {
  const root = opener.shadowRoot;
  if (!root) return;
  defineInside(opener, tag, 'cop-expert-card', CopExpertCard);
  const card = document.createElement(tagOf(CopExpertCard, 'cop-expert-card')) as CopExpertCard;
  const { threadHref, practiceHref, community } = opener;
  Object.assign(card, { api: opener.source ?? undefined, person: personId, threadHref, practiceHref, community });
  const popover = document.createElement('div');
  popover.className = 'card';
  popover.popover = 'auto';
  popover.role = 'dialog';
  popover.ariaLabel = label;
  popover.tabIndex = -1;
  popover.setAttribute('part', 'popover');
  popover.append(card);
  const settle = () => place(popover, anchor.getBoundingClientRect());
  const grown = new ResizeObserver(settle);
  popover.addEventListener('beforetoggle', (event) => {
    // Whoever was in the card goes on at the name; whoever went on elsewhere stays there.
    if (event.newState === 'closed' && popover.matches(':focus-within')) anchor.focus({ preventScroll: true });
  });
  popover.addEventListener('toggle', (event) => {
    if ((event as ToggleEvent).newState !== 'closed') return;
    removeEventListener('scroll', settle, { capture: true });
    grown.disconnect();
    (anchor as HTMLButtonElement).popoverTargetElement = null;
    anchor.ariaExpanded = 'false';
    popover.remove();
  });
  adopt(root, floating);
  root.append(popover);
  popover.showPopover();
  // The button closes what it opened, and the Tab key goes from it into the card: the browser sees to both.
  (anchor as HTMLButtonElement).popoverTargetElement = popover;
  settle();
  grown.observe(popover);
  addEventListener('scroll', settle, { capture: true, passive: true });
  anchor.ariaExpanded = 'true';
  popover.focus({ preventScroll: true });
};
