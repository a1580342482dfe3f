import { described } from '../described.js';
import { notMeasured } from '../not-measured.js';
import { betweenness, bottleneck, brokerage, externalInternal, weakTies } from './between.js';
import { centralisation, density, fragmentation, kCore, transitivity } from './cohesion.js';
import { unitTies } from './unit-ties.js';

const memberQuadrants = notMeasured('member-quadrants', 'C', {
  ...described({
    label: 'Who writes and who reads',
    says: 'How many write much or little, and read much or little.',
    reading: 'Readers profit too.',
    formula: 'shares of members by the medians of writing and reading',
    source: 'Lee, Kim & Suh 2014',
    floor: 'At least 20 people; quadrants of fewer than 5 are kept back.',
    group: 'networks',
    shape: 'groups',
  }),
  supply:
    'Reading by person. copkit counts reads without persons on purpose, and nothing inside it should supply this.',
});

export const networks = {
  density,
  fragmentation,
  transitivity,
  'k-core': kCore,
  centralisation,
  betweenness,
  brokerage,
  'external-internal': externalInternal,
  'weak-ties': weakTies,
  bottleneck,
  'member-quadrants': memberQuadrants,
  'unit-ties': unitTies,
};
