import { counter } from '../../locale/counter.js';
import type { KnowingTexts } from '../texts.js';

const n = counter('fr');

export const fr: KnowingTexts = {
  source: { inferred: 'Déduit', declared: 'Déclaré', endorsed: 'Confirmé' },
  sourceMeans: {
    inferred: 'D’après ce que la personne a écrit et fait',
    declared: 'La personne le dit elle-même',
    endorsed: 'Des collègues le disent',
  },
  kind: {
    answer: 'Réponse',
    accepted: 'Réponse acceptée',
    practice: 'Pratique',
    review: 'Revue',
    adoption: 'Reprise ailleurs',
    story: 'Récit',
    event: 'Rencontre animée',
  },
  contributions: (count) => n(count, { one: '# contribution', other: '# contributions' }),
  until: (day) => `jusqu’au ${day}`,
  endorsedTimes: (count) => n(count, { one: 'par # collègue', other: 'par # collègues' }),
  endorsedBy: (names) => `par ${names}`,
  awayUntil: (day) => `Absence jusqu’au ${day}`,
  pending: 'rien ne l’atteste encore',
  askable: 'Peut être sollicité',
};
