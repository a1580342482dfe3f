import type { Part } from '../evaluation/part.js';
import type { Declarations } from '../privacy/declaration.js';
import type { LifeCycleApi } from './api.js';
import { lifeCycleOperations } from './operations.js';
import { stageDecisions, stageSuggestions, stageTargets } from './records.js';

export type * from './api.js';

declare module '../api.js' {
  interface CopkitApi {
    readonly lifeCycle: LifeCycleApi;
  }
}

const ANSWERABLE = 'To the facilitators and sponsors of the community and to administrators';

const declarations: Declarations = {
  stageSuggestions: {
    title: 'What stage the log suggested',
    purpose: 'Telling what was measured from what was decided',
    kept: 'As long as the community',
    shown: ANSWERABLE,
    none: 'Signs of a community as a whole: yes, no or unknown.',
    fields: { thing: ['stage', 'quarter', 'evidence'] },
  },
  stageDecisions: {
    title: 'Decisions about the stage of a community',
    purpose: 'Knowing where a community stands in its life, and who said so why',
    kept: 'As long as the community',
    shown: ANSWERABLE,
    fields: { author: ['by'], text: ['reason'], deed: ['stage', 'at'], thing: ['id'] },
  },
  stageTargets: {
    title: 'Targets of a community',
    purpose: 'Knowing what a community wants to reach, and who answers for it',
    kept: 'Until it is dropped or another takes its place',
    shown: `${ANSWERABLE}; to who answers for it that they do`,
    fields: {
      author: ['by'],
      person: ['ownerId'],
      deed: ['at', 'stage', 'metric', 'target', 'direction', 'due'],
      thing: ['id'],
    },
  },
};

/** Where a community stands in its life: what is suggested, what was decided, and what it set itself. */
export const lifeCycle: Part = {
  collections: [stageSuggestions, stageDecisions, stageTargets],
  operations: lifeCycleOperations,
  declarations,
};
