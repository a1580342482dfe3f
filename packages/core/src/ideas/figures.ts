import { metricPart } from '../metrics/part.js';
import { shapes } from '../metrics/shapes.js';

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
