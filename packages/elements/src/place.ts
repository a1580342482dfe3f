const GAP = 4;
const MARGIN = 8;

/**
 * Puts a popover at a box of the page: below it, or above where there is more room and it may go there; at its start in
 * reading direction, and never out of the window. Writes through the style object, which a strict content security policy allows.
 */
export const place = (popover: HTMLElement, at: DOMRect, mayGoAbove = true): void => {
  const { offsetWidth: width, offsetHeight: height } = popover;
  const { clientWidth, clientHeight } = document.documentElement;
  const below = clientHeight - at.bottom;
  const fits = below >= height + GAP + MARGIN || below >= at.top;
  const top = fits || !mayGoAbove ? at.bottom + GAP : at.top - GAP - height;
  const rightToLeft = getComputedStyle(popover).direction === 'rtl';
  const left = rightToLeft ? at.right - width : at.left;
  Object.assign(popover.style, {
    top: `${Math.max(MARGIN, Math.min(top, clientHeight - height - MARGIN))}px`,
    left: `${Math.max(MARGIN, Math.min(left, clientWidth - width - MARGIN))}px`,
  });
};
