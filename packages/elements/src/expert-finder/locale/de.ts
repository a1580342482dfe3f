import { counter } from '../../locale/counter.js';
import type { OwnTexts } from '../texts.js';

const n = counter('de');

export const de: OwnTexts = {
  search: 'Wer weiß etwas über …',
  begin: 'Sagen Sie, worum es geht: ein paar Worte, wie Sie die Frage stellen würden.',
  inferred:
    'Wer sich finden lässt, nach dem, was Sie lesen dürfen. Die Reihenfolge sagt, wer zu dieser Frage am meisten vorzuweisen hat, und sonst nichts.',
  nobody: 'Niemand, der sich finden lässt, hat darüber geschrieben. Fragen Sie die Gemeinschaft.',
  topics: 'Oder wählen Sie ein Thema',
  aboutTopic: (topic) => `Zu ${topic}`,
  anyTopic: 'Etwas anderes suchen',
  found: (count) => n(count, { one: '# Person', other: '# Personen' }),
  evidenceMore: (count) => n(count, { one: '# Beitrag dazu', other: '# Beiträge dazu' }),
  own: 'Wie andere mich finden',
  ask: 'Die Gemeinschaft fragen',
  askMeans: 'Stellen Sie die Frage allen dort: Wer gefragt werden darf, erfährt davon.',
  card: 'Profil',
  confidence: { low: 'Schwach belegt', medium: 'Gut belegt', high: 'Sehr gut belegt' },
};
