import type { Samples } from './sample.js';

export const moderationSamples: Samples = {
  'moderation.listQueue': ({ communityId }) => ({ communityId }),
  'moderation.hide': (_world, { replyId }) => ({ postId: replyId, reason: 'Loud' }),
  'moderation.restore': (_world, { hiddenId }) => ({ postId: hiddenId, reason: 'Quiet after all' }),
  'moderation.keep': (_world, { replyId }) => ({ postId: replyId }),
  'moderation.release': ({ heldPostId }) => ({ postId: heldPostId }),
  'moderation.reject': ({ heldPostId }) => ({ postId: heldPostId, reason: 'Loud' }),
  'moderation.mute': ({ communityId, memberId }) => ({
    communityId,
    personId: memberId,
    reason: 'Loud',
    until: '2026-03-01T00:00:00.000Z',
  }),
  'moderation.unmute': ({ communityId, mutedId }) => ({ communityId, personId: mutedId }),
  'moderation.ban': ({ communityId, memberId }) => ({ communityId, personId: memberId, reason: 'Loud' }),
  'moderation.liftBan': ({ communityId, bannedId }) => ({ communityId, personId: bannedId }),
  'moderation.listSanctions': ({ communityId }) => ({ communityId }),
  'moderation.suspend': ({ memberId }) => ({ personId: memberId, reason: 'Left' }),
  'moderation.liftSuspension': ({ suspendedId }) => ({ personId: suspendedId }),
  'moderation.listSuspensions': () => ({}),
  'moderation.getMine': ({ communityId }) => ({ communityId }),
  'moderation.listAudit': ({ communityId }) => ({ communityId }),
  'moderation.listOrganisationAudit': () => ({}),
};
