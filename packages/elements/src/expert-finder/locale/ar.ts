import { counter } from '../../locale/counter.js';
import type { OwnTexts } from '../texts.js';

const n = counter('ar');

export const ar: OwnTexts = {
  search: 'من يعرف عن …',
  begin: 'قل ما الأمر: بضع كلمات، كما كنت ستطرح السؤال.',
  inferred:
    'من يسمحون بأن يُعثر عليهم، بحسب ما يمكنك قراءته. الترتيب يبيّن من لديه أكثر ما يشهد له في هذا السؤال، ولا شيء غير ذلك.',
  nobody: 'لم يكتب عن هذا أحد ممّن يسمحون بأن يُعثر عليهم. اسأل المجتمع بدلًا من ذلك.',
  topics: 'أو اختر موضوعًا',
  aboutTopic: (topic) => `عن ${topic}`,
  anyTopic: 'البحث عن شيء آخر',
  found: (count) => n(count, { one: 'شخص واحد', two: 'شخصان', few: '# أشخاص', other: '# شخصًا' }),
  evidenceMore: (count) =>
    n(count, { one: 'مساهمة واحدة عن هذا', two: 'مساهمتان عن هذا', few: '# مساهمات عن هذا', other: '# مساهمة عن هذا' }),
  own: 'كيف يجدني الآخرون',
  ask: 'اسأل المجتمع',
  askMeans: 'اطرح السؤال على الجميع هناك: من يمكن سؤاله يصله الخبر.',
  card: 'الملف',
  confidence: { low: 'قرائن قليلة', medium: 'قرائن جيدة', high: 'قرائن قوية' },
};
