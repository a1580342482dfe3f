import { counter } from './counter.js';
import type { ActionMessages } from './messages.js';

const n = counter('en');

export const en: ActionMessages = {
  done: 'Done.',
  dismiss: 'Close',

  unaccept: 'No longer accept this answer',
  edit: 'Edit',
  history: 'Earlier versions',
  withdraw: 'Withdraw',
  withdrawQuestion: 'Withdraw this text? The facilitators keep it; everybody else sees that something was withdrawn.',
  hide: 'Hide',
  restore: 'Show again',
  flag: 'Report',
  flagTitle: 'Report to the facilitators',
  flagReason: {
    spam: 'Advertising or spam',
    offensive: 'Offensive',
    confidential: 'Confidential content',
    'off-topic': 'Does not belong here',
    other: 'Something else',
  },
  flagNote: 'What should they know? (optional)',
  flagSent: 'Reported. The facilitators will look at it.',
  copyLink: 'Copy link',
  linkCopied: 'Link copied.',
  pin: 'Pin',
  unpin: 'Unpin',
  lock: 'Lock',
  unlock: 'Unlock',
  close: 'Close',
  closeTitle: 'Close this thread',
  closeDuplicateOf: 'Link or id of the earlier thread',
  closeNote: 'Note (optional)',
  reopen: 'Reopen',
  versionOf: (when) => `Version of ${when}`,

  mentionList: 'People',
  topicList: 'Topics',
  newTopic: (label) => `New topic: ${label}`,
  suggestions: (count) => n(count, { one: '# suggestion', other: '# suggestions' }),

  requestMessage: 'Why do you want to join? (optional)',
  sendRequest: 'Send request',
  requestSent: 'Your request is with the facilitators.',
  requestTakenBack: 'Your request is taken back.',
  invitationRefused: 'You have declined the invitation.',
  leaveQuestion: (community) => `Leave ${community}? What you wrote stays.`,
  successor: 'Who facilitates after you?',
  successorHint: 'A community needs a facilitator.',
  joinedAnnounced: (community) => `You are now a member of ${community}.`,
  leftAnnounced: (community) => `You have left ${community}.`,

  approvedAnnounced: (name) => `${name} is now a member.`,
  declinedAnnounced: (name) => `${name} was declined.`,
  removeMember: 'Remove from the community',
  removeQuestion: (name) => `Remove ${name} from the community? What they wrote stays.`,
  makeRole: (role) => `Make ${role.toLowerCase()}`,
  dropRole: (role) => `No longer ${role.toLowerCase()}`,
};
