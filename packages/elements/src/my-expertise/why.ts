import type { CopkitApi, ExpertEvidence } from '@copkit/core';
import type { MyTopic, WhyListed } from '@copkit/core/expertise';
import { html, nothing, type TemplateResult } from 'lit';
import { evidenceLine } from '../experts/evidence.js';
import { icon } from '../icon.js';
import { ellipsis } from '../icons.js';
import { shownPoints, type Why } from './own.js';
import type { Context } from './settings.js';

interface Reasons extends Context {
  readonly host: HTMLElement & { readonly threadHref: string | null; readonly practiceHref: string | null };
  readonly more: () => void;
  /** Opens the ways to correct a contribution. */
  readonly correct: (evidence: ExpertEvidence, button: HTMLElement) => void;
}

const reason = (context: Reasons, { kind, evidence }: WhyListed): unknown => {
  const { texts } = context;
  if (!evidence) return kind === 'declared' ? texts.byDeclaring : texts.byEndorsements;
  return evidenceLine(context.host, texts, context.locale, evidence);
};

/** The items that count for a topic, and points that add up. For the person alone. */
export const whyTable = (context: Reasons, { topic }: MyTopic, why: Why): TemplateResult => {
  const { texts, locale, correct } = context;
  const known = why.items.map(({ points }) => points);
  const rest = why.score - known.reduce((sum, each) => sum + each, 0);
  const points = shownPoints(why.next ? [...known, rest] : known);
  const format = new Intl.NumberFormat(locale.tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const sum = points.reduce((total, each) => total + each, 0);
  return html`<table class="why" part="why">
      <caption class="unseen">${texts.whyOf(topic.label)}</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">${texts.why}</th>
          <th scope="col">${texts.points}</th>
          <th scope="col">${texts.correct}</th>
        </tr>
      </thead>
      <tbody>
        ${why.items.map((item, at) => {
          const { evidence } = item;
          return html`<tr>
            <th scope="row">${reason(context, item)}</th>
            <td class="number">${format.format(points[at] ?? 0)}</td>
            <td>
              ${
                evidence
                  ? html`<button
                    type="button"
                    class="button quiet square"
                    part="button"
                    aria-haspopup="menu"
                    aria-label=${texts.menuOf(evidence.title)}
                    title=${texts.correct}
                    @click=${(event: Event) => correct(evidence, event.currentTarget as HTMLElement)}
                    >${icon(ellipsis)}</button
                  >`
                  : nothing
              }
            </td>
          </tr>`;
        })}
        ${
          why.next
            ? html`<tr>
              <th scope="row">
                ${texts.others}
                <button type="button" class="link" part="link" @click=${context.more}>${texts.more}</button>
              </th>
              <td class="number">${format.format(points.at(-1) ?? 0)}</td>
              <td></td>
            </tr>`
            : nothing
        }
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${texts.sum}</th>
          <td class="number">${format.format(sum)} <span class="unseen">${texts.points}</span></td>
          <td></td>
        </tr>
      </tfoot>
    </table>`;
};

/** What a menu at a contribution offers: each a way to say what it is not. */
export const corrections = (
  { texts, change }: Context,
  { itemId }: ExpertEvidence,
  { topic }: MyTopic,
  askInstead: () => Promise<string | null>,
) => {
  const dispute = (input: Parameters<CopkitApi['expertise']['dispute']>[0]) =>
    change((api) => api.expertise.dispute(input), topic.id);
  return [
    { label: texts.notAbout, run: () => dispute({ itemId, topic: topic.id }) },
    {
      label: texts.insteadTitle,
      run: () =>
        void askInstead().then((instead) => {
          if (instead) dispute({ itemId, topic: topic.id, instead });
        }),
    },
    { label: texts.notAtAll, run: () => dispute({ itemId }) },
  ];
};
