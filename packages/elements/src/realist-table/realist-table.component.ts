import type { CopkitApi } from '@copkit/core';
import type { CmoConfiguration, CmoTable } from '@copkit/core/evaluation';
import { html, type TemplateResult } from 'lit';
import { offered } from '../experts/offered.js';
import { RecordsElement } from '../records/element.js';
import { table } from '../records/table.js';

/**
 * @summary What was seen to work, for whom, in what circumstances and why: context, mechanism and outcome of each record,
 * with what it says of the theory. A table and not a score.
 *
 * For facilitators and sponsors.
 *
 * @tag cop-realist-table
 * @slot heading - A heading above it; none where absent.
 * @event {CustomEvent<CopEvents['cop-error']>} cop-error - A call failed.
 * @csspart label - What it is called.
 * @csspart table - The table.
 * @csspart button - The button that saves it.
 * @csspart empty - The empty state.
 * @csspart notice - A line above content that could not be read again.
 * @csspart error - The error state.
 * @csspart skeleton - The loading state.
 */
export class CopRealistTable extends RecordsElement<CmoTable> {
  protected override get called() {
    const { said } = this.texts;
    return [said.realist, said.realistSays] as const;
  }

  protected override read(
    api: CopkitApi,
    communityId: string,
    _window: string,
    signal: AbortSignal,
  ): Promise<CmoTable | null> {
    return offered(api, 'realist.getTable', () => api.realist?.getTable({ communityId }, { signal }));
  }

  protected override tell({ rows, verdicts }: CmoTable): TemplateResult {
    const { texts, locale } = this;
    const { said } = texts;
    if (rows.length === 0) return html`<div class="empty" part="empty"><p>${said.noRecords}</p></div>`;
    const number = (value: number) => locale.number(value);
    return html`${table(
      said.realist,
      [said.context, said.mechanism, said.outcome, said.evidence, said.verdict, said.theory],
      rows.map((row) => this.#row(row)),
    )}
      ${verdicts.map(
        ({ theoryVersion, supports, refutes, refines }) =>
          html`<p class="summary">${texts.verdicts(theoryVersion, number(supports), number(refutes), number(refines))}</p>`,
      )}`;
  }

  #row({
    context,
    mechanism,
    outcome,
    evidence,
    verdict,
    theoryVersion,
    missing,
  }: CmoConfiguration): readonly unknown[] {
    const { texts, locale } = this;
    const lines = (some: readonly string[]) => some.map((line) => html`<div class="cell" dir="auto">${line}</div>`);
    return [
      lines(context),
      html`<div class="cell" dir="auto">${mechanism.resource}</div>
        <small dir="auto">${mechanism.reasoning}</small>`,
      html`<span dir="auto">${outcome}</span>`,
      lines(evidence),
      missing.length > 0
        ? html`<small>${texts.lacks(locale.list(missing.map((each) => texts.missing[each])))}</small>`
        : texts.verdict[verdict],
      theoryVersion,
    ];
  }
}
