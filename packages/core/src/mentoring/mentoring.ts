import type { Part } from '../evaluation/part.js';
import type { MentoringApi } from './api.js';

export type * from './api.js';

declare module '../api.js' {
  interface CopkitApi {
    readonly mentoring: MentoringApi;
  }
}

/** Mentoring of one person by another, and milestones of competence that somebody else confirms. */
export const mentoring: Part = { declarations: {} };
