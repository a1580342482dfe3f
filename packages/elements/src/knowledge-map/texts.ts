import type { Caveat } from '@copkit/core';
import { Catalog } from '../locale/catalog.js';
import { en } from './locale/en.js';

/** What the map of knowledge says in one language, beyond what all figures say. */
export interface MapTexts {
  readonly title: string;
  readonly says: string;
  readonly notOffered: string;
  readonly nothing: string;
  readonly topic: string;
  readonly asked: string;
  readonly unanswered: string;
  readonly coverage: string;
  readonly hangsOn: string;
  readonly thin: string;
  /** Whose names the table has. */
  readonly keyPeople: string;
  /** How the picture is read. */
  readonly reading: string;
  readonly suppressed: string;
  readonly whySuppressed: string;
  readonly questions: (count: number) => string;
  readonly people: (count: number) => string;
  readonly keptBack: (count: number) => string;
  readonly onOnePerson: (count: number) => string;
  /** Topics come joined. */
  readonly gaps: (topics: string) => string;
  readonly caveat: Readonly<Partial<Record<Caveat['code'], string>>>;
}

export const mapTexts = new Catalog<MapTexts>(en, {
  ar: async () => (await import('./locale/ar.js')).ar,
  de: async () => (await import('./locale/de.js')).de,
  fr: async () => (await import('./locale/fr.js')).fr,
});
