import { counter } from '../../locale/counter.js';
import type { DashboardMoreTexts } from '../texts.js';

const n = counter('de');

export const de: DashboardMoreTexts = {
  view: { facilitator: 'Für die Moderation', sponsor: 'Für Sponsoren', organisation: 'Alle Gemeinschaften' },
  rung: { inputs: 'Einsatz', activity: 'Aktivität', growth: 'Wachstum', outcome: 'Wirkung' },
  rungSays: {
    inputs: 'Was hineingegeben wird: Zeit, Menschen, Rückhalt.',
    activity: 'Was geschieht. Viel los ist noch nicht nützlich.',
    growth: 'Was aus der Gemeinschaft wird: wer bleibt, wer verbunden ist, was bekannt ist.',
    outcome: 'Was sich in der Arbeit ändert. Zahlen gehen zusammen; eine Ursache beweisen sie nicht.',
  },
  unmeasured: (count) => n(count, { one: '# Zahl wird nicht gemessen', other: '# Zahlen werden nicht gemessen' }),
  withheld: (count) =>
    n(count, {
      one: '# weitere hat in diesem Zeitraum keine Zahl',
      other: '# weitere haben in diesem Zeitraum keine Zahl',
    }),
  unmeasuredSays: 'Für sie wird nichts erfunden. Das würde sie jeweils liefern.',
  notOffered: 'Dieser Server führt keine Übersicht.',
  records: 'Was festgehalten ist',
  community: 'Gemeinschaft',
  stage: 'Phase',
  noStage: 'nicht entschieden',
  measured: 'Zahlen',
  toDo: 'Zu tun',
  byName: 'Nach Namen. Gemeinschaften unterscheiden sich in Art und Phase; nichts hier ist eine Rangliste.',
  total: { 'active-members': 'Aktive Mitglieder', questions: 'Fragen', adoptions: 'Übernahmen' },
  totalOf: (communities, leftOut) =>
    `${n(communities, { one: 'von # Gemeinschaft', other: 'von # Gemeinschaften' })}${leftOut > 0 ? n(leftOut, { one: '; # ist zurückgehalten oder ohne Zahl', other: '; # sind zurückgehalten oder ohne Zahl' }) : ''}`,
  tally: (ok, suppressed, insufficient, notMeasured) =>
    `${ok} gezeigt, ${suppressed} zurückgehalten, ${insufficient} zu wenig, ${notMeasured} nicht gemessen`,
};
