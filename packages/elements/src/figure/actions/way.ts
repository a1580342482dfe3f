import type { CopkitApi, MetricName, NextStep } from '@copkit/core';
import { nothing, type TemplateResult } from 'lit';
import { emit } from '../../events.js';
import { fillHref, link } from '../../links.js';
import type { Localizer } from '../../locale/localizer.js';
import type { FigureTexts } from '../texts.js';

/** The element from which something is to be done. */
export interface ActionHost extends HTMLElement {
  readonly api: CopkitApi | undefined;
  readonly source: CopkitApi | null | undefined;
  /** What it is called without a suffix. */
  readonly plainTag: string;
  readonly community: string | null;
  readonly actionHref: string | null;
  readonly threadHref: string | null;
  readonly practiceHref: string | null;
  readonly personHref: string | null;
}

/**
 * The way from a figure to what is to be done about it: the page's own address where it gave one, else the part of
 * copkit that does it. The page is asked first.
 */
export const wayTo = (
  host: ActionHost,
  { texts, locale }: { readonly texts: FigureTexts; readonly locale: Localizer },
  next: NextStep | null,
  metric: MetricName | null,
  choose: (window: string) => void,
): TemplateResult | typeof nothing => {
  const label = next && texts.act[next];
  if (!label) return nothing;
  const href = next === 'widen-window' ? null : fillHref(host.actionHref, next);
  const open = () => emit(host, 'cop-action', { action: next, metric, communityId: host.community ?? '' });
  const go = (): boolean => {
    if (!open()) return false;
    if (next === 'widen-window') choose('all');
    else if (!href) void import('./part.js').then(({ openPart }) => openPart(host, locale, next, label));
    return true;
  };
  return link({ href, className: 'button', open: go, content: label, part: 'action' });
};
