import type { CountFigure, ShareFigure } from '../metrics/api.js';
import { metricPart } from '../metrics/part.js';
import { shapes } from '../metrics/shapes.js';

declare module '../metrics/api.js' {
  interface MetricValues {
    readonly 'story-cycles': CountFigure;
    readonly 'story-chains': ShareFigure;
  }
}

export const storyFigures = metricPart(
  { 'story-cycles': shapes.count, 'story-chains': shapes.share },
  async () => (await import('./metrics.js')).storyMetrics,
);
