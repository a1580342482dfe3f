import type { CmoConfiguration, CmoTable } from '@copkit/core/evaluation';
import { html, type TemplateResult } from 'lit';
import type { Saying, Telling } from '../records/content.js';
import { table } from '../records/table.js';

export const called: Telling<CmoTable>['called'] = (said) => [said.realist, said.realistSays];

export function tell({ rows, verdicts }: CmoTable, saying: Saying): TemplateResult {
  const { texts, locale } = saying;
  const { said } = texts;
  if (rows.length === 0) return html`<div class="empty" part="empty"><p>${said.noRecords}</p></div>`;
  const number = (value: number) => locale.number(value);
  return html`${table(
    said.realist,
    [said.context, said.mechanism, said.outcome, said.evidence, said.verdict, said.theory],
    rows.map((each) => row(each, saying)),
  )}
    ${verdicts.map(
      ({ theoryVersion, supports, refutes, refines }) =>
        html`<p class="summary">${texts.verdicts(theoryVersion, number(supports), number(refutes), number(refines))}</p>`,
    )}`;
}

function row(
  { context, mechanism, outcome, evidence, verdict, theoryVersion, missing }: CmoConfiguration,
  { texts, locale }: Saying,
): readonly unknown[] {
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
