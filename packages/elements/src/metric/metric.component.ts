import type { AdoptionBreadth, MetricName } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CopElement } from '../element.js';
import { readFeatures } from '../features.js';
import type { breakdown } from '../metrics/breakdown.js';
import { chart } from '../metrics/chart/chart.styles.js';
import { chartFigure, FrameOfHost } from '../metrics/chart/frame.js';
import type { monthsChart } from '../metrics/chart/months-chart.js';
import { calendarText, percent } from '../metrics/format.js';
import { type AnyResult, headlineOf } from '../metrics/headline.js';
import { loadMeasured, type Measured } from '../metrics/measured.js';
import { gradeBadge, method, nextStep, restsOn, says, withheld } from '../metrics/report.js';
import { report } from '../metrics/report.styles.js';
import { strip } from '../metrics/strip.js';
import { type MetricTexts, metricTexts } from '../metrics/texts.js';
import { windowChoice } from '../metrics/window-choice.js';
import { Resource } from '../resource.js';
import { SpeakingElement } from '../speaking-element.js';
import { failure, skeletonRows } from '../states.js';
import { styles } from './metric.styles.js';

type Months = AdoptionBreadth['byMonth'];

/** Months in which there was something to take up; a line needs two of them. */
const monthsIn = ({ result: { value } }: Measured): Months => {
  const months = value && 'byMonth' in value ? value.byMonth.filter(({ eligible }) => eligible > 0) : [];
  return months.length > 1 ? months : [];
};

const FEATURES = ['window', 'meaning', 'next', 'caveats', 'figures'];

/**
 * @summary One figure of a community: its value with the interval, how many records and people it rests on, how far it
 * can be trusted, what to bear in mind, and what to do next. Where it is kept back, why.
 *
 * For facilitators and sponsors. The tables load beside the figure; where it is told month by month, so does what draws it.
 *
 * @tag cop-metric
 * @slot heading - A heading above it; none where absent.
 * @slot action - The way to what is to be done next, such as a link.
 * @event cop-error - A call failed.
 * @csspart label - What the metric is called.
 * @csspart grade - How far it can be trusted.
 * @csspart value - The figure.
 * @csspart chart - The chart with its sentence, where a figure is told month by month.
 * @csspart summary - The sentence.
 * @csspart withheld - Why there is no figure.
 * @csspart meta - What it rests on.
 * @csspart next - What to do next.
 * @csspart caveats - What to bear in mind.
 * @csspart method - How it is computed.
 * @csspart figures - The table behind its toggle.
 * @csspart field - The choice of a window.
 * @csspart error - The error state.
 * @csspart skeleton - The loading state.
 * @cssproperty --cop-accent - The figure in its strip, and what to do next.
 */
export class CopMetric extends SpeakingElement<MetricTexts> {
  static override styles: CSSResultGroup = [CopElement.styles, report, chart, styles];

  /** The community that is measured. */
  @property() community: string | null = null;

  /** `time-to-first-response`, `answer-rate`, `cross-unit-help`, `adoption-breadth` or `time-to-adoption`. */
  @property() metric: MetricName | null = null;

  /** The window of the calendar: `all` (where absent), `2025`, `2025-Q3` or `2025-08`. */
  @property({ reflect: true }) window = 'all';

  /** Parts to switch off: `window meaning next caveats figures`, all on where absent. */
  @property() features = '';

  /** Level of the label among the page's headings. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 3;

  @state() private draw: typeof monthsChart | null = null;
  @state() private breakdown: typeof breakdown | null = null;
  protected readonly catalog = metricTexts;
  readonly #room = new FrameOfHost(this);

  private readonly measured = new Resource<readonly [string, MetricName, string], Measured>(this, {
    subject: () =>
      this.community && this.metric ? [`${this.community} ${this.metric}`, this.metric, this.window] : null,
    load: async (api, [, metric, window], signal) => {
      const [measured, tables] = await Promise.all([
        loadMeasured(api, this.community ?? '', metric, window, signal),
        import('../metrics/breakdown.js'),
      ]);
      this.breakdown = tables.breakdown;
      if (monthsIn(measured).length > 0) this.draw = (await import('../metrics/chart/months-chart.js')).monthsChart;
      return measured;
    },
  });

  protected override render(): unknown {
    return html`<slot name="heading"></slot>
      ${this.measured.render({
        loading: () => skeletonRows(this.t, 2),
        failed: (problem) => failure(this.t, problem, () => void this.measured.refresh(), this.t.problem.forbidden),
        ready: (measured) => this.#content(measured),
      })}`;
  }

  #content(measured: Measured): TemplateResult {
    const { metric, result, info, windows, nextAt } = measured;
    const { texts, locale } = this;
    const features = readFeatures(this.features, FEATURES);
    const context = { texts, locale };
    return html`<div class="head">
        <div class="label" part="label" role="heading" aria-level=${this.headingLevel}>${texts.label[metric] ?? metric}</div>
        ${gradeBadge(texts, result)}
        ${
          features.has('window')
            ? windowChoice(context, windows, this.window, (window) => {
                this.window = window;
              })
            : nothing
        }
      </div>
      ${features.has('meaning') ? says(texts, metric, info) : nothing}
      ${result.status === 'ok' && result.value !== undefined ? this.#headline(metric, result) : withheld(context, result)}
      ${this.#chart(texts.label[metric] ?? metric, monthsIn(measured))}
      ${restsOn(context, result, texts.records[metric] ?? texts.rows)}
      ${features.has('next') ? nextStep(context, result, nextAt) : nothing}
      ${features.has('caveats') ? method(context, result, info) : nothing}
      ${features.has('figures') && result.value !== undefined ? this.breakdown?.(context, metric, result.value) : nothing}`;
  }

  #headline(metric: MetricName, { value }: AnyResult): TemplateResult | typeof nothing {
    const { texts, locale } = this;
    if (value === undefined) return nothing;
    const headline = headlineOf(texts, locale.tag, metric, value);
    const { share, chance } = headline;
    return html`<p class="headline"><span class="value" part="value">${headline.value}</span> ${headline.meaning}</p>
      ${share ? strip(share, chance) : nothing}
      <p class="interval-text">
        ${headline.interval ?? nothing}${
          chance ? html`<br />${texts.byChance(this.#percent(chance.low), this.#percent(chance.high))}` : nothing
        }
      </p>`;
  }

  #chart(label: string, months: Months): TemplateResult | typeof nothing {
    const { texts, locale } = this;
    const { frame } = this.#room;
    const [first, last] = [months[0], months.at(-1)];
    if (!first || !last) return nothing;
    const said = ({ month, adopted, eligible }: Months[number]) =>
      [this.#percent(adopted / eligible), calendarText(texts, locale.tag, month)] as const;
    return chartFigure(
      frame && this.draw ? this.draw({ texts, locale }, frame, label, months) : nothing,
      texts.seriesSummary(...said(first), ...said(last)),
    );
  }

  #percent(share: number): string {
    return percent(this.locale.tag, share);
  }
}
