import { knowingTexts } from '../experts/texts.js';
import { en } from './locale/en.js';

/** What a card says in one language, beyond what all elements about experts say. */
export interface OwnTexts {
  readonly notListed: string;
  readonly nothing: string;
  readonly endorse: string;
  readonly endorseOf: (topic: string) => string;
  readonly takeBack: string;
  readonly takeBackOf: (topic: string) => string;
  readonly endorsed: string;
  readonly takenBack: string;
}

export const cardTexts = knowingTexts.with<OwnTexts>(en, {
  ar: async () => (await import('./locale/ar.js')).ar,
  de: async () => (await import('./locale/de.js')).de,
  fr: async () => (await import('./locale/fr.js')).fr,
});

export type CardTexts = ReturnType<typeof cardTexts.in>;
