import type { CopkitApi } from '@copkit/core';
import type { MatrixRow, ValueMatrixView } from '@copkit/core/evaluation';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { offered } from '../experts/offered.js';
import type { Brief } from '../figure/brief.js';
import { percent } from '../metrics/format.js';
import { datum } from '../metrics/report.js';
import { RecordsElement } from '../records/element.js';
import { table } from '../records/table.js';

interface Matrix {
  readonly view: ValueMatrixView;
  readonly brief: Brief;
}

/**
 * @summary The value-creation matrix: cycle by cycle from what happened to what counts as success, what is measured
 * beside the stories that are told. Never summed, and never to money.
 *
 * For facilitators and sponsors.
 *
 * @tag cop-value-matrix
 * @slot heading - A heading above it; none where absent.
 * @event {CustomEvent<CopEvents['cop-error']>} cop-error - A call failed.
 * @csspart label - What it is called.
 * @csspart table - The table.
 * @csspart field - The choice of a window.
 * @csspart button - The button that saves it.
 * @csspart empty - The empty state.
 * @csspart notice - A line above content that could not be read again.
 * @csspart error - The error state.
 * @csspart skeleton - The loading state.
 */
export class CopValueMatrix extends RecordsElement<Matrix> {
  /** The window of the calendar: `all`, `2025`, `2025-Q3` or `2025-08`; the last quarter that is out where absent. */
  @property({ reflect: true }) window: string | null = null;

  protected override get asked(): string | null {
    return this.window;
  }

  protected override ask(window: string): void {
    this.window = window;
  }

  protected override get called() {
    const { said } = this.texts;
    return [said.valueMatrix, said.valueSays] as const;
  }

  protected override async read(
    api: CopkitApi,
    communityId: string,
    window: string,
    signal: AbortSignal,
  ): Promise<Matrix | null> {
    const [view, { loadBrief }] = await Promise.all([
      offered(api, 'stories.getMatrix', () => api.stories?.getMatrix({ communityId, window }, { signal })),
      import('../figure/brief.js'),
    ]);
    return view && { view, brief: await loadBrief(api, this.locale, signal) };
  }

  protected override tell({ view, brief }: Matrix): TemplateResult {
    const { texts, locale } = this;
    const { said } = texts;
    const number = (value: number) => locale.number(value);
    return html`${table(
      said.valueMatrix,
      [said.cycle, said.indicators, said.stories],
      view.rows.map((row) => [
        this.#cycle(row),
        row.indicators.length === 0 ? said.noIndicator : row.indicators.map((each) => this.#indicator(each, brief)),
        datum(row.stories, texts.storyCount(row.stories)),
      ]),
    )}
      <p class="summary">
        ${texts.coverage(number(Math.round(view.coverage * view.rows.length)), number(view.rows.length))}
        ${view.chains ? texts.chains(percent(locale.tag, view.chains.share), texts.storyCount(view.chains.stories)) : nothing}
      </p>`;
  }

  #cycle({ cycle }: MatrixRow): TemplateResult {
    const [name, prompt] = this.texts.cycle[cycle];
    return html`${name} <small>${prompt}</small>`;
  }

  #indicator({ metric, label, result }: MatrixRow['indicators'][number], brief: Brief): TemplateResult {
    const { text, told, interval } = brief.tell(metric, result);
    return html`<div class="cell">
      ${brief.label(metric, label)}: <span class=${told ? 'told' : 'untold'}>${text}</span> ${interval ? html`<small>${interval}</small>` : nothing}
    </div>`;
  }
}
