import type { WorkTexts } from '../texts.js';

export const fr: WorkTexts = {
  forThis: 'Pratiques à ce sujet',
  match: { subject: 'pour cette page', topic: 'même thème', text: 'semblable' },
  answeredBefore: 'Déjà répondu',
  discussed: 'Discussions à ce sujet',
  nothingYet: 'On ne sait encore rien à ce sujet.',
  ask: 'Demander à la communauté',
  askHint: 'Votre question en une phrase',
  asked: 'Votre question a été posée.',
  pageDiscussion: 'Discussion de cette page',
  noDiscussion: 'Personne n’a encore écrit au sujet de cette page.',
  otherThreads: 'Fils au sujet de cette page',
};
