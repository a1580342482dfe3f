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

/** What every element has: where its data comes from, its language, and a voice. */
export abstract class CopElement extends LitElement {
  static readonly version = VERSION;
  static override styles: CSSResultGroup = base;

  /** The API to use instead of the nearest provider's. */
  @property({ attribute: false }) api: CopkitApi | undefined;

  protected readonly locale = new Localizer(this);
  readonly #provided = new ApiConsumer(this);

  /** `undefined` while no provider has answered, `null` while it has nothing to give. */
  constructor() {
    super();
    new FocusKeeper(this);
  }

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
