import type { AskingTexts } from './texts.js';

export const fr: AskingTexts = {
  takeOverQuestion:
    'Faire du texte de cette adaptation la prochaine version ? Les unités qui en suivent une plus ancienne en sont informées.',
  discardQuestion: 'Jeter ce brouillon ? Il ne pourra pas être récupéré.',
  confirmNote: 'Qu’a-t-on vérifié ? (facultatif)',
  supersedeHint: 'La pratique à suivre désormais',
  retireQuestion: 'Personne ne pourra plus commencer à la suivre. Les unités qui la suivent en sont informées.',
  offerBackQuestion: 'Le responsable de l’original décide de reprendre votre texte ou non.',
  note: 'Remarque (facultative)',
  reason: 'Raison (facultative)',
  changeNote: 'Qu’est-ce qui a changé, et pourquoi ? (facultatif)',
  step: (count) => `Étape ${count}`,
  addStep: 'Ajouter une étape',
  removeStep: (count) => `Supprimer l’étape ${count}`,
  moveUp: (count) => `Monter l’étape ${count}`,
  saveVersion: (count) => `Enregistrer comme version ${count}`,
  saveAdaptation: 'Enregistrer notre adaptation',
  how: 'Comment votre unité la suit-elle ?',
  noOwnAdaptation: 'Adaptée, sans texte propre',
  abandonQuestion: 'Votre raison aide les autres et mène peut-être à la prochaine version.',
  claimQuestion:
    'Combien d’heures épargne-t-elle à votre unité par an ? Une autre personne sera priée de le confirmer.',
  hoursLow: 'Au moins',
  hoursMid: 'Probablement',
  hoursHigh: 'Au plus',
  make: 'En faire une pratique',
  makeQuestion:
    'La question devient le problème, la liste numérotée de la réponse devient les étapes. Le fil reste en lien.',
  madeGood: 'Publiée comme pratique.',
  madeInReview: 'Envoyée en relecture.',
  see: 'Voir la pratique',
};
