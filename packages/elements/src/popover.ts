import { place } from './place.js';
import { adopt } from './styles/adopt.js';
import { floating } from './styles/floating.js';

interface Shown {
  /** What it is called for people who do not see it. */
  readonly label: string;
  readonly className: string;
  readonly content: Node;
  /** Where there is little room below the button, it covers that instead of what is above, such as a page's header. */
  readonly neverAbove?: boolean;
}

/**
 * Shows something at the button that asked for it, until it is left. It follows its button while the page scrolls; with
 * Escape the focus goes back to where it came from.
 */
export const openPopover = (root: ShadowRoot, anchor: HTMLElement, shown: Shown): void => {
  const { label, className, content, neverAbove = false } = shown;
  const button = anchor as HTMLButtonElement;
  const popover = document.createElement('div');
  popover.className = className;
  popover.popover = 'auto';
  popover.role = 'dialog';
  popover.ariaLabel = label;
  popover.tabIndex = -1;
  popover.setAttribute('part', 'popover');
  popover.append(content);
  const settle = () => place(popover, anchor.getBoundingClientRect(), !neverAbove);
  const grown = new ResizeObserver(settle);
  popover.addEventListener('beforetoggle', (event) => {
    // Whoever was in it goes on at the button; whoever went on elsewhere stays there.
    if (event.newState === 'closed' && popover.matches(':focus-within')) anchor.focus({ preventScroll: true });
  });
  popover.addEventListener('toggle', (event) => {
    if ((event as ToggleEvent).newState !== 'closed') return;
    removeEventListener('scroll', settle, { capture: true });
    grown.disconnect();
    button.popoverTargetElement = null;
    anchor.ariaExpanded = 'false';
    popover.remove();
  });
  adopt(root, floating);
  root.append(popover);
  popover.showPopover();
  // The button closes what it opened, and the Tab key goes from it into the popover: the browser sees to both.
  button.popoverTargetElement = popover;
  anchor.ariaExpanded = 'true';
  settle();
  grown.observe(popover);
  addEventListener('scroll', settle, { capture: true, passive: true });
  popover.focus({ preventScroll: true });
};
