import { metricPart } from '../metrics/part.js';
import { shapes } from '../metrics/shapes.js';

const { number } = shapes;

/** Means of the dimensions that the catalogue knows; those of other instruments are told by `surveys.getResults`. */
export const surveyFigures = metricPart(
  { 'psychological-safety': number, trust: number, norms: number, 'shared-language': number },
  async () => (await import('./metrics.js')).surveyMetrics,
);
