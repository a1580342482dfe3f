import type { OwnTexts } from '../texts.js';

export const en: OwnTexts = {
  notListed: 'There is no profile here: not everybody lets themselves be found.',
  nothing: 'Nothing that you may read speaks for a topic yet.',
  endorse: 'Endorse',
  endorseOf: (topic) => `Endorse for ${topic}`,
  takeBack: 'Take back',
  takeBackOf: (topic) => `Take back the endorsement for ${topic}`,
  endorsed: 'Endorsed. Your name is shown with it.',
  takenBack: 'Taken back.',
};
