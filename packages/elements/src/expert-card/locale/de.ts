import type { OwnTexts } from '../texts.js';

export const de: OwnTexts = {
  notListed: 'Hier gibt es kein Profil: Nicht alle lassen sich finden.',
  nothing: 'Noch spricht nichts, was Sie lesen dürfen, für ein Thema.',
  endorse: 'Bestätigen',
  endorseOf: (topic) => `Für ${topic} bestätigen`,
  takeBack: 'Zurücknehmen',
  takeBackOf: (topic) => `Die Bestätigung für ${topic} zurücknehmen`,
  endorsed: 'Bestätigt. Ihr Name steht dabei.',
  takenBack: 'Zurückgenommen.',
};
