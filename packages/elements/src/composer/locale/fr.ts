import type { AskingTexts } from '../asking-texts.js';

export const fr: AskingTexts = {
  invite: 'Solliciter ceux qui pourraient savoir',
  nobody: 'Personne ne vient encore à l’esprit. Toute la communauté voit la question.',
  newcomer: 'a l’occasion d’aider, en tant que nouveau venu',
  role: 'par son rôle dans la communauté',
  wrote: (titles) => `a écrit sur ${titles}`,
  quoted: (title) => `« ${title} »`,
};
