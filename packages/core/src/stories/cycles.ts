import type { Cycle } from '../measures/value.js';

/** What a story of each cycle tells, and which figures of the catalogue speak of it (Wenger, Trayner & de Laat 2011). */
export const CYCLES: Readonly<Record<Cycle, { readonly prompt: string; readonly metrics: readonly string[] }>> = {
  immediate: {
    prompt: 'What happened, and what was it like?',
    metrics: ['participation-rate', 'time-to-first-response', 'answer-rate', 'event-activation'],
  },
  potential: {
    prompt: 'What insight, tool or contact came of it?',
    metrics: ['routing-hit-rate', 'expert-coverage', 'weak-ties', 'trust'],
  },
  applied: {
    prompt: 'What did you do differently?',
    metrics: ['adoption-breadth', 'time-to-adoption', 'adoption-as-is', 'reuse-ratio'],
  },
  realised: { prompt: 'What changed in results, and for whom?', metrics: ['time-to-competence'] },
  reframing: { prompt: 'What counts as success now?', metrics: ['charter-changes'] },
};
