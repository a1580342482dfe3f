import type { AtWork } from '@copkit/core';
import { practiceTexts } from '../practices/texts.js';
import { en } from './locale/en.js';

type Plain =
  | 'forThis'
  | 'answeredBefore'
  | 'discussed'
  | 'nothingYet'
  | 'ask'
  | 'askHint'
  | 'asked'
  | 'pageDiscussion'
  | 'noDiscussion'
  | 'otherThreads';

/** What is said where somebody works at a page. */
export interface WorkTexts extends Readonly<Record<Plain, string>> {
  readonly match: Readonly<Record<AtWork['practices'][number]['match'], string>>;
}

/** With the words for practices. */
export const workTexts = practiceTexts.with<WorkTexts>(en, {
  ar: async () => (await import('./locale/ar.js')).ar,
  de: async () => (await import('./locale/de.js')).de,
  fr: async () => (await import('./locale/fr.js')).fr,
});
