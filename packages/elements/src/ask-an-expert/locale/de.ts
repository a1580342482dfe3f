import type { AskingTexts } from '../texts.js';

export const de: AskingTexts = {
  invite: 'Menschen fragen, die es wissen könnten',
  seen: 'Alle in der Gemeinschaft sehen die Frage. Diesen wird sie gemeldet:',
  why: 'Nur wer zugestimmt hat, nicht abwesend ist und diese Woche nicht schon oft genug gefragt wurde.',
  keptPlace:
    'Ein Platz ist für jemand Neues frei, oder für jemanden, der nach eigener Angabe davon weiß: damit nicht immer dieselben gefragt werden.',
  nobody: 'Dazu fällt noch niemand ein. Alle in der Gemeinschaft sehen die Frage.',
  slot: {
    evidence: 'wegen der Rolle in der Gemeinschaft',
    newcomer: 'kann als jemand Neues helfen',
    declared: 'weiß nach eigener Angabe davon',
    colleague: 'jemand hat die Frage weitergegeben',
  },
  wrote: (titles) => `schrieb zu ${titles}`,
  quoted: (title) => `„${title}“`,
};
