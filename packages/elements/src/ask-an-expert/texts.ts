import type { Asked } from '@copkit/core';
import { Catalog } from '../locale/catalog.js';
import { en } from './locale/en.js';

/** What is said about who would be asked, in one language. */
export interface AskingTexts {
  readonly invite: string;
  readonly seen: string;
  readonly why: string;
  readonly keptPlace: string;
  readonly nobody: string;
  /** Why somebody is asked who wrote nothing about it. */
  readonly slot: Readonly<Record<Asked['slot'], string>>;
  /** Titles come joined. */
  readonly wrote: (titles: string) => string;
  readonly quoted: (title: string) => string;
}

export const askingTexts = new Catalog<AskingTexts>(en, {
  ar: async () => (await import('./locale/ar.js')).ar,
  de: async () => (await import('./locale/de.js')).de,
  fr: async () => (await import('./locale/fr.js')).fr,
});
