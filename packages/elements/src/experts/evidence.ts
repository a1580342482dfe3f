import type { ExpertEvidence } from '@copkit/core';
import { html, type TemplateResult } from 'lit';
import { emit } from '../events.js';
import { time } from '../facts.js';
import { fillHref, link } from '../links.js';
import type { Localizer } from '../locale/localizer.js';
import type { KnowingTexts } from './texts.js';

interface EvidenceHost extends HTMLElement {
  readonly threadHref: string | null;
  readonly practiceHref: string | null;
}

/** A contribution that speaks for somebody: what it was, the way to it, and when. */
export const evidenceLine = (
  host: EvidenceHost,
  texts: KnowingTexts,
  locale: Localizer,
  { itemId, threadId, communityId, title, kind, at }: ExpertEvidence,
): TemplateResult => {
  const content = html`<bdi>${title}</bdi>`;
  const way =
    threadId === null
      ? link({
          href: fillHref(host.practiceHref, itemId),
          open: () => emit(host, 'cop-open-practice', { practiceId: itemId, communityId }),
          content,
        })
      : link({
          href: fillHref(host.threadHref, threadId),
          open: () => emit(host, 'cop-open-thread', { threadId, communityId, postId: itemId }),
          content,
        });
  return html`<span class="kind">${texts.kind[kind]}:</span> ${way} <small>${time(locale, at)}</small>`;
};
