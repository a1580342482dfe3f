import { counter } from '../../locale/counter.js';
import type { ExpertTexts } from '../texts.js';

const n = counter('fr');

export const fr: ExpertTexts = {
  search: 'Qui s’y connaît en …',
  begin: 'Dites de quoi il s’agit : quelques mots, comme vous poseriez la question.',
  inferred: 'Déduit de réponses et de pratiques que vous pouvez lire, de personnes qui se laissent trouver.',
  nobody: 'Personne qui se laisse trouver n’a écrit à ce sujet. Demandez plutôt à la communauté.',
  found: (count) => n(count, { one: '# personne', other: '# personnes' }),
  contributions: (count) => n(count, { one: '# contribution à ce sujet', other: '# contributions à ce sujet' }),
  askable: 'Accepte d’être sollicité',
  kind: { answer: 'Réponse', accepted: 'Réponse acceptée', practice: 'Pratique' },
  own: 'Comment on me trouve',
  consentLabel: 'Peut-on me trouver par ce que j’ai écrit ?',
  consent: { unlisted: 'Non', listed: 'Trouver', routable: 'Trouver et solliciter' },
  consentMeans: {
    unlisted: 'Personne ne me trouve ici, et on ne me sollicite pas.',
    listed: 'Qui cherche quelqu’un me trouve. On ne me sollicite pas.',
    routable: 'On me trouve, et on me sollicite quand une question de mes communautés s’y prête.',
  },
  away: 'Absence',
  awayFrom: 'Du',
  awayUntil: 'Au',
  saveAway: 'Je suis absent alors',
  awayNow: (from, until) => `Absent du ${from} au ${until} : on ne vous sollicite pas.`,
  back: 'Je suis de retour',
  cap: 'Questions par semaine, au plus',
  invited: (count) =>
    n(count, {
      one: 'Sollicité # fois ces sept derniers jours.',
      other: 'Sollicité # fois ces sept derniers jours.',
    }),
  topics: 'Ce par quoi on me trouve',
  counted: (count) => n(count, { one: '# contribution', other: '# contributions' }),
  noTopics: 'Rien encore : vos réponses et vos pratiques comptent.',
  hide: 'Masquer',
  show: 'Montrer à nouveau',
  saved: 'Enregistré.',
};
