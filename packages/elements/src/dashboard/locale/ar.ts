import { counter } from '../../locale/counter.js';
import type { DashboardMoreTexts } from '../texts.js';

const n = counter('ar');

export const ar: DashboardMoreTexts = {
  view: { facilitator: 'للميسّرين', sponsor: 'للرعاة', organisation: 'كل المجتمعات' },
  rung: { inputs: 'المدخلات', activity: 'النشاط', growth: 'النمو', outcome: 'النتائج' },
  rungSays: {
    inputs: 'ما يُقدَّم: وقت وأناس ودعم.',
    activity: 'ما يحدث. كثرة الحركة ليست نفعًا بعد.',
    growth: 'ما يصير إليه المجتمع: من يبقى، ومن يرتبط، وما يُعرف.',
    outcome: 'ما يغيّره في العمل. الأرقام تسير معًا ولا تثبت سببًا.',
  },
  unmeasured: (count) =>
    n(count, { one: 'رقم واحد غير مقيس', two: 'رقمان غير مقيسين', few: '# أرقام غير مقيسة', other: '# رقمًا غير مقيس' }),
  withheld: (count) =>
    n(count, {
      one: 'واحد آخر بلا رقم في هذه الفترة',
      two: 'اثنان آخران بلا رقم في هذه الفترة',
      few: '# أخرى بلا رقم في هذه الفترة',
      other: '# أخرى بلا رقم في هذه الفترة',
    }),
  unmeasuredSays: 'لا يُختلق لها شيء. هذا ما يوفّر كلًّا منها.',
  notOffered: 'لا يحتفظ هذا الخادم بلوحة متابعة.',
  records: 'ما هو مسجَّل',
  community: 'المجتمع',
  stage: 'المرحلة',
  noStage: 'لم يُقرَّر',
  measured: 'الأرقام',
  toDo: 'ما يُعمل',
  byName: 'حسب الاسم. تختلف المجتمعات نوعًا ومرحلة، فلا شيء هنا يرتّبها.',
  total: { 'active-members': 'الأعضاء النشطون', questions: 'الأسئلة', adoptions: 'الاعتمادات' },
  totalOf: (communities, leftOut) =>
    `${n(communities, { one: 'من مجتمع واحد', two: 'من مجتمعين', few: 'من # مجتمعات', other: 'من # مجتمعًا' })}${leftOut > 0 ? n(leftOut, { one: '؛ واحد محجوب أو بلا رقم', two: '؛ اثنان محجوبان أو بلا رقم', few: '؛ # محجوبة أو بلا رقم', other: '؛ # محجوبًا أو بلا رقم' }) : ''}`,
  tally: (ok, suppressed, insufficient, notMeasured) =>
    `${ok} معروضة، ${suppressed} محجوبة، ${insufficient} قليلة، ${notMeasured} غير مقيسة`,
};
