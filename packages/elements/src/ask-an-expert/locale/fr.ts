import type { AskingTexts } from '../texts.js';

export const fr: AskingTexts = {
  invite: 'Solliciter ceux qui pourraient savoir',
  seen: 'Toute la communauté voit la question. Ces personnes en sont informées :',
  why: 'Seulement qui l’a accepté, n’est pas absent et n’a pas été trop sollicité cette semaine.',
  keptPlace:
    'Une place est gardée pour quelqu’un de nouveau, ou qui dit s’y connaître : ainsi ce ne sont pas toujours les mêmes qui sont sollicités.',
  nobody: 'Personne ne vient encore à l’esprit. Toute la communauté voit la question.',
  slot: {
    evidence: 'par son rôle dans la communauté',
    newcomer: 'a l’occasion d’aider, en tant que nouveau venu',
    declared: 'dit s’y connaître',
    colleague: 'un collègue lui a transmis la question',
  },
  wrote: (titles) => `a écrit sur ${titles}`,
  quoted: (title) => `« ${title} »`,
};
