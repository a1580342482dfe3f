import { fourOutcomes } from '../four-outcomes/four-outcomes.js';
import { ideas } from '../ideas/ideas.js';
import { ledger } from '../ledger/ledger.js';
import { lifeCycle } from '../life-cycle/life-cycle.js';
import { mentoring } from '../mentoring/mentoring.js';
import { figures } from '../metrics/figures.js';
import { ownActivity } from '../own-activity/own-activity.js';
import { realist } from '../realist/realist.js';
import { stories } from '../stories/stories.js';
import { surveys } from '../surveys/surveys.js';
import type { Part } from './part.js';

/** Each folder that keeps records to evaluate a community by; another is another line. */
export const parts: readonly Part[] = [
  figures,
  fourOutcomes,
  mentoring,
  ideas,
  ledger,
  ownActivity,
  stories,
  surveys,
  realist,
  lifeCycle,
];
