import type { Part } from '../evaluation/part.js';
import type { Comparison, ShareFigure, Waiting } from '../metrics/api.js';
import type { MentoringApi } from './api.js';
import { mentoringDeclarations } from './declarations.js';
import { mentoringFigures } from './figures.js';
import { forgetNotes, leavingHooks } from './leaving.js';
import { milestoneOperations } from './milestone-operations.js';
import { noteOperations } from './note-operations.js';
import { mentoringOperations } from './operations.js';
import { milestones, offers, pairNotes, reached, relations, sessions } from './records.js';
import { mentoringSubjects } from './subjects.js';

export type * from './api.js';

declare module '../api.js' {
  interface CopkitApi {
    readonly mentoring: MentoringApi;
  }
}

declare module '../metrics/api.js' {
  interface MetricValues {
    readonly 'mentoring-match': Waiting;
    readonly 'mentoring-completion': ShareFigure;
    readonly 'mentoring-sessions': ShareFigure;
    readonly 'mentoring-engagement': Comparison;
    readonly 'time-to-competence': Waiting;
  }
}

/** Mentoring of one person by another, and milestones of competence that somebody else confirms. */
export const mentoring: Part = {
  collections: [relations, offers, sessions, pairNotes, milestones, reached],
  operations: [...mentoringOperations, ...noteOperations, ...milestoneOperations],
  hooks: leavingHooks,
  effects: [forgetNotes],
  subjects: mentoringSubjects,
  metrics: [mentoringFigures],
  declarations: mentoringDeclarations,
};
