import { CopElement } from './element.js';
import type { Catalog } from './locale/catalog.js';

/** An element with texts of its own, apart from the messages that all elements share. */
export abstract class SpeakingElement<Texts> extends CopElement {
  protected abstract readonly catalog: Catalog<Texts>;

  get texts(): Texts {
    return this.catalog.in(this.locale.language);
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (this.locale.ready) await this.locale.ready;
    const loading = this.catalog.load(this.locale.language);
    if (loading) await loading;
    await super.scheduleUpdate();
  }
}
