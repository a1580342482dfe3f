import type { Stage } from '../measures/life-cycle.js';
import type { StageLabels } from './api.js';

/** What the later stages are called in Wenger 1998, and what all are in Wenger, McDermott & Snyder 2002. */
const LABELS: Readonly<Record<Stage, readonly [label2002: string, label1998: string]>> = {
  potential: ['Potential', 'Potential'],
  coalescing: ['Coalescing', 'Coalescing'],
  maturing: ['Maturing', 'Active'],
  stewardship: ['Stewardship', 'Dispersed'],
  transformation: ['Transformation', 'Memorable'],
};

export function labelsOf(stage: Stage): StageLabels {
  const [label2002, label1998] = LABELS[stage];
  return { stage, label2002, label1998 };
}
