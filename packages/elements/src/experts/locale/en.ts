import { counter } from '../../locale/counter.js';
import type { KnowingTexts } from '../texts.js';

const n = counter('en');

export const en: KnowingTexts = {
  source: { inferred: 'Inferred', declared: 'Declared', endorsed: 'Endorsed' },
  sourceMeans: {
    inferred: 'From what they wrote and did',
    declared: 'They say so themselves',
    endorsed: 'Colleagues say so',
  },
  kind: {
    answer: 'Answered',
    accepted: 'Accepted answer',
    practice: 'Practice',
    review: 'Reviewed',
    adoption: 'Adopted elsewhere',
    story: 'Story',
    event: 'Held an event',
  },
  contributions: (count) => n(count, { one: '# contribution', other: '# contributions' }),
  until: (day) => `until ${day}`,
  endorsedTimes: (count) => n(count, { one: 'by # colleague', other: 'by # colleagues' }),
  endorsedBy: (names) => `by ${names}`,
  awayUntil: (day) => `Away until ${day}`,
  pending: 'nothing to show for it yet',
  askable: 'May be asked',
};
