import type { CopkitApi } from '@copkit/core';
import { type CSSResultGroup, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { announce } from './announce.js';
import { ApiConsumer } from './api-context.js';
import { FocusKeeper } from './focus-keeper.js';
import { Localizer } from './locale/localizer.js';
import type { Messages } from './locale/messages.js';
import { base } from './styles/base.js';
import { VERSION } from './version.js';

/**
 * What every element has: where its data comes from, its language, and a voice.
 *
 * @cssproperty --cop-accent - The page's accent.
 * @cssproperty --cop-on-accent - Text on the accent.
 * @cssproperty --cop-surface - What the page lies on, where an element has to know.
 * @cssproperty --cop-surface-raised - Menus and dialogs.
 * @cssproperty --cop-text - Text; the page's own colour where absent.
 * @cssproperty --cop-text-muted - Secondary text.
 * @cssproperty --cop-line - Hairlines.
 * @cssproperty --cop-line-strong - Borders of fields and buttons.
 * @cssproperty --cop-positive - What went well: answered, accepted.
 * @cssproperty --cop-warning - What needs attention.
 * @cssproperty --cop-danger - What cannot be undone, and what went wrong.
 * @cssproperty --cop-mark - Behind words that a search found.
 * @cssproperty --cop-radius - Rounding of surfaces.
 * @cssproperty --cop-text-xs - The smallest text, in em of the page's.
 * @cssproperty --cop-text-s - Small text.
 * @cssproperty --cop-text-l - Titles.
 * @cssproperty --cop-text-xl - The title of a thread.
 * @cssproperty --cop-space-1 - The smallest distance.
 * @cssproperty --cop-space-2 - Twice that.
 * @cssproperty --cop-space-3 - Three times.
 * @cssproperty --cop-space-4 - Four times.
 * @cssproperty --cop-space-6 - Six times.
 * @cssproperty --cop-space-8 - Eight times.
 * @cssproperty --cop-font-mono - The font of code.
 */
export abstract class CopElement extends LitElement {
  static readonly version = VERSION;
  static override styles: CSSResultGroup = base;

  /** The API to use instead of the nearest provider's. */
  @property({ attribute: false }) api: CopkitApi | undefined;

  protected readonly locale = new Localizer(this);
  readonly #provided = new ApiConsumer(this);

  constructor() {
    super();
    new FocusKeeper(this);
  }

  /**
   * The API the element uses: its own, else the nearest provider's. `undefined` while no provider has answered, `null`
   * while it has nothing to give.
   */
  get source(): CopkitApi | null | undefined {
    return this.api ?? this.#provided.value;
  }

  protected get t(): Messages {
    return this.locale.messages;
  }

  /** Tells people who do not see the page. */
  protected announce(message: string): void {
    announce(this, message, this.locale.language);
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (this.locale.ready) await this.locale.ready;
    super.scheduleUpdate();
  }
}
