import type { Localizer } from '../../locale/localizer.js';
import { type PracticeTexts, practiceTexts } from '../texts.js';
import { en } from './en.js';

type Plain =
  | 'takeOverQuestion'
  | 'discardQuestion'
  | 'confirmNote'
  | 'supersedeHint'
  | 'retireQuestion'
  | 'offerBackQuestion'
  | 'note'
  | 'reason'
  | 'changeNote'
  | 'addStep'
  | 'saveAdaptation'
  | 'how'
  | 'noOwnAdaptation'
  | 'abandonQuestion'
  | 'claimQuestion'
  | 'hoursLow'
  | 'hoursMid'
  | 'hoursHigh'
  | 'make'
  | 'makeQuestion'
  | 'madeGood'
  | 'madeInReview'
  | 'see';

type Counted = 'step' | 'removeStep' | 'moveUp' | 'saveVersion';

/** What is said where a person is asked for something: in dialogs and forms. */
export interface AskingTexts extends Readonly<Record<Plain, string> & Record<Counted, (count: number) => string>> {}

/** Loads with the dialogs and forms. */
export const askingTexts = practiceTexts.with<AskingTexts>(en, {
  ar: async () => (await import('./ar.js')).ar,
  de: async () => (await import('./de.js')).de,
  fr: async () => (await import('./fr.js')).fr,
});

/** The words for practices and for what is asked about them, in the reader's language. */
export const askingIn = async ({ language }: Localizer): Promise<PracticeTexts & AskingTexts> => {
  await askingTexts.load(language);
  return askingTexts.in(language);
};
