import type { Declarations } from '../privacy/declaration.js';

const STAFF = 'To the facilitators and administrators; to the person why and as what it was decided';

/** How what moderation keeps concerns people. For the option `declarations` of the privacy extension. */
export const moderationDeclarations: Declarations = {
  sanctions: {
    title: 'Mutes and bans',
    purpose: 'Keeping a community usable for its members',
    kept: 'Until it is lifted or replaced; for who was erased while it lasts, without the reason',
    shown: STAFF,
    fields: { author: ['by'], person: ['personId'], about: ['reason'], deed: ['kind', 'at', 'until', 'role'] },
  },
  sanctionPrints: {
    title: 'Fingerprints of who is muted or banned',
    purpose:
      'Keeping to a mute or a ban when somebody erases themselves and signs on again: a keyed hash of the id at the sign-on',
    kept: 'As long as the mute or the ban',
    shown: 'To nobody',
    fields: { person: ['personId'], deed: ['kind', 'until', 'at'] },
  },
  printKeys: {
    title: 'Keys of such fingerprints (technical)',
    purpose: 'Making a fingerprint useless to who has not the key, and another one in each community',
    kept: 'As long as the community',
    shown: 'To nobody',
    none: 'A random number.',
    fields: { thing: ['key'] },
  },
  suspensions: {
    title: 'Suspensions',
    purpose: 'Keeping somebody out whom the organisation keeps out',
    kept: 'Until it is lifted or replaced',
    shown: 'To administrators; to the person why',
    fields: { author: ['by'], person: ['personId'], about: ['reason'], deed: ['at', 'until'] },
  },
  held: {
    title: 'Posts that the spam check held back',
    purpose: 'Letting a person decide about what looks like spam',
    kept: 'Until it is released or rejected',
    shown: 'To the author and the facilitators',
    fields: {
      author: ['authorId'],
      text: ['input'],
      deed: ['unit', 'operation', 'at', 'reason'],
      thing: ['postId', 'threadId'],
    },
  },
  audit: {
    title: 'Audit of moderation and administration',
    purpose: 'Showing who decided what and why, so that power is not misused',
    kept: 'As long as the store: nothing of it can be changed or removed, and it holds ids and no names',
    shown: 'To the facilitators of the community and to administrators',
    fields: {
      author: ['actor.id'],
      person: ['whom'],
      // Not a text that is looked through and changed for an erasure: a changed record would look forged.
      deed: ['act', 'at', 'role', 'reason', 'object', 'before', 'after'],
      thing: ['number', 'actor.kind', 'previous', 'hash'],
    },
  },
  auditHeads: {
    title: 'Ends of the audit',
    purpose: 'Finding out whether something was taken away from it',
    kept: 'As long as the store',
    shown: 'To nobody',
    none: 'A number and a checksum.',
    fields: { thing: ['count', 'hash'] },
  },
};
