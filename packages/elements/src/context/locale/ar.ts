import type { WorkTexts } from '../texts.js';

export const ar: WorkTexts = {
  forThis: 'ممارسات لهذا',
  match: { subject: 'لهذه الصفحة', topic: 'الموضوع نفسه', text: 'مشابهة' },
  answeredBefore: 'أُجيب عنه من قبل',
  discussed: 'نوقش حول هذا',
  nothingYet: 'لا يُعرف شيء عن هذا بعد.',
  ask: 'اسأل المجتمع',
  askHint: 'سؤالك في جملة واحدة',
  asked: 'طُرح سؤالك.',
  pageDiscussion: 'نقاش هذه الصفحة',
  noDiscussion: 'لم يكتب أحد عن هذه الصفحة بعد.',
  otherThreads: 'مواضيع حول هذه الصفحة',
};
