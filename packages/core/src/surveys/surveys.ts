import type { Part } from '../evaluation/part.js';
import type { Job } from '../jobs/job.js';
import type { NumberFigure } from '../metrics/api.js';
import type { SurveysApi } from './api.js';
import { surveysDeclarations } from './declarations.js';
import { surveyFigures } from './figures.js';
import { surveySubject, tellEffect } from './members.js';
import { surveysOperations } from './operations.js';
import { instruments, surveyAnswers, surveyReleases, surveyResults, surveyTurnout, surveyWaves } from './records.js';
import { releasedEffect } from './released.js';
import { CLOSE_JOB, close } from './waves.js';

export type * from './api.js';

declare module '../api.js' {
  interface CopkitApi {
    readonly surveys: SurveysApi;
  }
}

declare module '../metrics/api.js' {
  interface MetricValues {
    readonly 'psychological-safety': NumberFigure;
    readonly trust: NumberFigure;
    readonly norms: NumberFigure;
    readonly 'shared-language': NumberFigure;
  }
}

const closeJob: Job = {
  type: CLOSE_JOB,
  async run(context, waveId) {
    await close(context, { waveId });
  },
};

/** Questionnaires of the organisation and their waves, whose answers are nobody's. */
export const surveys: Part = {
  collections: [instruments, surveyWaves, surveyTurnout, surveyAnswers, surveyResults, surveyReleases],
  operations: surveysOperations,
  effects: [tellEffect, releasedEffect],
  jobs: [closeJob],
  subjects: [surveySubject],
  metrics: [surveyFigures],
  declarations: surveysDeclarations,
};
