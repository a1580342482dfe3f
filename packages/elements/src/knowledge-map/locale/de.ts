import { counter } from '../../locale/counter.js';
import type { MapTexts } from '../texts.js';

const n = counter('de');

export const de: MapTexts = {
  title: 'Wo das Wissen dünn ist',
  says: 'Themen danach, wie viel zu ihnen gefragt wird und von wie vielen die Antworten kommen.',
  notOffered: 'Dieser Server führt keine Wissenskarte.',
  nothing: 'Noch hat kein Thema Zahlen: Sie kommen mit Fragen, die ihre Themen nennen.',
  topic: 'Thema',
  asked: 'Fragen',
  unanswered: 'Unbeantwortet',
  coverage: 'Wissende (effektive Zahl)',
  hangsOn: 'Die Hälfte liegt bei',
  thin: 'hängt an einem oder zweien',
  keyPeople: 'Die Tabelle nennt, wer zugestimmt hat; dass ein Name fehlt, besagt nichts.',
  reading:
    'Weiter oben wird mehr gefragt. Weiter links wissen weniger davon. Je größer ein Punkt, desto mehr bleibt unbeantwortet.',
  suppressed: 'zurückgehalten',
  whySuppressed:
    'Zurückgehalten: Weniger als fünf Menschen stehen dahinter, oder es verriete einen Teil, hinter dem weniger stehen.',
  questions: (count) => n(count, { one: '# Frage', other: '# Fragen' }),
  people: (count) => n(count, { one: '# Person', other: '# Personen' }),
  keptBack: (count) =>
    n(count, {
      one: '# Thema ist zum Teil zurückgehalten: Weniger als fünf Menschen stehen dahinter, oder es verriete einen solchen Teil.',
      other:
        '# Themen sind zum Teil zurückgehalten: Weniger als fünf Menschen stehen dahinter, oder sie verrieten einen solchen Teil.',
    }),
  onOnePerson: (count) =>
    n(count, { one: '# Thema hängt an einem Menschen.', other: '# Themen hängen je an einem Menschen.' }),
  gaps: (topics) => `Am meisten gefragt, gemessen an den wenigen, die es wissen: ${topics}.`,
  caveat: {
    'topics-hidden':
      'Themen, hinter denen weniger als fünf Menschen stehen, und solche, die ein solches Thema verrieten, haben keine Zahlen.',
    'coverage-from-before':
      'Wo zu wenige geändert haben, was über ein Thema bekannt ist, gilt die Abdeckung vom Ende eines früheren Quartals.',
    'topics-as-tagged': 'Zu einem Thema gehört, was beim Schreiben damit ausgezeichnet wurde.',
    'knowledge-beyond-posts':
      'Menschen wissen mehr, als sie schrieben: Hier geht es um das, was die Gemeinschaft wiederfände.',
  },
};
