import type { ExpertEvidence } from '@copkit/core';
import { Catalog } from '../locale/catalog.js';
import { en } from './locale/en.js';

/** Where it comes from that somebody knows about something. The three stay apart. */
export type Source = 'inferred' | 'declared' | 'endorsed';

/** What all elements about experts say in one language. */
export interface KnowingTexts {
  readonly source: Readonly<Record<Source, string>>;
  readonly sourceMeans: Readonly<Record<Source, string>>;
  readonly kind: Readonly<Record<ExpertEvidence['kind'], string>>;
  readonly contributions: (count: number) => string;
  /** Days come formatted, names joined. */
  readonly until: (day: string) => string;
  readonly endorsedTimes: (count: number) => string;
  readonly endorsedBy: (names: string) => string;
  readonly awayUntil: (day: string) => string;
  /** Declared, and nothing bears it out yet. */
  readonly pending: string;
  readonly askable: string;
}

export const knowingTexts = new Catalog<KnowingTexts>(en, {
  ar: async () => (await import('./locale/ar.js')).ar,
  de: async () => (await import('./locale/de.js')).de,
  fr: async () => (await import('./locale/fr.js')).fr,
});
