import type { Part } from '../evaluation/part.js';
import type { OwnActivityApi } from './api.js';
import { ownActivityOperations } from './operations.js';

export type * from './api.js';

declare module '../api.js' {
  interface CopkitApi {
    readonly ownActivity: OwnActivityApi;
  }
}

/** People see what they did themselves, and nobody else does. */
export const ownActivity: Part = { operations: ownActivityOperations, declarations: {} };
