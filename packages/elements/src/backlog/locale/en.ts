import type { BacklogTexts } from '../texts.js';

export const en: BacklogTexts = {
  title: 'Questions that wait',
  says: 'Nobody has answered yet, the newest first. Who might know is asked by a notice; nobody is ranked.',
  nothing: 'No question waits for a first answer.',
  notOffered: 'Questions are not put to people here.',
  wouldAsk: (people) => `Would ask ${people}`,
  nobody: 'Nobody was found who might know and may be asked.',
  ask: 'Ask them',
  asked: (people) => `Asked: ${people}`,
};
