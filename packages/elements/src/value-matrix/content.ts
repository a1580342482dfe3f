import type { MatrixRow } from '@copkit/core/evaluation';
import { html, nothing, type TemplateResult } from 'lit';
import type { Brief } from '../figure/brief.js';
import { percent } from '../metrics/format.js';
import { datum } from '../metrics/report.js';
import type { Saying, Telling } from '../records/content.js';
import { table } from '../records/table.js';
import type { RecordTexts } from '../records/texts.js';
import type { Matrix } from './value-matrix.component.js';

export const called: Telling<Matrix>['called'] = (said) => [said.valueMatrix, said.valueSays];

export function tell({ view, brief }: Matrix, { texts, locale }: Saying): TemplateResult {
  const { said } = texts;
  const number = (value: number) => locale.number(value);
  return html`${table(
    said.valueMatrix,
    [said.cycle, said.indicators, said.stories],
    view.rows.map((row) => [
      cycle(texts, row),
      row.indicators.length === 0 ? said.noIndicator : row.indicators.map((each) => indicator(each, brief)),
      datum(row.stories, texts.storyCount(row.stories)),
    ]),
  )}
    <p class="summary">
      ${texts.coverage(number(Math.round(view.coverage * view.rows.length)), number(view.rows.length))}
      ${view.chains ? texts.chains(percent(locale.tag, view.chains.share), texts.storyCount(view.chains.stories)) : nothing}
    </p>`;
}

function cycle(texts: RecordTexts, { cycle }: MatrixRow): TemplateResult {
  const [name, prompt] = texts.cycle[cycle];
  return html`${name} <small>${prompt}</small>`;
}

function indicator({ metric, label, result }: MatrixRow['indicators'][number], brief: Brief): TemplateResult {
  const { text, told, interval } = brief.tell(metric, result);
  return html`<div class="cell">
    ${brief.label(metric, label)}: <span class=${told ? 'told' : 'untold'}>${text}</span> ${interval ? html`<small>${interval}</small>` : nothing}
  </div>`;
}
