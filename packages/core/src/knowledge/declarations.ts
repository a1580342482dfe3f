import type { Declarations } from '../privacy/declaration.js';

/** How what the glossary keeps concerns people. */
export const knowledgeDeclarations: Declarations = {
  definitionProposals: {
    title: 'Proposed definitions of terms',
    purpose: 'A glossary that members write and stewards answer for',
    kept: 'As long as the community',
    shown: 'To the members of the community',
    fields: {
      author: ['authorId'],
      person: ['decidedBy'],
      text: ['definition', 'reason'],
      deed: ['at', 'state', 'decidedAt'],
      thing: ['id', 'topicId'],
    },
  },
  acceptedDefinitions: {
    title: 'Where definitions come from (technical)',
    purpose: 'The definition that was accepted last is the one that holds',
    kept: 'As long as the organisation has the topic',
    shown: 'To everybody of the organisation',
    none: 'Ids of proposals, without who made them.',
    fields: { thing: ['definitionId', 'decidedAt'] },
  },
};
