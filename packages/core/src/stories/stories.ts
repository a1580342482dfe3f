import type { Part } from '../evaluation/part.js';
import type { StoriesApi } from './api.js';
import { storiesDeclarations } from './declarations.js';
import { storiesOperations } from './operations.js';
import { stories as records } from './records.js';

export type * from './api.js';

declare module '../api.js' {
  interface CopkitApi {
    readonly stories: StoriesApi;
  }
}

/** Stories of value, corroborated and published with consent, and the value-creation matrix. */
export const stories: Part = {
  collections: [records],
  operations: storiesOperations,
  declarations: storiesDeclarations,
};
