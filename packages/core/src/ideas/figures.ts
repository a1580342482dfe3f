import type { NumberFigure, ShareFigure } from '../metrics/api.js';
import { metricPart } from '../metrics/part.js';
import { shapes } from '../metrics/shapes.js';

declare module '../metrics/api.js' {
  interface MetricValues {
    readonly 'ideas-per-member': NumberFigure;
    readonly 'ideas-implemented': NumberFigure;
    readonly 'shared-problems': ShareFigure;
  }
}

export const ideaFigures = metricPart(
  { 'ideas-per-member': shapes.number, 'ideas-implemented': shapes.number, 'shared-problems': shapes.share },
  async () => {
    const metrics = await import('./metrics.js');
    return {
      'ideas-per-member': metrics.ideasPerMember,
      'ideas-implemented': metrics.ideasImplemented,
      'shared-problems': metrics.sharedProblems,
    };
  },
);
