import type { Part } from '../evaluation/part.js';
import type { Subject } from '../inbox/subjects.js';
import type { CountFigure, ShareFigure } from '../metrics/api.js';
import type { StoriesApi } from './api.js';
import { storiesDeclarations } from './declarations.js';
import { storyFigures } from './figures.js';
import { storiesOperations } from './operations.js';
import { stories as records } from './records.js';
import { maySeeStory } from './story.js';

export type * from './api.js';

declare module '../api.js' {
  interface CopkitApi {
    readonly stories: StoriesApi;
  }
}

declare module '../metrics/api.js' {
  interface MetricValues {
    readonly 'story-cycles': CountFigure;
    readonly 'story-chains': ShareFigure;
  }
}

/** What inbox entries about stories lead to. */
const subject: Subject = {
  prefix: 'stories-story_',
  async describe(home, entries, readerId) {
    const found = await home.getMany(
      records,
      entries.map(({ object }) => object),
    );
    return new Map(
      entries.flatMap(({ id }, at) => {
        const story = found[at];
        return story && maySeeStory(readerId, story) ? [[id, { title: story.title, threadId: null }]] : [];
      }),
    );
  },
};

/** Stories of value, corroborated and published with consent, and the value-creation matrix. */
export const stories: Part = {
  collections: [records],
  operations: storiesOperations,
  subjects: [subject],
  metrics: [storyFigures],
  declarations: storiesDeclarations,
};
