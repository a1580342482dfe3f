import { html, type TemplateResult } from 'lit';

/** A table that stands open, in a region that scrolls where it is too wide. Its first column names the rows. */
export const table = (label: string, heads: readonly string[], body: readonly (readonly unknown[])[]): TemplateResult =>
  html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>
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
  </div>`;
