import type { Caveat, MetricInfo, MetricResult } from '@copkit/core';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../icon.js';
import { lock, triangleAlert } from '../icons.js';
import type { Localizer } from '../locale/localizer.js';
import { dayText, spanText } from './format.js';
import type { CaveatText, MetricTexts } from './texts.js';

/** What reports on a figure are written with. */
export interface Report {
  readonly texts: MetricTexts;
  readonly locale: Localizer;
}

/** What to bear in mind; in English where there are no words of ours for it. */
export const caveatText = (texts: MetricTexts, { code, text }: Caveat): unknown =>
  texts.caveat[code as CaveatText] ?? html`<span lang="en" dir="ltr">${text}</span>`;

export const gradeBadge = (texts: MetricTexts, { grade }: MetricResult<unknown>): TemplateResult =>
  html`<span class="badge grade" part="grade" title=${texts.gradeMeans[grade]}
    >${texts.grade[grade]}<span class="unseen">. ${texts.gradeMeans[grade]}</span></span
  >`;

/** Why there is no figure, in place of it. */
export const withheld = ({ texts }: Report, { status, caveats }: MetricResult<unknown>): TemplateResult =>
  html`<div class="notice withheld" part="withheld">
    ${icon(status === 'suppressed' ? lock : triangleAlert)}
    <p>
      <strong>${status === 'suppressed' ? texts.suppressed : texts.insufficient}</strong>
      ${caveats.map((caveat) => html`<span>${caveatText(texts, caveat)}</span> `)}
    </p>
  </div>`;

/** What a figure rests on: when, how many records, how many people. */
export const restsOn = (
  { texts, locale }: Report,
  { window, nRecords, nPersons }: MetricResult<unknown>,
  records: (count: number) => string,
): TemplateResult =>
  html`<p class="meta" part="meta">
    <span>${spanText(texts, locale.tag, window)}</span>
    ${nRecords === null ? nothing : html`<span>${records(nRecords)}</span>`}
    ${nPersons === null ? nothing : html`<span>${texts.people(nPersons)}</span>`}
  </p>`;

/** The one thing to do next with the way to it, to which the page may add its own; or that there is none, and when to look again. */
export const nextStep = (
  { texts, locale }: Report,
  { next }: MetricResult<unknown>,
  nextAt: string | null,
  way: unknown = nothing,
): TemplateResult => {
  const figures = nextAt ? texts.nextFigures(dayText(locale.tag, nextAt)) : '';
  if (next === null)
    return html`<div class="next" part="next"><p><strong>${texts.nextStep}:</strong> ${texts.nothingCalledFor} ${figures}</p></div>`;
  return html`<div class="next" part="next">
    <p><strong>${texts.nextStep}:</strong> ${(next === 'wait' && figures) || texts.next[next]}</p>
    ${way}<slot name="action"></slot>
  </div>`;
};

/** How the figure came about, and what to bear in mind. The method is told in English, as it is published. */
export const method = ({ texts }: Report, result: MetricResult<unknown>, info: MetricInfo | null): TemplateResult => {
  const english = (label: string, text: string) => html`<dt>${label}</dt><dd lang="en" dir="ltr">${text}</dd>`;
  return html`${
    result.status === 'ok' && result.caveats.length > 0
      ? html`<div class="caveats" part="caveats">
            <p>${texts.keepInMind}</p>
            <ul role="list">
              ${result.caveats.map((caveat) => html`<li>${caveatText(texts, caveat)}</li>`)}
            </ul>
          </div>`
      : nothing
  }
    <details class="method" part="method">
      <summary>${texts.computed}</summary>
      <p lang="en" dir="ltr">${result.method} ${info?.reading}</p>
      ${
        info
          ? html`<dl>
              ${english(texts.formula, info.formula)} ${english(texts.floor, info.floor)}
              ${english(texts.source, info.source)}
              ${english(texts.definition, `${result.definition.id}, ${result.definition.version}`)}
            </dl>`
          : nothing
      }
    </details>`;
};

/** A number as it is shown; files take it as it is. */
export const datum = (value: number, shown: string): TemplateResult => html`<data value=${value}>${shown}</data>`;

/** A table behind a toggle. */
export const figures = (
  texts: MetricTexts,
  label: string,
  heads: readonly string[],
  body: readonly (readonly unknown[])[],
  toggle = texts.figures,
): TemplateResult =>
  html`<details class="figures" part="figures">
    <summary>${toggle}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${label}>
      <table part="table">
        <caption class="unseen">${label}</caption>
        <thead>
          <tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr>
        </thead>
        <tbody>
          ${body.map(
            ([first, ...rest]) =>
              html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
