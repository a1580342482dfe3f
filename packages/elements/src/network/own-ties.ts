import type { MyTies } from '@copkit/core';
import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { emit } from '../events.js';
import { figureTexts } from '../figure/texts.js';
import { fillHref, link } from '../links.js';
import type { Localizer } from '../locale/localizer.js';
import { exportButton } from '../metrics/export/export-menu.js';
import { spanText } from '../metrics/format.js';
import { datum } from '../metrics/report.js';
import { report } from '../metrics/report.styles.js';
import { adopt } from '../styles/adopt.js';

export const texts = figureTexts;

interface View {
  readonly host: ReactiveControllerHost & HTMLElement & { readonly personHref: string | null };
  readonly locale: Localizer;
  readonly headingLevel: number;
  /** `null` where the server does not tell it. */
  readonly ties: MyTies | null;
}

/** With whom the person exchanged replies and thanks: for themself alone. */
export const ownTies = ({ host, locale, headingLevel, ties }: View): TemplateResult => {
  if (host.shadowRoot) adopt(host.shadowRoot, report);
  void figureTexts.load(locale.language)?.then(() => host.requestUpdate());
  const said = figureTexts.in(locale.language);
  const { plain } = said;
  const person = (id: string, name: string) =>
    link({
      href: fillHref(host.personHref, id),
      open: () => emit(host, 'cop-open-person', { personId: id }),
      content: html`<bdi>${name}</bdi>`,
    });
  return html`<div class="head">
      <div class="label" part="label" role="heading" aria-level=${headingLevel}>${plain.own}</div>
      ${ties && ties.people.length > 0 ? exportButton({ host, locale, title: plain.own }) : ''}
    </div>
    <p class="says">${plain.ownOnly}</p>
    ${
      ties && ties.people.length > 0
        ? html`<div class="scroll" tabindex="0" role="region" aria-label=${plain.own}>
              <table part="table">
                <caption class="unseen">${plain.own}</caption>
                <thead>
                  <tr>
                    ${[plain.people, plain.ofUnit, plain.given, plain.received].map((head) => html`<th scope="col">${head}</th>`)}
                  </tr>
                </thead>
                <tbody>
                  ${ties.people.map(
                    ({ personId, name, unit, given, received }) =>
                      html`<tr>
                        <th scope="row">${person(personId, name ?? locale.messages.nameless)}</th>
                        <td><bdi>${unit}</bdi></td>
                        <td>${datum(given, locale.number(given))}</td>
                        <td>${datum(received, locale.number(received))}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>
            <p class="meta" part="meta"><span>${spanText(said, locale.tag, ties.window)}</span></p>`
        : html`<div class="empty" part="empty"><p>${plain.noTies}</p></div>`
    }`;
};
