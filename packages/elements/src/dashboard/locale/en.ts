import { counter } from '../../locale/counter.js';
import type { DashboardMoreTexts } from '../texts.js';

const n = counter('en');

export const en: DashboardMoreTexts = {
  view: { facilitator: 'For facilitators', sponsor: 'For sponsors', organisation: 'All communities' },
  rung: { inputs: 'Inputs', activity: 'Activity', growth: 'Growth', outcome: 'Outcomes' },
  rungSays: {
    inputs: 'What is put in: time, people, support.',
    activity: 'What happens. Busy is not yet useful.',
    growth: 'What the community is becoming: who stays, who is linked, what is known.',
    outcome: 'What it changes in the work. Figures go together; they do not prove a cause.',
  },
  unmeasured: (count) => n(count, { one: '# figure is not measured', other: '# figures are not measured' }),
  withheld: (count) =>
    n(count, { one: '# more has no figure in this window', other: '# more have no figure in this window' }),
  unmeasuredSays: 'Nothing is made up for them. This is what would supply each.',
  notOffered: 'This server keeps no dashboard.',
  records: 'What is recorded',
  community: 'Community',
  stage: 'Stage',
  noStage: 'nobody decided',
  measured: 'Figures',
  toDo: 'To do',
  byName: 'By name. Communities differ in kind and stage, so nothing here ranks them.',
  total: { 'active-members': 'Active members', questions: 'Questions', adoptions: 'Adoptions' },
  totalOf: (communities, leftOut) =>
    `${n(communities, { one: 'of # community', other: 'of # communities' })}${leftOut > 0 ? n(leftOut, { one: '; # is kept back or has none', other: '; # are kept back or have none' }) : ''}`,
  tally: (ok, suppressed, insufficient, notMeasured) =>
    `${ok} told, ${suppressed} kept back, ${insufficient} too little, ${notMeasured} not measured`,
};
