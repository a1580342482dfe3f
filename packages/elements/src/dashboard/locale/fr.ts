import { counter } from '../../locale/counter.js';
import type { DashboardMoreTexts } from '../texts.js';

const n = counter('fr');

export const fr: DashboardMoreTexts = {
  view: { facilitator: 'Pour l’animation', sponsor: 'Pour les sponsors', organisation: 'Toutes les communautés' },
  rung: { inputs: 'Moyens', activity: 'Activité', growth: 'Croissance', outcome: 'Effets' },
  rungSays: {
    inputs: 'Ce qu’on y met : du temps, des personnes, un soutien.',
    activity: 'Ce qui se passe. L’agitation n’est pas encore l’utilité.',
    growth: 'Ce que devient la communauté : qui reste, qui est lié, ce qui est su.',
    outcome: 'Ce qui change dans le travail. Des chiffres vont ensemble ; ils ne prouvent pas une cause.',
  },
  unmeasured: (count) => n(count, { one: '# chiffre n’est pas mesuré', other: '# chiffres ne sont pas mesurés' }),
  withheld: (count) =>
    n(count, {
      one: '# autre n’a pas de chiffre pour cette période',
      other: '# autres n’ont pas de chiffre pour cette période',
    }),
  unmeasuredSays: 'Rien n’est inventé pour eux. Voici ce qui fournirait chacun.',
  notOffered: 'Ce serveur ne tient pas de tableau de bord.',
  records: 'Ce qui est consigné',
  community: 'Communauté',
  stage: 'Phase',
  noStage: 'non décidée',
  measured: 'Chiffres',
  toDo: 'À faire',
  byName: 'Par nom. Les communautés diffèrent par leur genre et leur phase ; rien ici ne les classe.',
  total: { 'active-members': 'Membres actifs', questions: 'Questions', adoptions: 'Adoptions' },
  totalOf: (communities, leftOut) =>
    `${n(communities, { one: 'de # communauté', other: 'de # communautés' })}${leftOut > 0 ? n(leftOut, { one: ' ; # est retenue ou sans chiffre', other: ' ; # sont retenues ou sans chiffre' }) : ''}`,
  tally: (ok, suppressed, insufficient, notMeasured) =>
    `${ok} montrés, ${suppressed} retenus, ${insufficient} trop peu, ${notMeasured} non mesurés`,
};
