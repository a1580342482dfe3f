import { metricPart } from '../metrics/part.js';
import { shapes } from '../metrics/shapes.js';

export const storyFigures = metricPart(
  { 'story-cycles': shapes.count, 'story-chains': shapes.share },
  async () => (await import('./metrics.js')).storyMetrics,
);
