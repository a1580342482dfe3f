import type { CopkitApi, MetricWindow } from '@copkit/core';
import { html } from 'lit';
import { property } from 'lit/decorators.js';
import { CopElement } from '../element.js';
import { readFeatures } from '../features.js';
import { Resource } from '../resource.js';
import { failure, skeletonRows, stale } from '../states.js';
import type { RecordsContent, Telling } from './content.js';

const FEATURES = ['window', 'export'];

/** Records of a community as they were read. */
export interface Shown<T> {
  /** `null` where the server does not keep it. */
  readonly value: T | null;
  readonly window: string;
  readonly windows: readonly MetricWindow[];
}

/**
 * An element around records of a community that are read as a table. What tells them loads beside the records.
 */
export abstract class RecordsElement<T> extends CopElement {
  /** The community whose records are shown. */
  @property() community: string | null = null;

  /** Parts to switch off: `window export`, all on where absent. */
  @property() features = '';

  /** Level of the label among the page's headings. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 3;

  #content: RecordsContent<T> | null = null;

  /** The window that is asked for, `null` for the last quarter; `undefined` where it is of no window. */
  protected get asked(): string | null | undefined {
    return undefined;
  }

  protected ask(_window: string): void {}

  protected abstract read(api: CopkitApi, communityId: string, window: string, signal: AbortSignal): Promise<T | null>;
  /** Loads what tells the records. */
  protected abstract telling(): Promise<Telling<T>>;

  protected readonly shown = new Resource<readonly [string, string | null | undefined], Shown<T>>(this, {
    subject: () => (this.community ? [this.community, this.asked] : null),
    load: async (api, [communityId, asked], signal) => {
      const windowed = asked !== undefined;
      const [{ items: windows }] = await Promise.all([
        windowed ? api.metrics.listWindows({ communityId }, { signal }) : { items: [] },
        this.#load(),
      ]);
      const window = asked ?? windows.find((each) => each.window.includes('-Q'))?.window ?? 'all';
      return { value: await this.read(api, communityId, window, signal), window, windows };
    },
    watch: ([communityId]) => [communityId],
  });

  async #load(): Promise<void> {
    const [{ RecordsContent }, telling] = await Promise.all([import('./content.js'), this.telling()]);
    this.#content ??= new RecordsContent(this, telling);
    await this.#content.ready(this.locale);
  }

  protected override render(): unknown {
    const { t } = this;
    const retry = () => void this.shown.refresh();
    return html`<slot name="heading"></slot>
      ${this.shown.render({
        loading: () => skeletonRows(t, 5),
        failed: (problem) => failure(t, problem, retry, t.problem.forbidden),
        ready: (shown) => html`${stale(t, this.shown.problem, retry)}
          ${this.#content?.render(shown, {
            locale: this.locale,
            features: readFeatures(this.features, FEATURES),
            ask: (window) => this.ask(window),
          })}`,
      })}`;
  }
}
