import { CopElement } from '../element.js';
import type { Catalog } from '../locale/catalog.js';
import { type PracticeTexts, practiceTexts } from './texts.js';

/** What the elements around practices have in common: their words. */
export abstract class PracticeElement extends CopElement {
  /** Where the words come from. */
  protected get catalog(): Catalog<PracticeTexts> {
    return practiceTexts;
  }

  get texts(): PracticeTexts {
    return this.catalog.in(this.locale.language);
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (this.locale.ready) await this.locale.ready;
    const loading = this.catalog.load(this.locale.language);
    if (loading) await loading;
    await super.scheduleUpdate();
  }
}
