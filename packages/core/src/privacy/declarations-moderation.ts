import type { Declarations } from './declaration.js';

const STAFF = 'To the facilitators of the community, and to administrators';

/** What moderation keeps of people. */
export const moderationDeclarations: Declarations = {
  sanctions: {
    title: 'Being muted or banned in a community',
    purpose: 'Keeping a community usable, and telling the person why',
    kept: 'Until it ends',
    shown: STAFF,
    fields: {
      author: ['by'],
      person: ['personId'],
      about: ['reason'],
      deed: ['kind', 'at', 'until'],
      thing: ['role'],
    },
  },
  suspensions: {
    title: 'Being suspended',
    purpose: 'Keeping somebody out of the whole organisation, and telling them why',
    kept: 'Until it ends',
    shown: 'To administrators',
    fields: { author: ['by'], person: ['personId'], about: ['reason'], deed: ['at', 'until'] },
  },
  held: {
    title: 'Posts that a check held back',
    purpose: 'Having somebody look at what may be spam',
    kept: 'Until it is decided on',
    shown: STAFF,
    fields: {
      author: ['authorId'],
      text: ['input'],
      about: ['reason'],
      deed: ['at', 'unit', 'operation'],
      thing: ['postId', 'threadId'],
    },
  },
  audit: {
    title: 'Audit of moderation',
    purpose: 'Showing who decided what about whom, and why; each entry is sealed by the next',
    kept: 'As long as the community',
    shown: STAFF,
    sealed: true,
    fields: {
      author: ['actor.id'],
      person: ['whom'],
      about: ['reason'],
      deed: ['at', 'role', 'act', 'before', 'after'],
      thing: ['number', 'actor.kind', 'object', 'previous', 'hash'],
    },
  },
  auditHeads: {
    title: 'Ends of those audits (technical)',
    purpose: 'Sealing the next entry',
    kept: 'As long as the audit',
    shown: 'To nobody',
    none: 'A count and a hash.',
    fields: { thing: ['count', 'hash'] },
  },
};
