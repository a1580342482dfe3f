import type { Declarations } from '../privacy/declaration.js';

/** How the ledger concerns people. */
export const ledgerDeclarations: Declarations = {
  ledger: {
    title: "What was asked of a community's data",
    purpose: 'Members see what the organisation asks of what they do together',
    kept: 'As long as the community',
    shown: 'To the members of the community',
    none: 'Counts by day and role, without who asked. A role that one person has says it all the same: who answers for a community asks in the open.',
    fields: {
      thing: ['day', 'role', 'question', 'about', 'window', 'narrowed', 'count', 'given', 'suppressed', 'insufficient'],
    },
  },
};
