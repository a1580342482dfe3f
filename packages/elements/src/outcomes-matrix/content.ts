import type { MatrixCellView } from '@copkit/core/evaluation';
import { html, nothing, type TemplateResult } from 'lit';
import type { Brief, Told } from '../figure/brief.js';
import { figure } from '../metrics/format.js';
import type { Saying, Telling } from '../records/content.js';
import { table } from '../records/table.js';
import type { Matrix } from './outcomes-matrix.component.js';

export const called: Telling<Matrix>['called'] = (said) => [said.outcomes, said.outcomesSay];

export function tell({ view, brief }: Matrix, saying: Saying): TemplateResult {
  const { texts } = saying;
  const { said } = texts;
  return html`${table(
    said.outcomes,
    [said.measure, said.actual, said.structural, said.relational, said.cognitive],
    view.rows.map(({ outcome, label, cells }) => [
      texts.lesserStorck[outcome] ?? label,
      ...(['outcome', 'structural', 'relational', 'cognitive'] as const).map((column) =>
        cells.filter((each) => each.column === column).map((each) => cell(each, brief, saying)),
      ),
    ]),
  )}
    <p class="summary">${said.leadsAre}</p>`;
}

function cell(
  { label, status, figures, series, surveys, supply }: MatrixCellView,
  brief: Brief,
  { texts, locale }: Saying,
): TemplateResult {
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
