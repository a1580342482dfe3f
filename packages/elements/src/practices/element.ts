import { CopElement } from '../element.js';
import { type PracticeTexts, practiceTexts } from './texts.js';

/** What the elements around practices have in common: their words. */
export abstract class PracticeElement extends CopElement {
  get texts(): PracticeTexts {
    return practiceTexts.in(this.locale.language);
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (this.locale.ready) await this.locale.ready;
    const loading = practiceTexts.load(this.locale.language);
    if (loading) await loading;
    await super.scheduleUpdate();
  }
}
