import type { OwnTexts } from '../texts.js';

export const fr: OwnTexts = {
  notListed: 'Il n’y a pas de profil ici : tout le monde ne se laisse pas trouver.',
  nothing: 'Rien de ce que vous pouvez lire ne parle encore pour un thème.',
  endorse: 'Confirmer',
  endorseOf: (topic) => `Confirmer pour ${topic}`,
  takeBack: 'Retirer',
  takeBackOf: (topic) => `Retirer la confirmation pour ${topic}`,
  endorsed: 'Confirmé. Votre nom y figure.',
  takenBack: 'Retiré.',
};
