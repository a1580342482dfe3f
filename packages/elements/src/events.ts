import type {
  Adoption,
  CloseReason,
  FlagReason,
  Membership,
  MetricName,
  NextStep,
  Practice,
  Problem,
  ReactionKind,
  Reply,
  Role,
  StartThread,
  Thread,
} from '@copkit/core';

interface OfThread {
  readonly threadId: string;
  readonly communityId: string;
}
interface OfPost {
  readonly threadId: string;
  readonly postId: string;
}
interface OfPractice {
  readonly practiceId: string;
  readonly communityId: string;
}
interface OfMembership {
  readonly communityId: string;
  readonly membership: Membership;
}

interface OfEndorsement {
  readonly communityId: string;
  readonly personId: string;
  readonly topicId: string;
  /** Whether it is given, or taken back. */
  readonly on: boolean;
}

/**
 * What the elements tell their page; every event bubbles and crosses shadow roots. `cop-open-…`, `cop-before-…` and
 * `cop-action` can be cancelled: then the link is not followed, the operation not called. The others say what has
 * happened.
 */
export interface CopEvents {
  'cop-open-thread': OfThread & { readonly postId: string | null };
  'cop-open-community': { readonly communityId: string };
  'cop-open-person': { readonly personId: string };
  'cop-open-practice': OfPractice;
  /** A page, procedure or machine that is linked. */
  'cop-open-subject': { readonly subject: string };

  'cop-before-join': { readonly communityId: string; readonly message: string | null };
  'cop-joined': OfMembership;
  'cop-before-leave': { readonly communityId: string; readonly successorId: string | null };
  'cop-left': OfMembership;
  'cop-before-cancel-request': { readonly communityId: string };
  'cop-request-cancelled': OfMembership;
  'cop-before-refuse': { readonly communityId: string };
  'cop-refused': OfMembership;

  'cop-before-approve': { readonly communityId: string; readonly personId: string };
  'cop-approved': OfMembership;
  'cop-before-decline': { readonly communityId: string; readonly personId: string };
  'cop-declined': OfMembership;
  'cop-before-remove': { readonly communityId: string; readonly personId: string };
  'cop-removed': OfMembership;
  'cop-before-set-roles': { readonly communityId: string; readonly personId: string; readonly roles: readonly Role[] };
  'cop-roles-set': OfMembership;

  'cop-before-appoint': { readonly communityId: string; readonly personId: string };
  'cop-appointed': OfMembership;

  'cop-before-start': { readonly input: StartThread };
  'cop-started': { readonly thread: Thread };
  'cop-before-reply': { readonly threadId: string; readonly inReplyTo: string | null; readonly body: string };
  'cop-replied': { readonly reply: Reply };
  'cop-before-edit': { readonly postId: string; readonly body: string };
  'cop-edited': { readonly postId: string };
  /** The person gave up what they were writing; the draft is gone. */
  'cop-compose-cancelled': { readonly postId: string | null };

  'cop-before-accept': OfPost;
  'cop-accepted': OfPost;
  'cop-before-unaccept': OfPost;
  'cop-unaccepted': OfPost;
  'cop-before-react': OfPost & { readonly kind: ReactionKind; readonly on: boolean };
  'cop-reacted': OfPost & { readonly kind: ReactionKind; readonly on: boolean };
  'cop-before-withdraw': OfPost;
  'cop-withdrawn': OfPost;
  'cop-before-hide': OfPost;
  'cop-hidden': OfPost;
  'cop-before-restore': OfPost;
  'cop-restored': OfPost;
  'cop-before-flag': OfPost & { readonly reason: FlagReason; readonly note: string | null };
  'cop-flagged': OfPost & { readonly reason: FlagReason };
  'cop-before-resolve-flag': OfPost & { readonly outcome: 'kept' | 'hidden' };
  'cop-flag-resolved': OfPost & { readonly outcome: 'kept' | 'hidden' };
  'cop-before-close': OfThread & { readonly reason: CloseReason };
  'cop-closed': OfThread & { readonly reason: CloseReason };
  'cop-before-reopen': OfThread;
  'cop-reopened': OfThread;
  'cop-before-follow': OfThread & { readonly on: boolean };
  'cop-followed': OfThread & { readonly on: boolean };
  'cop-before-pin': OfThread & { readonly on: boolean };
  'cop-pinned': OfThread & { readonly on: boolean };
  'cop-before-lock': OfThread & { readonly on: boolean };
  'cop-locked': OfThread & { readonly on: boolean };

  /** The person has read the thread: what counts or marks what is unread can take it off. */
  'cop-read': OfThread;

  /** The number of unread notices was chosen. */
  'cop-open-inbox': Readonly<Record<string, never>>;
  /** How many notices are unread, at most 100; whenever that has changed. */
  'cop-unread': { readonly count: number };
  'cop-before-accept-invitation': OfThread;
  'cop-invitation-accepted': OfThread;
  'cop-before-hand-on-invitation': OfThread & { readonly personId: string };
  'cop-invitation-handed-on': OfThread & { readonly personId: string };
  'cop-before-decline-invitation': OfThread;
  'cop-invitation-declined': OfThread;

  'cop-before-make-practice': OfPost;
  'cop-practice-made': { readonly practice: Practice };
  /** `operation` is the name of what is called, such as `practices.approve`. */
  'cop-before-change-practice': OfPractice & { readonly operation: string };
  /** A draft that was thrown away is no practice any more. */
  'cop-practice-changed': OfPractice & { readonly operation: string; readonly practice: Practice | null };
  'cop-before-change-adoption': OfPractice & { readonly operation: string };
  'cop-adoption-changed': { readonly operation: string; readonly adoption: Adoption };
  'cop-before-discuss': { readonly communityId: string; readonly subject: string; readonly body: string };
  'cop-discussed': { readonly threadId: string; readonly postId: string };

  'cop-before-endorse': OfEndorsement;
  'cop-endorsed': OfEndorsement;
  /** Who was found is to be asked: `text` is what was looked for. */
  'cop-open-ask': { readonly text: string; readonly communityId: string | null };
  /** Whether a question is put to people who might know, as somebody chose. */
  'cop-invite': { readonly invite: boolean };

  'cop-before-route': OfThread;
  /** A question was put to people who might know. */
  'cop-routed': OfThread;
  /** The way from a figure to what is to be done about it was chosen; cancel it to go there yourself. */
  'cop-action': { readonly action: NextStep; readonly metric: MetricName | null; readonly communityId: string };

  /** A call failed. The element shows it already; a host may log it. */
  'cop-error': { readonly problem: Problem };
}

type CopEventMap = { [Name in keyof CopEvents]: CustomEvent<CopEvents[Name]> };

declare global {
  interface HTMLElementEventMap extends CopEventMap {}
  interface DocumentEventMap extends CopEventMap {}
}

/** Dispatches a typed event on `target`. `false` where it could be cancelled and was. */
export const emit = <Name extends keyof CopEvents>(target: EventTarget, name: Name, detail: CopEvents[Name]): boolean =>
  target.dispatchEvent(
    new CustomEvent(name, {
      detail,
      bubbles: true,
      composed: true,
      cancelable: /^cop-(before-|open-|action$)/.test(name),
    }),
  );
