import type { AskingTexts } from '../asking-texts.js';

export const ar: AskingTexts = {
  invite: 'سؤال من قد يعرفون',
  nobody: 'لا يخطر أحد بالبال بعد. يرى السؤال كل من في المجتمع.',
  newcomer: 'تُتاح له فرصة المساعدة بصفته جديدًا',
  role: 'بحكم دوره في المجتمع',
  wrote: (titles) => `كتب عن ${titles}`,
  quoted: (title) => `«${title}»`,
};
