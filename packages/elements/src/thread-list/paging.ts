import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../locale/messages.js';
import type { Cursor, Listing } from './listing.js';

/** The way to what others wrote while somebody was reading. */
export const newsOffer = (t: Messages, count: number, show: () => void): TemplateResult | typeof nothing =>
  count === 0
    ? nothing
    : html`<div class="news">
        <button type="button" class="button primary" part="button" @click=${show}>${t.threadsChanged(count)}</button>
      </div>`;

/** The way to the pages before and after this one. */
export const pager = (
  t: Messages,
  listing: Listing,
  cursor: Cursor | null,
  turn: (to: Cursor | null) => void,
): TemplateResult | typeof nothing => {
  // What a search found has no way back but to its beginning.
  const before = listing.found ? null : listing.previous;
  const previous = before ? { before } : listing.found && cursor ? 'first' : null;
  const next = listing.next ? { after: listing.next } : null;
  if (!(previous || next)) return nothing;
  const step = (label: string, to: Cursor | 'first' | null) =>
    html`<button
      type="button"
      class="button"
      part="button"
      aria-disabled=${to === null}
      @click=${() => to !== null && turn(to === 'first' ? null : to)}
      >${label}</button
    >`;
  return html`<nav class="pager" part="pager" aria-label=${t.pages}>
    ${step(t.newerThreads, previous)}${step(t.olderThreads, next)}
  </nav>`;
};
