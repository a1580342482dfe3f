import { counter } from '../../locale/counter.js';
import type { KnowingTexts } from '../texts.js';

const n = counter('de');

export const de: KnowingTexts = {
  source: { inferred: 'Erschlossen', declared: 'Angegeben', endorsed: 'Bestätigt' },
  sourceMeans: {
    inferred: 'Aus dem, was jemand schrieb und tat',
    declared: 'Nach eigener Angabe',
    endorsed: 'Kolleginnen und Kollegen sagen es',
  },
  kind: {
    answer: 'Antwort',
    accepted: 'Angenommene Antwort',
    practice: 'Praktik',
    review: 'Geprüft',
    adoption: 'Anderswo übernommen',
    story: 'Geschichte',
    event: 'Veranstaltung gehalten',
  },
  contributions: (count) => n(count, { one: '# Beitrag', other: '# Beiträge' }),
  until: (day) => `bis ${day}`,
  endorsedTimes: (count) => n(count, { one: 'von # Person', other: 'von # Personen' }),
  endorsedBy: (names) => `von ${names}`,
  awayUntil: (day) => `Abwesend bis ${day}`,
  pending: 'noch durch nichts belegt',
  askable: 'Darf gefragt werden',
};
