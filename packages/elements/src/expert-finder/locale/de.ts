import { counter } from '../../locale/counter.js';
import type { ExpertTexts } from '../texts.js';

const n = counter('de');

export const de: ExpertTexts = {
  search: 'Wer weiß etwas über …',
  begin: 'Sagen Sie, worum es geht: ein paar Worte, wie Sie die Frage stellen würden.',
  inferred: 'Erschlossen aus Antworten und Praktiken, die Sie lesen dürfen, von Menschen, die sich finden lassen.',
  nobody: 'Niemand, der sich finden lässt, hat darüber geschrieben. Fragen Sie die Gemeinschaft.',
  found: (count) => n(count, { one: '# Person', other: '# Personen' }),
  contributions: (count) => n(count, { one: '# Beitrag dazu', other: '# Beiträge dazu' }),
  askable: 'Darf gefragt werden',
  kind: { answer: 'Antwort', accepted: 'Angenommene Antwort', practice: 'Praktik' },
  own: 'Wie andere mich finden',
  consentLabel: 'Darf man mich durch meine Beiträge finden?',
  consent: { unlisted: 'Nein', listed: 'Finden', routable: 'Finden und fragen' },
  consentMeans: {
    unlisted: 'Hier findet mich niemand, und ich werde nicht gefragt.',
    listed: 'Wer jemanden sucht, findet mich. Ich werde nicht gefragt.',
    routable: 'Man findet mich, und ich werde gefragt, wenn eine Frage meiner Gemeinschaften passt.',
  },
  away: 'Abwesend',
  awayFrom: 'Von',
  awayUntil: 'Bis',
  saveAway: 'Dann bin ich abwesend',
  awayNow: (from, until) => `Abwesend von ${from} bis ${until}: Sie werden nicht gefragt.`,
  back: 'Ich bin wieder da',
  cap: 'Fragen je Woche, höchstens',
  invited: (count) =>
    n(count, {
      one: 'In den letzten sieben Tagen wurden Sie einmal gefragt.',
      other: 'In den letzten sieben Tagen wurden Sie # Mal gefragt.',
    }),
  topics: 'Wodurch man mich findet',
  counted: (count) => n(count, { one: '# Beitrag', other: '# Beiträge' }),
  noTopics: 'Noch nichts: Ihre Antworten und Praktiken zählen.',
  hide: 'Verbergen',
  show: 'Wieder zeigen',
  saved: 'Gespeichert.',
};
