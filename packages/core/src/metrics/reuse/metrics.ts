import { described } from '../described.js';
import { notMeasured } from '../not-measured.js';
import { adoptionAsIs, adoptionPersistence } from './adoptions.js';
import { procedureChangePoint } from './change-point.js';
import { duplicateRate, freshness, hoursClaimed, reuseRatio } from './reused.js';

const group = 'reuse';

const searchSuccess = notMeasured('search-success', 'R', {
  ...described({
    label: 'Searches that found something',
    says: 'How many searches ended in opening something, without another query.',
    reading: 'Who found nothing may have asked: that is a success too.',
    formula: 'searches that ended in opening something / searches',
    source: 'counted without persons',
    floor: 'At least 5 different people.',
    group,
    shape: 'share',
  }),
  supply:
    'Counts of searches that ended in opening a result. copkit counts searches and reads by day and unit, without persons, and so cannot join the two; the search of the intranet can report it as a series (outcomes.define).',
});

const readingWithoutAsking = notMeasured('reading-without-asking', 'C', {
  ...described({
    label: 'Reading without asking',
    says: 'How many visitors read answers and did not have to ask.',
    reading: 'Reading is not reuse.',
    formula: 'visitors who viewed answers and asked nothing / visitors',
    source: 'Stack Internal',
    floor: 'At least 5 different people.',
    group,
    shape: 'share',
  }),
  supply:
    'Visits by person. copkit counts reads without persons on purpose; the analytics of the intranet can report it as a series (outcomes.define).',
});

export const reuse = {
  'adoption-as-is': adoptionAsIs,
  'adoption-persistence': adoptionPersistence,
  'reuse-ratio': reuseRatio,
  'hours-claimed': hoursClaimed,
  'duplicate-rate': duplicateRate,
  freshness,
  'search-success': searchSuccess,
  'reading-without-asking': readingWithoutAsking,
  'procedure-change-point': procedureChangePoint,
};
