import type { OwnTexts } from '../texts.js';

export const ar: OwnTexts = {
  notListed: 'لا ملف هنا: ليس الجميع يسمحون بأن يُعثر عليهم.',
  nothing: 'لا شيء مما يمكنك قراءته يشهد لموضوع بعد.',
  endorse: 'تأييد',
  endorseOf: (topic) => `تأييد في ${topic}`,
  takeBack: 'سحب',
  takeBackOf: (topic) => `سحب التأييد في ${topic}`,
  endorsed: 'تم التأييد. يظهر اسمك معه.',
  takenBack: 'تم السحب.',
};
