import { metricPart } from '../metrics/part.js';
import { shapes } from '../metrics/shapes.js';

export const mentoringFigures = metricPart(
  {
    'mentoring-match': shapes.waiting,
    'mentoring-completion': shapes.share,
    'mentoring-sessions': shapes.share,
    'mentoring-engagement': shapes.comparison,
    'time-to-competence': shapes.waiting,
  },
  async () => {
    const metrics = await import('./metrics.js');
    return {
      'mentoring-match': metrics.mentoringMatch,
      'mentoring-completion': metrics.mentoringCompleted,
      'mentoring-sessions': metrics.mentoringSessions,
      'mentoring-engagement': metrics.mentoringEngagement,
      'time-to-competence': metrics.timeToCompetence,
    };
  },
);
