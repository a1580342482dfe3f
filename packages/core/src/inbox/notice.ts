import type { Json } from '@copkit/storage';

/**
 * - `mention` somebody named the person in a post
 * - `reply` somebody replied to them, or in a thread they follow
 * - `answer` somebody answered their question
 * - `accepted` their answer was accepted
 * - `invitation` a question is put to them, because they might know
 * - `unanswered` a question of their community stays without an answer
 * - `membership` an invitation into a community, a request to join, or what became of one
 * - `review` something waits for their judgement
 * - `adoption` what units do with a practice of theirs, or a reminder about an adoption
 * - `new-version` what they adopted has a newer version
 * - `improvement` a unit offers its improvement of a practice
 * - `benefit` a claimed benefit waits for corroboration, or has it
 * - `expertise` somebody endorsed them, or something they declared comes to its end
 * - `evaluation` a story to confirm, a survey to answer, a target to answer for, or what became of one
 * - `mentoring` they are asked to mentor, what became of a mentoring of theirs, or a milestone to confirm
 * - `idea` an idea of theirs was decided on or came true, or one waits for a decision
 * - `moderation` what was decided about them or a post of theirs, why and by which role
 */
export const noticeTypes = [
  'mention',
  'reply',
  'answer',
  'accepted',
  'invitation',
  'unanswered',
  'membership',
  'review',
  'adoption',
  'new-version',
  'improvement',
  'benefit',
  'expertise',
  'evaluation',
  'mentoring',
  'idea',
  'moderation',
] as const;
export type NoticeType = (typeof noticeTypes)[number];

/** What somebody is told. Ids and plain facts, never names: those are put in when it is read. */
export interface Notice {
  readonly type: NoticeType;
  /** The id of what it leads to. */
  readonly object: string;
  /** Whose act it is; `null` where it is nobody's. Nobody is told of their own acts. */
  readonly actor: string | null;
  readonly detail?: Readonly<Record<string, Json>>;
  /** For facilitators, and seen only while they are. */
  readonly forStaff?: boolean;
}
