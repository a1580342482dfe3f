import { Catalog } from '../locale/catalog.js';
import { en } from './locale/en.js';

/** What the questions that wait say in one language. Names come joined. */
export interface BacklogTexts {
  readonly title: string;
  readonly says: string;
  readonly nothing: string;
  readonly notOffered: string;
  readonly wouldAsk: (people: string) => string;
  readonly nobody: string;
  readonly ask: string;
  readonly asked: (people: string) => string;
}

export const backlogTexts = new Catalog<BacklogTexts>(en, {
  ar: async () => (await import('./locale/ar.js')).ar,
  de: async () => (await import('./locale/de.js')).de,
  fr: async () => (await import('./locale/fr.js')).fr,
});
