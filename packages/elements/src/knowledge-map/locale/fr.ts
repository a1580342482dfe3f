import { counter } from '../../locale/counter.js';
import type { MapTexts } from '../texts.js';

const n = counter('fr');

export const fr: MapTexts = {
  title: 'Où le savoir est mince',
  says: 'Les thèmes, selon combien on questionne à leur sujet et de combien de personnes viennent les réponses.',
  notOffered: 'Ce serveur ne tient pas de carte du savoir.',
  nothing: 'Aucun thème n’a encore de chiffres : ils viennent avec des questions qui nomment leurs thèmes.',
  topic: 'Thème',
  asked: 'Questions',
  unanswered: 'Sans réponse',
  coverage: 'Qui s’y connaît (nombre effectif)',
  hangsOn: 'La moitié est tenue par',
  thin: 'repose sur un ou deux',
  keyPeople: 'Le tableau nomme qui l’a accepté ; qu’un nom manque ne dit rien.',
  reading:
    'Plus haut, on questionne davantage. Plus à gauche, moins de gens s’y connaissent. Plus un point est grand, plus il reste sans réponse.',
  suppressed: 'non communiqué',
  whySuppressed:
    'Non communiqué : moins de cinq personnes s’y trouvent, ou cela trahirait une partie où il y en a moins.',
  questions: (count) => n(count, { one: '# question', other: '# questions' }),
  people: (count) => n(count, { one: '# personne', other: '# personnes' }),
  keptBack: (count) =>
    n(count, {
      one: '# thème n’est pas communiqué en partie : moins de cinq personnes s’y trouvent, ou il trahirait une telle partie.',
      other:
        '# thèmes ne sont pas communiqués en partie : moins de cinq personnes s’y trouvent, ou ils trahiraient une telle partie.',
    }),
  onOnePerson: (count) =>
    n(count, {
      one: '# thème repose sur une seule personne.',
      other: '# thèmes reposent chacun sur une seule personne.',
    }),
  gaps: (topics) => `Là où l’on questionne le plus, pour si peu qui s’y connaissent : ${topics}.`,
  caveat: {
    'topics-hidden':
      'Les thèmes derrière lesquels se trouvent moins de cinq personnes, et ceux qui en trahiraient un, n’ont pas de chiffres.',
    'coverage-from-before':
      'Là où trop peu de personnes ont changé ce que l’on sait d’un thème, la couverture est celle de la fin d’un trimestre antérieur.',
    'topics-as-tagged': 'Un thème a ce qui lui a été attribué à l’écriture.',
    'knowledge-beyond-posts':
      'Les gens en savent plus qu’ils n’ont écrit : il s’agit de ce que la communauté retrouverait.',
  },
};
