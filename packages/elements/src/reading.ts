/**
 * Whether somebody is at this part of the page, so that it had better not move: the pointer or the focus is in it, or
 * its beginning has been scrolled away.
 */
export const isBeingRead = (part: HTMLElement): boolean =>
  part.matches(':hover, :focus-within') || part.getBoundingClientRect().top < 0;
