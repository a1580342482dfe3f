import type { Community, ThreadKind } from '@copkit/core';
import type { Localizer } from '../locale/localizer.js';
import type { AllMessages } from '../locale/messages.js';
import type { Purpose } from './composition.js';

/** In words what sending will do: who will see it, who will be told. */
export const consequence = (
  locale: Localizer,
  t: AllMessages,
  purpose: Purpose,
  kind: ThreadKind,
  community: Community | null,
  mentioned: readonly string[],
): string => {
  const start =
    purpose.type === 'start' && community ? t.willStart[kind](t.members(community.memberCount), community.name) : '';
  const notify = mentioned.length > 0 ? t.willNotify(locale.list(mentioned)) : '';
  return [start, notify].filter(Boolean).join(' ');
};
