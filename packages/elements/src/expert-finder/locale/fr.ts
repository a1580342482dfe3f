import { counter } from '../../locale/counter.js';
import type { OwnTexts } from '../texts.js';

const n = counter('fr');

export const fr: OwnTexts = {
  search: 'Qui s’y connaît en …',
  begin: 'Dites de quoi il s’agit : quelques mots, comme vous poseriez la question.',
  inferred:
    'Qui se laisse trouver, d’après ce que vous pouvez lire. L’ordre dit qui a le plus à montrer pour cette question, et rien d’autre.',
  nobody: 'Personne qui se laisse trouver n’a écrit à ce sujet. Demandez plutôt à la communauté.',
  topics: 'Ou choisissez un thème',
  aboutTopic: (topic) => `Sur ${topic}`,
  anyTopic: 'Chercher autre chose',
  found: (count) => n(count, { one: '# personne', other: '# personnes' }),
  evidenceMore: (count) => n(count, { one: '# contribution à ce sujet', other: '# contributions à ce sujet' }),
  own: 'Comment on me trouve',
  ask: 'Demander à la communauté',
  askMeans: 'Posez la question à tous : qui peut être sollicité en sera informé.',
  card: 'Profil',
  confidence: { low: 'Peu étayé', medium: 'Bien étayé', high: 'Très bien étayé' },
};
