import type { BacklogTexts } from '../texts.js';

export const fr: BacklogTexts = {
  title: 'Questions en attente',
  says: 'Personne n’a encore répondu, la plus récente d’abord. Ceux qui pourraient savoir reçoivent un avis ; personne n’est classé.',
  nothing: 'Aucune question n’attend de première réponse.',
  notOffered: 'Les questions ne sont pas acheminées ici.',
  wouldAsk: (people) => `Seraient sollicités : ${people}`,
  nobody: 'Personne n’a été trouvé qui pourrait savoir et peut être sollicité.',
  ask: 'Demander',
  asked: (people) => `Sollicités : ${people}`,
};
