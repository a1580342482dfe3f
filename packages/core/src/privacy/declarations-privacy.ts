import type { Declarations } from './declaration.js';

const ADMINISTRATORS = 'To administrators';

/** What privacy operations keep themselves. */
export const privacyDeclarations: Declarations = {
  holds: {
    title: 'Legal holds',
    purpose: 'Keeping what is needed for a dispute or an investigation',
    kept: 'Until it is released; that there was one stands in the audit',
    shown: ADMINISTRATORS,
    fields: { author: ['by'], person: ['subjectId'], text: ['reason'], deed: ['until', 'at'] },
  },
  holdRegister: {
    title: 'Register of legal holds',
    purpose: 'Finding all holds that are in force',
    kept: 'As long as the hold',
    shown: ADMINISTRATORS,
    fields: { author: ['by'], person: ['subjectId'], text: ['reason'], deed: ['until', 'at'] },
  },
  heldTexts: {
    title: 'Posts that were withdrawn while they were held',
    purpose: 'Keeping what is needed for a dispute or an investigation',
    kept: 'Until nothing of it is held any more',
    shown: ADMINISTRATORS,
    copies: 'id',
    fields: {
      author: ['authorId', 'versions[].by'],
      text: ['title', 'body', 'versions[].title', 'versions[].body'],
      deed: ['at', 'versions[].at'],
    },
  },
  pendingErasures: {
    title: 'Erasures that wait for the end of a hold',
    purpose: 'Doing them as soon as they may be done',
    kept: 'Until it is done',
    shown: ADMINISTRATORS,
    fields: { author: ['by'], person: ['personId'], deed: ['at'] },
  },
  erasures: {
    title: 'Erasure list',
    purpose: 'Erasing again after a backup is restored',
    kept: '{erasures}',
    shown: ADMINISTRATORS,
    fields: { person: ['personId'], deed: ['erasedAt'], thing: ['salt', 'hostHash'] },
  },
  nameHits: {
    title: 'Texts in which an erased name seems to stand',
    purpose: 'Taking the name out where somebody agrees that it is meant',
    kept: '{reviews}',
    shown: 'To the facilitators of the community and administrators',
    fields: {
      author: ['decidedBy'],
      person: ['personId'],
      deed: ['at', 'state', 'decidedAt'],
      thing: ['original', 'places', 'salt', 'terms', 'sure'],
    },
  },
  privacyAudit: {
    title: 'Audit of privacy operations',
    purpose: 'Showing who exported, held or erased what, and why',
    kept: '{audit}',
    shown: ADMINISTRATORS,
    fields: { author: ['by'], person: ['subjectId'], text: ['reason'], deed: ['act', 'at'], thing: ['counts'] },
  },
  sealingKeys: {
    title: 'Key of the places in an export (technical)',
    purpose: 'Giving an export in pages, without telling of communities that somebody may not know of',
    kept: 'As long as the store',
    shown: 'To nobody',
    none: 'A random number.',
    fields: { thing: ['key'] },
  },
  retentionRuns: {
    title: 'Runs of retention (technical)',
    purpose: 'Going on after a crash, and showing what was deleted',
    kept: 'The last one',
    shown: ADMINISTRATORS,
    none: 'Counts without persons.',
    fields: { thing: ['run', 'startedAt', 'aliveAt', 'after', 'deleted', 'held', 'finishedAt'] },
  },
};
