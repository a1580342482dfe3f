import type { CopkitApi } from '@copkit/core';
import type { MatrixCellView, OutcomeMatrix } from '@copkit/core/evaluation';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { offered } from '../experts/offered.js';
import type { Brief, Told } from '../figure/brief.js';
import { figure } from '../metrics/format.js';
import { RecordsElement } from '../records/element.js';
import { table } from '../records/table.js';

interface Matrix {
  readonly view: OutcomeMatrix;
  readonly brief: Brief;
}

/**
 * @summary What a community does for its organisation: the four outcomes of Lesser and Storck beside what may lead to
 * each. What is not measured says so, and what would supply it.
 *
 * For facilitators and sponsors. Leads are hypotheses.
 *
 * @tag cop-outcomes-matrix
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
export class CopOutcomesMatrix extends RecordsElement<Matrix> {
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
    return [said.outcomes, said.outcomesSay] as const;
  }

  protected override async read(
    api: CopkitApi,
    communityId: string,
    window: string,
    signal: AbortSignal,
  ): Promise<Matrix | null> {
    const [view, { loadBrief }] = await Promise.all([
      offered(api, 'outcomes.getMatrix', () => api.outcomes.getMatrix?.({ communityId, window }, { signal })),
      import('../figure/brief.js'),
    ]);
    return view && { view, brief: await loadBrief(api, this.locale, signal) };
  }

  protected override tell({ view, brief }: Matrix): TemplateResult {
    const { texts } = this;
    const { said } = texts;
    return html`${table(
      said.outcomes,
      [said.measure, said.actual, said.structural, said.relational, said.cognitive],
      view.rows.map(({ outcome, label, cells }) => [
        texts.lesserStorck[outcome] ?? label,
        ...(['outcome', 'structural', 'relational', 'cognitive'] as const).map((column) =>
          cells.filter((cell) => cell.column === column).map((cell) => this.#cell(cell, brief)),
        ),
      ]),
    )}
      <p class="summary">${said.leadsAre}</p>`;
  }

  #cell({ label, status, figures, series, surveys, supply }: MatrixCellView, brief: Brief): TemplateResult {
    const { texts, locale } = this;
    const one = (name: unknown, { text, told, interval }: Told) =>
      html`<div class="cell">
        ${name}: <span class=${told ? 'told' : 'untold'}>${text}</span> ${interval ? html`<small>${interval}</small>` : nothing}
      </div>`;
    return html`${figures.map(({ metric, label: english, result }) => one(brief.label(metric, english), brief.tell(metric, result)))}
      ${series.map((each) => one(html`<bdi>${each.series.name}</bdi>`, brief.series(each.result)))}
      ${surveys.flatMap(({ title, dimensions }) =>
        dimensions.map(({ dimension, mean }) =>
          one(html`<bdi>${dimension}</bdi>`, {
            text: mean === null ? texts.keptBack : figure(locale.tag, mean),
            told: mean !== null,
            interval: title,
          }),
        ),
      )}
      ${
        status === 'not-measured'
          ? html`<div class="cell muted">
${figures.length + series.length + surveys.length > 0 ? nothing : html`<span lang="en" dir="ltr">${label}</span>: ${texts.notMeasured}`}
              ${supply.map(({ text }) => html`<small lang="en" dir="ltr">${text}</small>`)}
            </div>`
          : nothing
      }`;
  }
}
