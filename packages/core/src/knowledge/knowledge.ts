import { definitionEffect } from './defining.js';
import { knowledgeOperations } from './operations.js';
import { acceptedDefinitions, definitionProposals } from './records.js';

/** Topics while writing, the glossary, and where knowledge is thin: a part of the extension `expertise`. */
export const knowledge = {
  collections: [definitionProposals, acceptedDefinitions],
  operations: knowledgeOperations,
  effects: [definitionEffect],
};
