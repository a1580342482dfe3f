import type { ExpertConsent } from '@copkit/core';
import type { Moment, Who } from '../communities/sample.js';

interface Willingness {
  readonly who: Who;
  readonly at: Moment;
  readonly consent?: ExpertConsent;
  /** Days from `at` on. */
  readonly awayFor?: number;
  readonly weeklyCap?: number;
  readonly hides?: string;
}

/** How far people let themselves be found and asked, where it is not as usual. */
export const willingness: readonly Willingness[] = [
  { who: 'claas', at: '295 07:00', consent: 'unlisted' },
  { who: 'delphine', at: '280 09:00', consent: 'listed' },
  { who: 'eilidh', at: '205 16:00', consent: 'listed' },
  { who: 'gerd', at: '290 07:30', weeklyCap: 2 },
  { who: 'ingrid', at: '200 09:00', weeklyCap: 3 },
  { who: 'tomasz', at: '150 10:00', hides: 'hydraulics' },
  { who: 'fenna', at: '230 09:00', awayFor: 21 },
  { who: 'priya', at: '7 17:00', awayFor: 24 },
  { who: 'oscar', at: '4 15:00', awayFor: 12 },
];
