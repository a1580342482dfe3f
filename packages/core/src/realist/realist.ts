import type { Part } from '../evaluation/part.js';
import type { Declarations } from '../privacy/declaration.js';
import type { RealistApi } from './api.js';
import { realistOperations } from './operations.js';
import { cmoConfigurations } from './records.js';

export type * from './api.js';

declare module '../api.js' {
  interface CopkitApi {
    readonly realist: RealistApi;
  }
}

const declarations: Declarations = {
  cmoConfigurations: {
    title: 'Records of a realist evaluation',
    purpose: 'Learning in which circumstances what works, and why',
    kept: 'As long as the community, or until it is removed',
    shown: 'To the facilitators and sponsors of the community and to administrators',
    fields: {
      author: ['by'],
      text: ['context', 'mechanism', 'outcome', 'evidence'],
      deed: ['verdict', 'at', 'revisedAt'],
      thing: ['id', 'theoryVersion'],
    },
  },
};

/** What works, for whom, in what circumstances, and why: a table, not a score. */
export const realist: Part = {
  collections: [cmoConfigurations],
  operations: realistOperations,
  declarations,
};
