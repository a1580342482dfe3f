import type { ExpertConsent, ExpertEvidence } from '@copkit/core';
import { Catalog } from '../locale/catalog.js';
import { en } from './locale/en.js';

type Count = (count: number) => string;

type Plain =
  | 'search'
  | 'begin'
  | 'inferred'
  | 'nobody'
  | 'askable'
  | 'own'
  | 'consentLabel'
  | 'away'
  | 'awayFrom'
  | 'awayUntil'
  | 'saveAway'
  | 'back'
  | 'cap'
  | 'topics'
  | 'noTopics'
  | 'hide'
  | 'show'
  | 'saved';

/** What the expert finder says in one language. */
export interface ExpertTexts extends Readonly<Record<Plain, string>> {
  readonly found: Count;
  readonly contributions: Count;
  readonly invited: Count;
  readonly counted: Count;
  readonly kind: Readonly<Record<ExpertEvidence['kind'], string>>;
  readonly consent: Readonly<Record<ExpertConsent, string>>;
  readonly consentMeans: Readonly<Record<ExpertConsent, string>>;
  /** Days come formatted. */
  readonly awayNow: (from: string, until: string) => string;
}

export const expertTexts = new Catalog<ExpertTexts>(en, {
  ar: async () => (await import('./locale/ar.js')).ar,
  de: async () => (await import('./locale/de.js')).de,
  fr: async () => (await import('./locale/fr.js')).fr,
});
