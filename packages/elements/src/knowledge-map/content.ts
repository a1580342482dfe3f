import type { MetricResult, MetricWindow, PersonCard } from '@copkit/core';
import type { KnowledgeMap, KnowledgeRisk, MappedTopic } from '@copkit/core/expertise';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { nameOf } from '../facts.js';
import type { Localizer } from '../locale/localizer.js';
import { chart } from '../metrics/chart/chart.styles.js';
import type { FrameOfHost } from '../metrics/chart/frame.js';
import { figure, percent } from '../metrics/format.js';
import { figures, gradeBadge, method, nextStep, type Report, restsOn, withheld } from '../metrics/report.js';
import { report } from '../metrics/report.styles.js';
import { metricTexts } from '../metrics/texts.js';
import { windowChoice } from '../metrics/window-choice.js';
import { adopt } from '../styles/adopt.js';
import { styles } from './knowledge-map.styles.js';
import { type Dot, isDot, mapChart } from './map-chart.js';
import type { MapTexts } from './texts.js';

export { FrameOfHost } from '../metrics/chart/frame.js';

/** So many topics are named in the sentence below the picture. */
const NAMED = 3;

export interface Mapped {
  readonly result: MetricResult<KnowledgeMap>;
  readonly risk: MetricResult<KnowledgeRisk> | null;
  readonly windows: readonly MetricWindow[];
  readonly nextAt: string;
}

interface Context {
  readonly host: ReactiveControllerHost & HTMLElement;
  readonly texts: MapTexts;
  readonly locale: Localizer;
  readonly features: ReadonlySet<string>;
  readonly headingLevel: number;
  readonly window: string;
  readonly choose: (window: string) => void;
  readonly room: FrameOfHost;
}

/** What the picture shows, in words: where the gaps are largest, what hangs on one person, what is kept back. */
const summary = (texts: MapTexts, locale: Localizer, dots: readonly Dot[], { result, risk }: Mapped): string => {
  const worst = dots
    .filter(({ gap }) => (gap ?? 0) > 0)
    .toSorted((a, b) => (b.gap ?? 0) - (a.gap ?? 0))
    .slice(0, NAMED);
  const suppressed = result.value?.suppressed ?? 0;
  const alone = risk?.value?.onOnePerson ?? 0;
  return [
    worst.length > 0 ? texts.gaps(locale.list(worst.map(({ topic }) => topic.label))) : '',
    alone > 0 ? texts.onOnePerson(alone) : '',
    risk?.value?.items.some(({ keyPeople = [] }) => keyPeople.length > 0) ? texts.keyPeople : '',
    texts.reading,
    suppressed > 0 ? texts.keptBack(suppressed) : '',
  ]
    .filter(Boolean)
    .join(' ');
};

const table = (texts: MapTexts, report: Report, topics: readonly MappedTopic[], { risk }: Mapped): TemplateResult => {
  const { tag } = report.locale;
  const held = new Map(risk?.value?.items.map((item) => [item.topic.id, item]));
  const kept = html`<span class="kept" title=${texts.whySuppressed}
    >${texts.suppressed}<span class="unseen">. ${texts.whySuppressed}</span></span
  >`;
  const names = (people: readonly PersonCard[]) =>
    people.map((person) => html`<bdi class="key-person">${nameOf(report.locale, person)}</bdi>`);
  const heads = [texts.topic, texts.asked, texts.unanswered, texts.coverage, ...(risk ? [texts.hangsOn] : [])];
  const body = topics.map(({ topic, demand, questions, unansweredShare, supply, coverage }) => {
    const on = held.get(topic.id);
    return [
      html`<bdi>${topic.label}</bdi>`,
      demand === 'suppressed' || questions === null ? kept : report.locale.number(questions),
      demand === 'suppressed' ? kept : unansweredShare === null ? '–' : percent(tag, unansweredShare),
      supply === 'suppressed' || coverage === null ? kept : figure(tag, coverage),
      ...(risk
        ? [
            on === undefined || on.absenceFactor === null
              ? kept
              : [texts.people(on.absenceFactor), names(on.keyPeople ?? [])],
          ]
        : []),
    ];
  });
  return figures(report.texts, texts.title, heads, body);
};

/** The map with all that belongs to a figure: when, on what it rests, what to do, and the table behind the picture. */
export const mapContent = (context: Context, mapped: Mapped): TemplateResult => {
  const { host, texts, locale, features, room } = context;
  const { result, windows, nextAt } = mapped;
  if (host.shadowRoot) for (const sheet of [report, chart, styles]) adopt(host.shadowRoot, sheet);
  void metricTexts.load(locale.language)?.then(() => host.requestUpdate());
  const common = metricTexts.in(locale.language);
  const reported: Report = { texts: { ...common, caveat: { ...common.caveat, ...texts.caveat } }, locale };
  const topics = result.value?.topics ?? [];
  const dots = topics.filter(isDot);
  const { frame } = room;
  return html`<div class="head">
      <div class="label" part="label" role="heading" aria-level=${context.headingLevel}>${texts.title}</div>
      ${gradeBadge(reported.texts, result)}
      ${features.has('window') ? windowChoice(reported, windows, context.window, context.choose) : nothing}
    </div>
    <p class="says">${texts.says}</p>
    ${
      result.value
        ? topics.length === 0
          ? html`<div class="empty" part="empty"><p>${texts.nothing}</p></div>`
          : html`<p class="axis" aria-hidden="true">${texts.asked}</p>
              <figure part="chart">
                <div class="canvas">${frame ? mapChart({ texts, tag: locale.tag, label: texts.title }, frame, dots) : nothing}</div>
                <p class="axis" aria-hidden="true">${texts.coverage}</p>
                <figcaption class="summary" part="summary">${summary(texts, locale, dots, mapped)}</figcaption>
              </figure>`
        : withheld(reported, result)
    }
    ${restsOn(reported, result, texts.questions)} ${features.has('next') ? nextStep(reported, result, nextAt) : nothing}
    ${features.has('caveats') ? method(reported, result, null) : nothing}
    ${topics.length > 0 && features.has('figures') ? table(texts, reported, topics, mapped) : nothing}`;
};
