import { counter } from '../../locale/counter.js';
import type { ExpertTexts } from '../texts.js';

const n = counter('ar');
const contributions = (count: number) =>
  n(count, { one: 'مساهمة واحدة', two: 'مساهمتان', few: '# مساهمات', other: '# مساهمة' });

export const ar: ExpertTexts = {
  search: 'من يعرف عن …',
  begin: 'قل ما الأمر: بضع كلمات، كما كنت ستطرح السؤال.',
  inferred: 'مستنتج من إجابات وممارسات يمكنك قراءتها، لأشخاص يسمحون بأن يُعثر عليهم.',
  nobody: 'لم يكتب عن هذا أحد ممّن يسمحون بأن يُعثر عليهم. اسأل المجتمع بدلًا من ذلك.',
  found: (count) => n(count, { one: 'شخص واحد', two: 'شخصان', few: '# أشخاص', other: '# شخصًا' }),
  contributions: (count) => `${contributions(count)} عن هذا`,
  askable: 'يمكن سؤاله',
  kind: { answer: 'إجابة', accepted: 'إجابة مقبولة', practice: 'ممارسة' },
  own: 'كيف يجدني الآخرون',
  consentLabel: 'هل يمكن العثور عليّ بما كتبت؟',
  consent: { unlisted: 'لا', listed: 'العثور عليّ', routable: 'العثور عليّ وسؤالي' },
  consentMeans: {
    unlisted: 'لا يجدني أحد هنا، ولا أُسأل.',
    listed: 'من يبحث عن شخص يجدني. ولا أُسأل.',
    routable: 'يُعثر عليّ، وأُسأل حين يناسبني سؤال من مجتمعاتي.',
  },
  away: 'الغياب',
  awayFrom: 'من',
  awayUntil: 'إلى',
  saveAway: 'سأكون غائبًا حينها',
  awayNow: (from, until) => `غائب من ${from} إلى ${until}: لن تُسأل.`,
  back: 'لقد عدت',
  cap: 'أسئلة في الأسبوع، على الأكثر',
  invited: (count) =>
    n(count, {
      zero: 'لم تُسأل في الأيام السبعة الماضية.',
      one: 'سُئلت مرة واحدة في الأيام السبعة الماضية.',
      two: 'سُئلت مرتين في الأيام السبعة الماضية.',
      few: 'سُئلت # مرات في الأيام السبعة الماضية.',
      other: 'سُئلت # مرة في الأيام السبعة الماضية.',
    }),
  topics: 'ما يُعثر عليّ به',
  counted: contributions,
  noTopics: 'لا شيء بعد: تُحسب إجاباتك وممارساتك.',
  hide: 'إخفاء',
  show: 'إظهار من جديد',
  saved: 'حُفظ.',
};
