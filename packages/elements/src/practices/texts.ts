import type { AdoptionMode, AdoptionState, AtWork, PracticeKind, PracticeState } from '@copkit/core';
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
  | 'takeOverQuestion'
  | 'supersededNotice'
  | 'retiredNotice'
  | 'draftNotice'
  | 'inReviewNotice'
  | 'needsReviewNotice'
  | 'versions'
  | 'submit'
  | 'discard'
  | 'discardQuestion'
  | 'approve'
  | 'confirm'
  | 'confirmNote'
  | 'setSteward'
  | 'supersede'
  | 'supersedeHint'
  | 'retire'
  | 'retireQuestion'
  | 'fork'
  | 'offerBack'
  | 'offerBackQuestion'
  | 'note'
  | 'reason'
  | 'changeNote'
  | 'addStep'
  | 'saveAdaptation'
  | 'inUse'
  | 'notInUse'
  | 'yourUnit'
  | 'notYours'
  | 'adopt'
  | 'adoptNow'
  | 'consider'
  | 'try'
  | 'sustain'
  | 'how'
  | 'ownAdaptation'
  | 'noOwnAdaptation'
  | 'changeHow'
  | 'abandon'
  | 'abandonQuestion'
  | 'outdated'
  | 'claim'
  | 'claimAgain'
  | 'claimQuestion'
  | 'hoursLow'
  | 'hoursMid'
  | 'hoursHigh'
  | 'corroborate'
  | 'corroborated'
  | 'notCorroborated'
  | 'changed'
  | 'adoptionChanged'
  | 'forThis'
  | 'answeredBefore'
  | 'discussed'
  | 'nothingYet'
  | 'ask'
  | 'askHint'
  | 'pageDiscussion'
  | 'noDiscussion'
  | 'otherThreads'
  | 'make'
  | 'makeQuestion'
  | 'madeGood'
  | 'madeInReview'
  | 'see';

type Counted =
  | 'practicesShown'
  | 'version'
  | 'unitsUse'
  | 'step'
  | 'removeStep'
  | 'moveUp'
  | 'saveVersion'
  | 'adaptedFrom'
  | 'upgrade'
  | 'worksBy';

type Named = 'showTopic' | 'sustainableFrom' | 'since' | 'abandonedOn' | 'actionsFor';

/** What the elements around practices say in one language. */
export interface PracticeTexts extends Readonly<Record<Plain, string> & Record<Counted, Count> & Record<Named, Name>> {
  readonly kind: Readonly<Record<PracticeKind, string>>;
  readonly state: Readonly<Record<PracticeState, string>>;
  /** What the state means, where its name does not say it. */
  readonly stateMeans: Readonly<Record<'good' | 'proven' | 'needsReview', string>>;
  readonly adoption: Readonly<Record<AdoptionState, string>>;
  readonly mode: Readonly<Record<AdoptionMode, string>>;
  readonly match: Readonly<Record<AtWork['practices'][number]['match'], string>>;
  /** Numbers come formatted. */
  readonly saves: (mid: string, low: string, high: string) => string;
}

export const practiceTexts = new Catalog<PracticeTexts>(en, {
  ar: async () => (await import('./locale/ar.js')).ar,
  de: async () => (await import('./locale/de.js')).de,
  fr: async () => (await import('./locale/fr.js')).fr,
});
