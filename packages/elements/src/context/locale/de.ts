import type { WorkTexts } from '../texts.js';

export const de: WorkTexts = {
  forThis: 'Praktiken dazu',
  match: { subject: 'für diese Seite', topic: 'gleiches Thema', text: 'ähnlich' },
  answeredBefore: 'Schon beantwortet',
  discussed: 'Dazu diskutiert',
  nothingYet: 'Dazu ist noch nichts bekannt.',
  ask: 'Die Community fragen',
  askHint: 'Ihre Frage in einem Satz',
  asked: 'Ihre Frage ist gestellt.',
  pageDiscussion: 'Diskussion zu dieser Seite',
  noDiscussion: 'Noch niemand hat etwas zu dieser Seite geschrieben.',
  otherThreads: 'Beiträge zu dieser Seite',
};
