import { counter } from '../../locale/counter.js';
import type { KnowingTexts } from '../texts.js';

const n = counter('ar');

export const ar: KnowingTexts = {
  source: { inferred: 'مستنتج', declared: 'معلن', endorsed: 'مؤيَّد' },
  sourceMeans: {
    inferred: 'مما كتبه الشخص وفعله',
    declared: 'يقوله الشخص بنفسه',
    endorsed: 'يقوله زملاء',
  },
  kind: {
    answer: 'إجابة',
    accepted: 'إجابة مقبولة',
    practice: 'ممارسة',
    review: 'مراجعة',
    adoption: 'اعتُمدت في مكان آخر',
    story: 'قصة',
    event: 'فعالية أقامها',
  },
  contributions: (count) => n(count, { one: 'مساهمة واحدة', two: 'مساهمتان', few: '# مساهمات', other: '# مساهمة' }),
  until: (day) => `حتى ${day}`,
  endorsedTimes: (count) => n(count, { one: 'من زميل واحد', two: 'من زميلين', few: 'من # زملاء', other: 'من # زميلًا' }),
  endorsedBy: (names) => `من ${names}`,
  awayUntil: (day) => `غائب حتى ${day}`,
  pending: 'لا شيء يثبته بعد',
  askable: 'يمكن سؤاله',
};
