import type { Part } from '../evaluation/part.js';
import type { Subject } from '../inbox/subjects.js';
import type { NumberFigure, ShareFigure } from '../metrics/api.js';
import type { IdeasApi } from './api.js';
import { ideaDeclarations } from './declarations.js';
import { ideaFigures } from './figures.js';
import { forgetVotes } from './leaving.js';
import { ideaOperations } from './operations.js';
import { ideas as ideaRecords, ideaVotes } from './records.js';

export type * from './api.js';

declare module '../api.js' {
  interface CopkitApi {
    readonly ideas: IdeasApi;
  }
}

declare module '../metrics/api.js' {
  interface MetricValues {
    readonly 'ideas-per-member': NumberFigure;
    readonly 'ideas-implemented': NumberFigure;
    readonly 'shared-problems': ShareFigure;
  }
}

/** What inbox entries about ideas lead to. */
const subject: Subject = {
  prefix: 'ideas-idea_',
  async describe(home, entries) {
    const found = await home.getMany(
      ideaRecords,
      entries.map(({ object }) => object),
    );
    return new Map(
      entries.flatMap(({ id }, at) => {
        const idea = found[at];
        return !idea || idea.state === 'withdrawn' ? [] : [[id, { title: idea.title, threadId: idea.threadId }]];
      }),
    );
  },
};

/** Ideas from where they come up to what became of them. */
export const ideas: Part = {
  collections: [ideaRecords, ideaVotes],
  operations: ideaOperations,
  hooks: [forgetVotes],
  subjects: [subject],
  metrics: [ideaFigures],
  declarations: ideaDeclarations,
};
