import type { NoticeType } from '@copkit/core';
import { Catalog } from '../locale/catalog.js';
import type { Answer } from './invitation.js';
import { en } from './locale/en.js';

/** A type of notice, or one with how it came out, as in `review-due`. */
export type ToldKey =
  | NoticeType
  | 'invitation-declined'
  | 'invitation-answered'
  | 'invitation-accepted'
  | 'invitation-handedOn'
  | 'invitation-expired'
  | 'membership-requested'
  | 'membership-invited'
  | 'membership-active'
  | 'review-due'
  | 'review-steward'
  | 'review-submitted'
  | 'review-revised'
  | 'review-approved'
  | 'adoption-considering'
  | 'adoption-trial'
  | 'adoption-adopted'
  | 'adoption-sustained'
  | 'adoption-due'
  | 'adoption-proven'
  | 'new-version-superseded'
  | 'new-version-retired'
  | 'improvement-merged'
  | 'benefit-corroborated'
  | 'expertise-endorsed'
  | 'expertise-expiring'
  | 'expertise-expired'
  | 'expertise-proposed'
  | 'evaluation-corroborate'
  | 'evaluation-confirmed'
  | 'evaluation-declined'
  | 'evaluation-published'
  | 'evaluation-survey'
  | 'evaluation-result'
  | 'evaluation-target'
  | 'mentoring-asked'
  | 'mentoring-proposed'
  | 'mentoring-accepted'
  | 'mentoring-declined'
  | 'mentoring-planned'
  | 'mentoring-ended'
  | 'mentoring-claimed'
  | 'mentoring-confirmed'
  | 'mentoring-notYet'
  | 'idea-submitted'
  | 'idea-graduated'
  | 'idea-declined'
  | 'idea-implemented'
  | 'moderation-muted'
  | 'moderation-unmuted'
  | 'moderation-banned'
  | 'moderation-unbanned'
  | 'moderation-hidden'
  | 'moderation-restored'
  | 'moderation-held'
  | 'moderation-released'
  | 'moderation-rejected'
  | 'moderation-suspended'
  | 'moderation-unsuspended'
  | 'moderation-waiting';

/** What the inbox says in one language. */
export interface InboxTexts {
  readonly inbox: string;
  readonly unreadCount: (count: number) => string;
  /** For so many or more. */
  readonly orMore: (count: string) => string;
  readonly allRead: string;
  readonly onlyUnread: string;
  readonly markRead: (title: string) => string;
  readonly newEntries: (count: number) => string;
  readonly empty: string;
  readonly emptyUnread: string;
  readonly because: string;
  /** What is said to who asks, and what follows from it. */
  readonly answers: Readonly<Record<Answer, { readonly label: string; readonly said: string }>>;
  readonly handOnTo: string;
  readonly somebody: string;
  /** As what it was decided, at the beginning of a sentence. */
  readonly roles: Readonly<Record<'facilitator' | 'administrator' | 'system', string>>;
  /** What was decided, with the reason that was given. */
  readonly reason: (decided: string, reason: string) => string;
  /** What has happened, beside the title of what it happened to. */
  readonly told: Readonly<Record<ToldKey, (who: string) => string>>;
}

export const inboxTexts = new Catalog<InboxTexts>(en, {
  ar: async () => (await import('./locale/ar.js')).ar,
  de: async () => (await import('./locale/de.js')).de,
  fr: async () => (await import('./locale/fr.js')).fr,
});
