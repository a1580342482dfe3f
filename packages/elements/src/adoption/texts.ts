import type { AdoptionMode, AdoptionState } from '@copkit/core';
import { practiceTexts } from '../practices/texts.js';
import { en } from './locale/en.js';

type Plain =
  | 'inUse'
  | 'notInUse'
  | 'yourUnit'
  | 'notYours'
  | 'adopt'
  | 'adoptNow'
  | 'consider'
  | 'try'
  | 'sustain'
  | 'ownAdaptation'
  | 'changeHow'
  | 'abandon'
  | 'outdated'
  | 'claim'
  | 'claimAgain'
  | 'corroborate'
  | 'corroborated'
  | 'notCorroborated'
  | 'adoptionChanged';

type Counted = 'upgrade' | 'worksBy';

type Named = 'sustainableFrom' | 'since' | 'abandonedOn';

/** What is said about units and what they do with a practice. */
export interface AdoptionTexts
  extends Readonly<
    Record<Plain, string> & Record<Counted, (count: number) => string> & Record<Named, (name: string) => string>
  > {
  readonly adoption: Readonly<Record<AdoptionState, string>>;
  readonly mode: Readonly<Record<AdoptionMode, string>>;
  /** Numbers come formatted. */
  readonly saves: (mid: string, low: string, high: string) => string;
}

/** With the words for practices. */
export const adoptionTexts = practiceTexts.with<AdoptionTexts>(en, {
  ar: async () => (await import('./locale/ar.js')).ar,
  de: async () => (await import('./locale/de.js')).de,
  fr: async () => (await import('./locale/fr.js')).fr,
});
