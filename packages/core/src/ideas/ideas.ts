import type { Part } from '../evaluation/part.js';
import type { IdeasApi } from './api.js';

export type * from './api.js';

declare module '../api.js' {
  interface CopkitApi {
    readonly ideas: IdeasApi;
  }
}

/** Ideas from where they come up to what became of them. */
export const ideas: Part = { declarations: {} };
