import type { ExpertConsent } from '@copkit/core';
import { type KnowingTexts, knowingTexts } from '../experts/texts.js';
import { en } from './locale/en.js';

type Plain =
  | 'consentLabel'
  | 'away'
  | 'firstDay'
  | 'lastDay'
  | 'saveAway'
  | 'back'
  | 'cap'
  | 'topics'
  | 'topicsMean'
  | 'noTopics'
  | 'hide'
  | 'show'
  | 'hidden'
  | 'why'
  | 'points'
  | 'sum'
  | 'others'
  | 'more'
  | 'correct'
  | 'notAbout'
  | 'insteadTitle'
  | 'insteadLabel'
  | 'notAtAll'
  | 'byDeclaring'
  | 'byEndorsements'
  | 'declaredTitle'
  | 'declaredMean'
  | 'nothingDeclared'
  | 'declareTopic'
  | 'declareNote'
  | 'declare'
  | 'renew'
  | 'withdraw'
  | 'endorsements'
  | 'noEndorsements'
  | 'turnDown'
  | 'turnedDown'
  | 'letIn'
  | 'named'
  | 'namedMeans'
  | 'disputes'
  | 'takeBack'
  | 'saved';

/** What one's own profile says in one language, beyond what all elements about experts say. */
export interface OwnTexts extends Readonly<Record<Plain, string>> {
  readonly consent: Readonly<Record<ExpertConsent, string>>;
  readonly consentMeans: Readonly<Record<ExpertConsent, string>>;
  readonly invited: (count: number) => string;
  /** Days come formatted. */
  readonly awayNow: (from: string, until: string) => string;
  readonly whyOf: (topic: string) => string;
  readonly menuOf: (title: string) => string;
  readonly declaredUntil: (day: string) => string;
  readonly endsSoon: (day: string) => string;
  readonly disputedTopic: (topic: string) => string;
  readonly disputedInstead: (topic: string, instead: string) => string;
  readonly disputedWhole: string;
}

export type MyTexts = KnowingTexts & OwnTexts;

export const myTexts = knowingTexts.with<OwnTexts>(en, {
  ar: async () => (await import('./locale/ar.js')).ar,
  de: async () => (await import('./locale/de.js')).de,
  fr: async () => (await import('./locale/fr.js')).fr,
});
