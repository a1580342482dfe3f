import type { LifeCyclePanel, LifeStage, StageTarget } from '@copkit/core/evaluation';
import { html, nothing, type TemplateResult } from 'lit';
import { nameOf } from '../facts.js';
import type { Brief } from '../figure/brief.js';
import { calendarText, dayText } from '../metrics/format.js';
import { datum } from '../metrics/report.js';
import type { Saying, Telling } from '../records/content.js';
import { table } from '../records/table.js';
import type { RecordTexts } from '../records/texts.js';
import type { Life } from './life-cycle.component.js';

const STAGES: readonly LifeStage[] = ['potential', 'coalescing', 'maturing', 'stewardship', 'transformation'];

export const called: Telling<Life>['called'] = (said) => [said.lifeCycle, said.lifeSays];

export function tell({ panel, brief }: Life, saying: Saying): TemplateResult {
  const { texts, locale, headingLevel } = saying;
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
    ${signsOf(texts, panel)}
    <div class="sub" role="heading" aria-level=${headingLevel + 1}>${said.targets}</div>
    ${
      targets.length === 0
        ? html`<p class="summary">${said.noTargets}</p>`
        : table(
            said.targets,
            [said.metric, said.target, said.actual, said.status, said.due, said.owner],
            targets.map((target) => targetRow(target, brief, saying)),
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
function signsOf(texts: RecordTexts, { suggestion, decision }: LifeCyclePanel): TemplateResult | typeof nothing {
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

function targetRow(
  { metric, label, target, direction, owner, due, actual, status }: StageTarget,
  brief: Brief,
  { texts, locale }: Saying,
): readonly unknown[] {
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
