import type { AskingTexts } from '../asking-texts.js';

export const de: AskingTexts = {
  invite: 'Menschen fragen, die es wissen könnten',
  nobody: 'Dazu fällt noch niemand ein. Alle in der Gemeinschaft sehen die Frage.',
  newcomer: 'kann als jemand Neues helfen',
  role: 'wegen der Rolle in der Gemeinschaft',
  wrote: (titles) => `schrieb zu ${titles}`,
  quoted: (title) => `„${title}“`,
};
