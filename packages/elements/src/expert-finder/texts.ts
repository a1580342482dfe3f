import { knowingTexts } from '../experts/texts.js';
import { en } from './locale/en.js';

type Count = (count: number) => string;

/** How much there is to show for somebody, in words. */
export type Confidence = 'low' | 'medium' | 'high';

/** What the expert finder says in one language, beyond what all elements about experts say. */
export interface OwnTexts {
  readonly search: string;
  readonly begin: string;
  readonly inferred: string;
  readonly nobody: string;
  readonly topics: string;
  readonly aboutTopic: (topic: string) => string;
  readonly anyTopic: string;
  readonly found: Count;
  readonly evidenceMore: Count;
  readonly own: string;
  readonly ask: string;
  readonly askMeans: string;
  readonly card: string;
  readonly confidence: Readonly<Record<Confidence, string>>;
}

export const expertTexts = knowingTexts.with<OwnTexts>(en, {
  ar: async () => (await import('./locale/ar.js')).ar,
  de: async () => (await import('./locale/de.js')).de,
  fr: async () => (await import('./locale/fr.js')).fr,
});

export type ExpertTexts = ReturnType<typeof expertTexts.in>;
