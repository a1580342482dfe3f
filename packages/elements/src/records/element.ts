import type { CopkitApi, MetricWindow } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { CopElement } from '../element.js';
import { readFeatures } from '../features.js';
import type { exportButton } from '../metrics/export/export-menu.js';
import { report } from '../metrics/report.styles.js';
import { windowChoice } from '../metrics/window-choice.js';
import { Resource } from '../resource.js';
import { SpeakingElement } from '../speaking-element.js';
import { failure, skeletonRows, stale } from '../states.js';
import { records } from './records.styles.js';
import { type RecordTexts, recordTexts } from './texts.js';

const FEATURES = ['window', 'export'];

interface Shown<T> {
  /** `null` where the server does not keep it. */
  readonly value: T | null;
  readonly window: string;
  readonly windows: readonly MetricWindow[];
}

/**
 * An element around records of a community that are read as a table.
 */
export abstract class RecordsElement<T> extends SpeakingElement<RecordTexts> {
  static override styles: CSSResultGroup = [CopElement.styles, report, records];

  /** The community whose records are shown. */
  @property() community: string | null = null;

  /** Parts to switch off: `window export`, all on where absent. */
  @property() features = '';

  /** Level of the label among the page's headings. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 3;

  protected readonly catalog = recordTexts;
  #export: typeof exportButton | null = null;

  /** The window that is asked for, `null` for the last quarter; `undefined` where it is of no window. */
  protected get asked(): string | null | undefined {
    return undefined;
  }

  protected ask(_window: string): void {}

  protected abstract read(api: CopkitApi, communityId: string, window: string, signal: AbortSignal): Promise<T | null>;
  /** What it is called, and what it says. */
  protected abstract get called(): readonly [label: string, says: string];
  protected abstract tell(value: T): TemplateResult;

  protected readonly shown = new Resource<readonly [string, string | null | undefined], Shown<T>>(this, {
    subject: () => (this.community ? [this.community, this.asked] : null),
    load: async (api, [communityId, asked], signal) => {
      const windowed = asked !== undefined;
      const [{ items: windows }, { exportButton }] = await Promise.all([
        windowed ? api.metrics.listWindows({ communityId }, { signal }) : { items: [] },
        import('../metrics/export/export-menu.js'),
      ]);
      this.#export = exportButton;
      const window = asked ?? windows.find((each) => each.window.includes('-Q'))?.window ?? 'all';
      return { value: await this.read(api, communityId, window, signal), window, windows };
    },
    watch: ([communityId]) => [communityId],
  });

  protected override render(): unknown {
    const { t } = this;
    const retry = () => void this.shown.refresh();
    return html`<slot name="heading"></slot>
      ${this.shown.render({
        loading: () => skeletonRows(t, 5),
        failed: (problem) => failure(t, problem, retry, t.problem.forbidden),
        ready: (shown) => html`${stale(t, this.shown.problem, retry)} ${this.#content(shown)}`,
      })}`;
  }

  #content({ value, window, windows }: Shown<T>): TemplateResult {
    const { texts, locale } = this;
    const features = readFeatures(this.features, FEATURES);
    const [title, says] = this.called;
    return html`<div class="head">
        <div class="label" part="label" role="heading" aria-level=${this.headingLevel}>${title}</div>
        ${
          features.has('window') && windows.length > 0
            ? windowChoice({ texts, locale }, windows, window, (chosen) => this.ask(chosen))
            : nothing
        }
        ${value !== null && features.has('export') ? this.#export?.({ host: this, locale, title }) : nothing}
      </div>
      ${
        value === null
          ? html`<div class="empty" part="empty"><p>${texts.said.notOffered}</p></div>`
          : html`<p class="says">${says}</p>
              ${this.tell(value)}`
      }`;
  }
}
