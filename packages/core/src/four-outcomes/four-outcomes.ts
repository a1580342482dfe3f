import type { Part } from '../evaluation/part.js';
import type { ShareFigure } from '../metrics/api.js';
import { metricPart } from '../metrics/part.js';
import { shapes } from '../metrics/shapes.js';
import { fourOutcomesOperations } from './operations.js';
import { seriesOutcomes } from './records.js';

export type * from './api.js';

declare module '../metrics/api.js' {
  interface MetricValues {
    readonly 'context-recorded': ShareFigure;
  }
}

/** What a community does for its organisation, beside what may lead to it (Lesser & Storck 2001). */
export const fourOutcomes: Part = {
  collections: [seriesOutcomes],
  operations: fourOutcomesOperations,
  metrics: [
    metricPart({ 'context-recorded': shapes.share }, async () => ({
      'context-recorded': (await import('./context-recorded.js')).contextRecorded,
    })),
  ],
  declarations: {
    seriesOutcomes: {
      title: 'Outcomes that series are of',
      purpose: 'Showing a series of the host where it belongs',
      kept: 'As long as the series, or until it is said otherwise',
      shown: 'To those who answer for the community',
      none: 'Concerns series, and nobody.',
      fields: { thing: ['outcome'] },
    },
  },
};
