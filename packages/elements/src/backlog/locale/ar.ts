import type { BacklogTexts } from '../texts.js';

export const ar: BacklogTexts = {
  title: 'أسئلة تنتظر',
  says: 'لم يُجب أحد بعد، الأحدث أولًا. من قد يعرف يُسأل بإشعار، ولا يُرتَّب أحد.',
  nothing: 'لا سؤال ينتظر أول إجابة.',
  notOffered: 'لا تُوجَّه الأسئلة إلى الناس هنا.',
  wouldAsk: (people) => `سيُسأل ${people}`,
  nobody: 'لم يُعثر على من قد يعرف ويمكن سؤاله.',
  ask: 'اسألهم',
  asked: (people) => `سُئل: ${people}`,
};
