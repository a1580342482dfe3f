import type { CopkitApi, InboxEntry } from '@copkit/core';
import type {} from '@copkit/core/expertise';
import { emit } from '../events.js';
import { offers } from '../experts/offered.js';
import type { Localizer } from '../locale/localizer.js';
import type { InboxTexts } from './texts.js';
import { isOpenInvitation } from './told.js';

/** What somebody says who is asked: that they will answer, who might know instead, or that they cannot help. */
export type Answer = 'accept' | 'handOn' | 'decline';

interface Reply {
  readonly call: (api: CopkitApi) => Promise<unknown>;
  readonly announcement: string;
  /** Fires the event for it. */
  readonly tell: () => void;
}

/** What may be said on this server. It is asked only where an invitation waits for an answer. */
export const answersTo = async (api: CopkitApi, entries: readonly InboxEntry[]): Promise<readonly Answer[]> => {
  if (!entries.some(isOpenInvitation)) return [];
  return (await offers(api, 'routing.accept')) ? ['accept', 'handOn', 'decline'] : ['decline'];
};

/** What an answer to an invitation does. `null` where the person or the page decided otherwise. */
export const replyTo = async (
  host: HTMLElement,
  api: CopkitApi,
  { threadId, community }: InboxEntry,
  answer: Answer,
  texts: InboxTexts,
  locale: Localizer,
): Promise<Reply | null> => {
  if (!threadId || !community) return null;
  const about = { threadId, communityId: community.id };
  const announcement = texts.answers[answer].said;
  switch (answer) {
    case 'accept':
      if (!emit(host, 'cop-before-accept-invitation', about)) return null;
      return {
        call: (at) => at.routing.accept({ threadId }),
        announcement,
        tell: () => emit(host, 'cop-invitation-accepted', about),
      };
    case 'decline':
      if (!emit(host, 'cop-before-decline-invitation', about)) return null;
      return {
        call: (at) => at.routing.decline({ threadId }),
        announcement,
        tell: () => emit(host, 'cop-invitation-declined', about),
      };
    case 'handOn': {
      const { askColleague } = await import('./colleague.js');
      const personId = await askColleague(host, api, community.id, texts, locale);
      if (!personId || !emit(host, 'cop-before-hand-on-invitation', { ...about, personId })) return null;
      return {
        call: (at) => at.routing.handOn({ threadId, personId }),
        announcement,
        tell: () => emit(host, 'cop-invitation-handed-on', { ...about, personId }),
      };
    }
  }
};
