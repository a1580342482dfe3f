import { Catalog } from '../locale/catalog.js';
import { en } from './locale/en.js';

/** What the composer says about who would be asked, in one language. */
export interface AskingTexts {
  readonly invite: string;
  readonly nobody: string;
  readonly newcomer: string;
  readonly role: string;
  /** Titles come joined. */
  readonly wrote: (titles: string) => string;
  readonly quoted: (title: string) => string;
}

export const askingTexts = new Catalog<AskingTexts>(en, {
  ar: async () => (await import('./locale/ar.js')).ar,
  de: async () => (await import('./locale/de.js')).de,
  fr: async () => (await import('./locale/fr.js')).fr,
});
