import type { SampleEvaluation } from '../sample-evaluation.js';
import { ideas } from './ideas.js';
import { judgements } from './judgements.js';
import { mentoring } from './mentoring.js';
import { stories } from './stories.js';

export const evaluation: SampleEvaluation = {
  ...mentoring,
  ...judgements,
  ideas,
  stories,
  surveys: ['318 08:00', '122 08:00'],
};
