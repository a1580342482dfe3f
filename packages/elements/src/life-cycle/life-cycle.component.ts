import type { CopkitApi } from '@copkit/core';
import type { LifeCyclePanel, LifeStage, StageTarget } from '@copkit/core/evaluation';
import { html, nothing, type TemplateResult } from 'lit';
import { offered } from '../experts/offered.js';
import { nameOf } from '../facts.js';
import type { Brief } from '../figure/brief.js';
import { calendarText, dayText } from '../metrics/format.js';
import { datum } from '../metrics/report.js';
import { RecordsElement } from '../records/element.js';
import { table } from '../records/table.js';

interface Life {
  readonly panel: LifeCyclePanel;
  readonly brief: Brief;
}

const STAGES: readonly LifeStage[] = ['potential', 'coalescing', 'maturing', 'stewardship', 'transformation'];

/**
 * @summary Where a community stands in its life: what its figures suggest, what people decided, and the targets of its
 * stage beside what it has.
 *
 * For facilitators and sponsors. The suggestion and the decision are kept apart.
 *
 * @tag cop-life-cycle
 * @slot heading - A heading above it; none where absent.
 * @event {CustomEvent<CopEvents['cop-error']>} cop-error - A call failed.
 * @csspart label - What it is called.
 * @csspart stages - The stages, in their order.
 * @csspart table - The targets.
 * @csspart button - The button that saves them.
 * @csspart empty - The empty state.
 * @csspart notice - A line above content that could not be read again.
 * @csspart error - The error state.
 * @csspart skeleton - The loading state.
 * @cssproperty --cop-accent - The stage.
 * @cssproperty --cop-positive - A target that is met.
 * @cssproperty --cop-danger - One that is overdue.
 */
export class CopLifeCycle extends RecordsElement<Life> {
  protected override get called() {
    const { said } = this.texts;
    return [said.lifeCycle, said.lifeSays] as const;
  }

  protected override async read(
    api: CopkitApi,
    communityId: string,
    _window: string,
    signal: AbortSignal,
  ): Promise<Life | null> {
    const [panel, { loadBrief }] = await Promise.all([
      offered(api, 'lifeCycle.get', () => api.lifeCycle?.get({ communityId }, { signal })),
      import('../figure/brief.js'),
    ]);
    return panel && { panel, brief: await loadBrief(api, this.locale, signal) };
  }

  protected override tell({ panel, brief }: Life): TemplateResult {
    const { texts, locale } = this;
    const { said } = texts;
    const { decision, suggestion, targets, gaps, keyPersons } = panel;
    const decided = decision?.stage.stage;
    const suggested = suggestion.stage?.stage;
    const number = (value: number) => locale.number(value);
    return html`<ol class="stages" role="list" part="stages">
        ${STAGES.map(
          (stage) =>
            html`<li class="stage ${stage === suggested ? 'suggested' : ''}" aria-current=${stage === decided ? 'step' : nothing}>
              ${texts.lifeStage[stage]}
              ${stage === decided ? html`<small>${said.decided}</small>` : nothing}
              ${stage === suggested ? html`<small>${said.suggested}</small>` : nothing}
            </li>`,
        )}
      </ol>
      <p>
        ${
          decision
            ? html`<strong>${said.decided}:</strong> ${texts.lifeStage[decision.stage.stage]},
                ${texts.decidedBy(nameOf(locale, decision.by), dayText(locale.tag, decision.at))}.
                <span dir="auto">${decision.reason}</span>`
            : said.nothingDecided
        }
      </p>
      <p>
        ${
          suggestion.stage
            ? html`<strong>${said.suggested}:</strong> ${texts.lifeStage[suggestion.stage.stage]}${
                suggestion.quarter
                  ? ` ${texts.suggestedFor(calendarText(texts, locale.tag, suggestion.quarter))}`
                  : nothing
              }.`
            : said.nothingSuggested
        }
      </p>
      ${this.#signs(panel)}
      <div class="sub" role="heading" aria-level=${this.headingLevel + 1}>${said.targets}</div>
      ${
        targets.length === 0
          ? html`<p class="summary">${said.noTargets}</p>`
          : table(
              said.targets,
              [said.metric, said.target, said.actual, said.status, said.due, said.owner],
              targets.map((target) => this.#target(target, brief)),
            )
      }
      ${
        gaps && gaps.length > 0
          ? html`<p><strong>${said.gaps}:</strong> ${locale.list(gaps.map(({ label }) => label))}</p>`
          : nothing
      }
      ${
        keyPersons && keyPersons.topics > 0 && keyPersons.onOnePerson !== null
          ? html`<p>${texts.onOne(number(keyPersons.onOnePerson), number(keyPersons.topics))}</p>`
          : nothing
      }`;
  }

  /** What speaks for the stage that is suggested, else for the one that was decided; the evidence is told in English. */
  #signs({ suggestion, decision }: LifeCyclePanel): TemplateResult | typeof nothing {
    const { texts } = this;
    const stage = suggestion.stage?.stage ?? decision?.stage.stage;
    const signs = suggestion.evidence.find((each) => each.stage === stage)?.signs ?? [];
    return signs.length === 0
      ? nothing
      : html`<details>
          <summary>${texts.said.signs}</summary>
          <ul role="list">
            ${signs.map(({ name, holds }) => html`<li><span lang="en" dir="ltr">${name}</span>: ${texts.holds[holds]}</li>`)}
          </ul>
        </details>`;
  }

  #target(
    { metric, label, target, direction, owner, due, actual, status }: StageTarget,
    brief: Brief,
  ): readonly unknown[] {
    const { texts, locale } = this;
    const text = brief.number(metric, target);
    const { text: value, told, interval } = brief.tell(metric, actual);
    return [
      brief.label(metric, label),
      datum(target, direction === 'at-least' ? texts.atLeast(text) : texts.atMost(text)),
      html`<span class=${told ? 'told' : 'untold'}>${value}</span> ${interval ? html`<small>${interval}</small>` : nothing}`,
      html`<span class=${status}>${texts.targetStatus[status]}</span>`,
      dayText(locale.tag, due),
      html`<bdi>${nameOf(locale, owner)}</bdi>`,
    ];
  }
}
