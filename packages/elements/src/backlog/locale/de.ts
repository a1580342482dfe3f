import type { BacklogTexts } from '../texts.js';

export const de: BacklogTexts = {
  title: 'Wartende Fragen',
  says: 'Noch hat niemand geantwortet; die neueste zuerst. Wer es wissen könnte, wird durch eine Mitteilung gefragt, ohne Rangfolge.',
  nothing: 'Keine Frage wartet auf eine erste Antwort.',
  notOffered: 'Fragen werden hier nicht an Menschen weitergeleitet.',
  wouldAsk: (people) => `Gefragt würden ${people}`,
  nobody: 'Niemand wurde gefunden, der es wissen könnte und gefragt werden darf.',
  ask: 'Fragen',
  asked: (people) => `Gefragt: ${people}`,
};
