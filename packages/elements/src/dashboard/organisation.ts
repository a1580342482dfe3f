import type { Organisation } from '@copkit/core';
import { html, type TemplateResult } from 'lit';
import { emit } from '../events.js';
import { fillHref, link } from '../links.js';
import type { Localizer } from '../locale/localizer.js';
import { exportButton } from '../metrics/export/export-menu.js';
import type { DashboardHost } from './content.js';
import type { DashboardTexts } from './texts.js';

/** All communities by name: in which stage each is, how much is told of it, what its figures call for. */
export const organisation = (
  host: DashboardHost,
  { texts, locale }: { readonly texts: DashboardTexts; readonly locale: Localizer },
  { communities, totals }: Organisation,
): TemplateResult =>
  html`<dl class="totals">
      ${totals.map(
        ({ code, value, communities: counted, leftOut }) =>
          html`<div>
            <dt>${texts.total[code]}</dt>
            <dd>
              <strong>${value === null ? texts.keptBack : locale.number(value)}</strong>
              <small>${texts.totalOf(counted, leftOut)}</small>
            </dd>
          </div>`,
      )}
    </dl>
    <p class="hint">${texts.byName} ${exportButton({ host, locale, title: texts.view.organisation })}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${texts.view.organisation}>
      <table part="table">
        <caption class="unseen">${texts.view.organisation}</caption>
        <thead>
          <tr>
            ${[texts.community, texts.stage, texts.measured, texts.toDo].map((head) => html`<th class="told" scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${communities.map(
            ({ communityId, name, stage, measures, next }) =>
              html`<tr>
                <th scope="row">
                  ${link({
                    href: fillHref(host.communityHref, communityId),
                    open: () => emit(host, 'cop-open-community', { communityId }),
                    content: html`<bdi>${name}</bdi>`,
                  })}
                </th>
                <td class="told">${stage ?? texts.noStage}</td>
                <td class="told">
                  ${texts.tally(measures.ok, measures.suppressed, measures.insufficient, measures.notMeasured)}
                </td>
                <td class="told">
                  <ul role="list">
                    ${next.map((step) => html`<li>${texts.next[step] ?? step}</li>`)}
                  </ul>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
