import type { EvidenceKind } from './formulas.js';
import type { Words } from './text-index.js';

/** What the items of one source, such as the answers in a thread, have in common. */
export interface Heading {
  readonly title: string;
  readonly topics: readonly string[];
  /** Of the title and the topics, which count twice. */
  readonly words: Words;
  readonly body: Words;
}

/** What an item is made of. */
export interface Source {
  readonly itemId: string;
  readonly kind: EvidenceKind;
  readonly personId: string;
  readonly threadId: string | null;
  readonly at: number;
  readonly accepted: boolean;
  readonly votes: number;
  readonly heading: Heading;
  readonly words: Words;
}
