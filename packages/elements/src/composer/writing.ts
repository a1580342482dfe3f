import type { CopkitApi, ThreadKind } from '@copkit/core';
import { type Composition, draftKey, EMPTY, type Prepared, type Purpose } from './composition.js';
import { DraftKeeper, type DraftStatus } from './drafts.js';
import { Mentions } from './mentions.js';

/** One text being written, from the first character until it is sent or thrown away, with its draft. */
export class Writing {
  composition: Composition;
  draft: DraftStatus = 'none';
  readonly mentions = new Mentions();
  readonly #key: string;
  /** The title it began with, which nobody has written here. */
  #begunWith = '';
  readonly #keeper = new DraftKeeper((status) => {
    this.draft = status;
    this.changed();
  });

  constructor(
    purpose: Purpose,
    kind: ThreadKind,
    private readonly changed: () => void,
  ) {
    this.#key = draftKey(purpose);
    this.composition = { kind, ...EMPTY };
  }

  /** Saves the draft when the page is left. */
  start(): void {
    this.#keeper.start();
  }

  /** Saves what is not saved yet and lets go. */
  stop(): void {
    this.#keeper.stop();
  }

  /** Puts in what a new text begins with; it becomes a draft only with what is written to it. */
  begin(beginning: Partial<Pick<Composition, 'title' | 'topics'>>): void {
    this.change(null, beginning);
    this.#begunWith = this.composition.title;
  }

  /** Puts back what was being written, unless somebody has begun anew. What was written before goes before a beginning. */
  restore({ restored, mentions }: Prepared): void {
    const { text, title } = this.composition;
    if (!restored || text || title !== this.#begunWith) return;
    if (restored.draft) this.#keeper.found();
    this.draft = restored.draft ? 'saved' : 'none';
    this.composition = {
      ...this.composition,
      title: restored.title || title,
      text: this.mentions.toWords(restored.body, mentions),
      topics: restored.topics,
    };
    this.changed();
  }

  change(api: CopkitApi | null | undefined, change: Partial<Composition>): void {
    this.composition = { ...this.composition, ...change };
    const { title, text, topics } = this.stored;
    if (api) this.#keeper.note(api, this.#key, { title: title || null, body: text, topics });
    this.changed();
  }

  /** The composition with mentions by id. */
  get stored(): Composition {
    return { ...this.composition, text: this.mentions.toTokens(this.composition.text) };
  }

  /** Forgets the draft. */
  async discard(api: CopkitApi): Promise<void> {
    await this.#keeper.discard(api, this.#key);
  }
}
