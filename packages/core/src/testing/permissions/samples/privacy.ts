import type { Samples } from './sample.js';

export const privacySamples: Samples = {
  'privacy.getMine': () => ({}),
  'privacy.exportOf': ({ memberId }) => ({ personId: memberId, reason: 'Asked by letter' }),
  'privacy.requestErasure': (_world, { ownerId }) => ({ personId: ownerId }),
  'privacy.listPendingErasures': () => ({}),
  'privacy.listNameHits': ({ communityId }) => ({ communityId }),
  'privacy.countNameHits': () => ({}),
  'privacy.decideNameHit': ({ communityId, hitId }) => ({ communityId, hitId, outcome: 'redacted' }),
  'privacy.locateText': () => ({ text: 'hums', reason: 'Asked by letter' }),
  'privacy.hold': ({ memberId }) => ({ subjectId: memberId, reason: 'Dispute' }),
  'privacy.release': ({ heldId }) => ({ subjectId: heldId, reason: 'Settled' }),
  'privacy.listHolds': () => ({}),
  'privacy.getRetention': () => ({}),
  'privacy.previewRetention': () => ({}),
  'privacy.getRegister': () => ({}),
  'privacy.listAudit': () => ({}),
  'privacyOffice.getErasures': () => ({}),
  'privacyOffice.findPerson': () => ({ hostId: 'nobody' }),
  'privacyOffice.reapply': () => ({
    format: 'copkit erasures 1',
    madeAt: '2025-06-02T09:00:00.000Z',
    erasures: [],
    redactions: [],
  }),
  'privacyOffice.noteRawExport': () => ({ subjectId: null, reason: 'Audit' }),
  'ownActivity.get': ({ communityId }) => ({ communityId }),
};
