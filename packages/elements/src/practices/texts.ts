import type { PracticeKind, PracticeState } from '@copkit/core';
import { Catalog } from '../locale/catalog.js';
import { en } from './locale/en.js';

type Count = (count: number) => string;
type Name = (name: string) => string;

type Plain =
  | 'practices'
  | 'searchPractices'
  | 'noPractices'
  | 'noPracticesFound'
  | 'myDrafts'
  | 'context'
  | 'problem'
  | 'steps'
  | 'procedures'
  | 'proceduresHint'
  | 'source'
  | 'sourceGone'
  | 'author'
  | 'steward'
  | 'noSteward'
  | 'reviewBy'
  | 'overdue'
  | 'adaptations'
  | 'offered'
  | 'merged'
  | 'takeOver'
  | 'supersededNotice'
  | 'retiredNotice'
  | 'draftNotice'
  | 'inReviewNotice'
  | 'needsReviewNotice'
  | 'versions'
  | 'submit'
  | 'discard'
  | 'approve'
  | 'confirm'
  | 'setSteward'
  | 'supersede'
  | 'retire'
  | 'fork'
  | 'offerBack'
  | 'changed';

type Counted = 'practicesShown' | 'version' | 'unitsUse' | 'adaptedFrom';

type Named = 'showTopic' | 'actionsFor';

/** What the elements around practices say in one language. */
export interface PracticeTexts extends Readonly<Record<Plain, string> & Record<Counted, Count> & Record<Named, Name>> {
  readonly kind: Readonly<Record<PracticeKind, string>>;
  readonly state: Readonly<Record<PracticeState, string>>;
  /** What the state means, where its name does not say it. */
  readonly stateMeans: Readonly<Record<'good' | 'proven' | 'needsReview', string>>;
}

export const practiceTexts = new Catalog<PracticeTexts>(en, {
  ar: async () => (await import('./locale/ar.js')).ar,
  de: async () => (await import('./locale/de.js')).de,
  fr: async () => (await import('./locale/fr.js')).fr,
});
