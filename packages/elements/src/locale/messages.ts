import type {
  CloseReason,
  CommunityType,
  ErrorCode,
  FlagReason,
  MembershipState,
  ReactionKind,
  Role,
  ThreadKind,
  ThreadSort,
  ThreadState,
  Visibility,
} from '@copkit/core';

type Count = (count: number) => string;
type Name = (name: string) => string;

type Plain =
  | 'loading'
  | 'retry'
  | 'cancel'
  | 'more'
  | 'moreActions'
  | 'nameless'
  | 'noProvider'
  | 'notConnected'
  | 'refreshFailed'
  | 'membersRead'
  | 'threads'
  | 'searchThreads'
  | 'allKinds'
  | 'allStates'
  | 'kindLabel'
  | 'stateLabel'
  | 'sortLabel'
  | 'clearFilters'
  | 'edit'
  | 'markAllRead'
  | 'unread'
  | 'askedAbout'
  | 'pinned'
  | 'locked'
  | 'noThreads'
  | 'noThreadsFound'
  | 'newerThreads'
  | 'olderThreads'
  | 'pages'
  | 'acceptedAnswer'
  | 'seeAcceptedAnswer'
  | 'accept'
  | 'thank'
  | 'react'
  | 'reply'
  | 'answer'
  | 'comment'
  | 'remark'
  | 'edited'
  | 'withdrawn'
  | 'hidden'
  | 'held'
  | 'follow'
  | 'following'
  | 'seeDuplicate'
  | 'lockedNotice'
  | 'showMoreReplies'
  | 'showEarlierReplies'
  | 'waitingCustomer'
  | 'composeBody'
  | 'textKept'
  | 'membersWrite'
  | 'archivedNotice'
  | 'communities'
  | 'searchCommunities'
  | 'noCommunities'
  | 'noCommunitiesFound'
  | 'noOwnCommunities'
  | 'archived'
  | 'charter'
  | 'domain'
  | 'audience'
  | 'mandate'
  | 'join'
  | 'requestToJoin'
  | 'cancelRequest'
  | 'acceptInvitation'
  | 'refuseInvitation'
  | 'leave'
  | 'byInvitation'
  | 'needsFacilitator'
  | 'appoint'
  | 'membersTitle'
  | 'searchMembers'
  | 'noMembers'
  | 'noMembersFound'
  | 'approve'
  | 'decline';

type Counted =
  | 'replies'
  | 'answers'
  | 'threadsShown'
  | 'threadsChanged'
  | 'newReplies'
  | 'importedVotes'
  | 'members'
  | 'requests';

type Named = 'topicFilter' | 'showTopic' | 'clearFilter' | 'closedAs' | 'inReplyTo' | 'actionsFor';

/** What one language says at first sight: sentences, sentences with a count, sentences with a name, and the words for fixed lists. */
export interface Messages extends Readonly<Record<Plain, string> & Record<Counted, Count> & Record<Named, Name>> {
  readonly problem: Readonly<Record<Exclude<ErrorCode, 'invalid' | 'conflict' | 'aborted'>, string>>;
  readonly kind: Readonly<Record<ThreadKind, string>>;
  readonly kinds: Readonly<Record<ThreadKind, string>>;
  readonly state: Readonly<Record<ThreadState, string>>;
  readonly sort: Readonly<Record<ThreadSort, string>>;
  readonly reaction: Readonly<Record<ReactionKind, string>>;
  readonly reactionCount: (name: string, count: number) => string;
  readonly closeReason: Readonly<Record<CloseReason, string>>;
  readonly noReplies: Readonly<Record<'question' | 'other', string>>;
  readonly importedVotesTitle: (up: string, down: string) => string;
  readonly composeHint: Readonly<Record<'question' | 'other' | 'reply' | 'answer', string>>;
  readonly type: Readonly<Record<CommunityType, string>>;
  readonly visibility: Readonly<Record<Visibility, string>>;
  readonly standing: Readonly<Record<Extract<MembershipState, 'requested' | 'invited' | 'active' | 'dormant'>, string>>;
  readonly role: Readonly<Record<Role, string>>;
}

type ActionPlain =
  | 'titleMissing'
  | 'bodyMissing'
  | 'acceptedAnnounced'
  | 'markedAllRead'
  | 'save'
  | 'composeTitle'
  | 'composeKind'
  | 'composeTopics'
  | 'addTopic'
  | 'toolbar'
  | 'bold'
  | 'italic'
  | 'code'
  | 'link'
  | 'quote'
  | 'bulletList'
  | 'numberedList'
  | 'mention'
  | 'preview'
  | 'previewEmpty'
  | 'draftSaved'
  | 'draftFailed'
  | 'discardDraft'
  | 'done'
  | 'dismiss'
  | 'unaccept'
  | 'history'
  | 'withdraw'
  | 'withdrawQuestion'
  | 'hide'
  | 'restore'
  | 'flag'
  | 'flagTitle'
  | 'flagNote'
  | 'flagSent'
  | 'flagged'
  | 'keepFlagged'
  | 'copyLink'
  | 'linkCopied'
  | 'pin'
  | 'unpin'
  | 'lock'
  | 'unlock'
  | 'close'
  | 'closeTitle'
  | 'closeDuplicateOf'
  | 'closeNote'
  | 'reopen'
  | 'mentionList'
  | 'topicList'
  | 'requestMessage'
  | 'sendRequest'
  | 'requestSent'
  | 'requestTakenBack'
  | 'invitationRefused'
  | 'successor'
  | 'successorHint'
  | 'appointWho'
  | 'removeMember';

/** What it says when somebody does something: in menus, dialogs, around a text, of what was done. Loads with the first. */
export interface ActionMessages
  extends Readonly<
    Record<ActionPlain, string> &
      Record<'suggestions', Count> &
      Record<
        | 'versionOf'
        | 'newTopic'
        | 'leaveQuestion'
        | 'joinedAnnounced'
        | 'leftAnnounced'
        | 'approvedAnnounced'
        | 'declinedAnnounced'
        | 'appointedAnnounced'
        | 'removeQuestion'
        | 'makeRole'
        | 'dropRole'
        | 'removeTopic'
        | 'willNotify',
        Name
      >
  > {
  readonly flagReason: Readonly<Record<FlagReason, string>>;
  readonly titleHint: Readonly<Record<'question' | 'other', string>>;
  readonly sent: Readonly<Record<'start' | 'reply' | 'edit', string>>;
  readonly submit: Readonly<Record<ThreadKind, string>>;
  /** What sending does; `members` is a counted phrase such as "12 members". */
  readonly willStart: Readonly<Record<ThreadKind, (members: string, community: string) => string>>;
}

export type AllMessages = Messages & ActionMessages;
