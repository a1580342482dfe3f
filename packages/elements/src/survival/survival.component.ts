import type { MetricName, Waiting } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CopElement } from '../element.js';
import { readFeatures } from '../features.js';
import { waitingTable } from '../metrics/breakdown.js';
import { chart } from '../metrics/chart/chart.styles.js';
import { chartFigure, FrameOfHost } from '../metrics/chart/frame.js';
import type { survivalChart } from '../metrics/chart/survival-chart.js';
import { duration, percent } from '../metrics/format.js';
import { isWaiting } from '../metrics/headline.js';
import { loadMeasured, type Measured } from '../metrics/measured.js';
import { gradeBadge, method, nextStep, restsOn, says, withheld } from '../metrics/report.js';
import { report } from '../metrics/report.styles.js';
import { type MetricTexts, metricTexts } from '../metrics/texts.js';
import { windowChoice } from '../metrics/window-choice.js';
import { Resource } from '../resource.js';
import { SpeakingElement } from '../speaking-element.js';
import { failure, skeletonRows } from '../states.js';

const FEATURES = ['window', 'meaning', 'next', 'caveats', 'figures'];

type WaitingMetric = Extract<MetricName, 'time-to-first-response' | 'time-to-adoption'>;

/**
 * @summary How long something takes, as a Kaplan–Meier curve: the share still waiting as time goes by, with its 95 %
 * interval, and when half was done. The figures stand in a table behind a toggle, and in a sentence below the chart.
 *
 * For facilitators and sponsors. What draws the chart loads when there is one to draw.
 *
 * @tag cop-survival
 * @slot heading - A heading above it; none where absent.
 * @slot action - The way to what is to be done next, such as a link.
 * @event cop-error - A call failed.
 * @csspart label - What the metric is called.
 * @csspart grade - How far it can be trusted.
 * @csspart chart - The chart with its sentence.
 * @csspart summary - The sentence.
 * @csspart withheld - Why there is no curve.
 * @csspart meta - What it rests on.
 * @csspart next - What to do next.
 * @csspart caveats - What to bear in mind.
 * @csspart method - How it is computed.
 * @csspart figures - The table behind its toggle.
 * @csspart field - The choice of a window.
 * @csspart error - The error state.
 * @csspart skeleton - The loading state.
 * @cssproperty --cop-accent - The curve.
 */
export class CopSurvival extends SpeakingElement<MetricTexts> {
  static override styles: CSSResultGroup = [CopElement.styles, report, chart];

  /** The community that is measured. */
  @property() community: string | null = null;

  /** `time-to-first-response` (where absent) or `time-to-adoption`. */
  @property() metric: WaitingMetric = 'time-to-first-response';

  /** The window of the calendar: `all` (where absent), `2025`, `2025-Q3` or `2025-08`. */
  @property({ reflect: true }) window = 'all';

  /** Parts to switch off: `window meaning next caveats figures`, all on where absent. */
  @property() features = '';

  /** Level of the label among the page's headings. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 3;

  @state() private draw: typeof survivalChart | null = null;
  protected readonly catalog = metricTexts;
  readonly #room = new FrameOfHost(this);

  private readonly measured = new Resource<readonly [string, MetricName, string], Measured>(this, {
    subject: () => (this.community ? [`${this.community} ${this.metric}`, this.metric, this.window] : null),
    load: async (api, [, metric, window], signal) => {
      const [measured, { survivalChart }] = await Promise.all([
        loadMeasured(api, this.community ?? '', metric, window, signal),
        import('../metrics/chart/survival-chart.js'),
      ]);
      this.draw = survivalChart;
      return measured;
    },
  });

  protected override render(): unknown {
    return html`<slot name="heading"></slot>
      ${this.measured.render({
        loading: () => skeletonRows(this.t, 4),
        failed: (problem) => failure(this.t, problem, () => void this.measured.refresh(), this.t.problem.forbidden),
        ready: (measured) => this.#content(measured),
      })}`;
  }

  #content({ metric, result, info, windows, nextAt }: Measured): TemplateResult {
    const { texts, locale } = this;
    const features = readFeatures(this.features, FEATURES);
    const context = { texts, locale };
    const { value } = result;
    const curve = value !== undefined && isWaiting(value) ? value : null;
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
      ${curve ? this.#curve(texts.label[metric] ?? metric, curve) : withheld(context, result)}
      ${restsOn(context, result, texts.records[metric] ?? texts.rows)}
      ${features.has('next') ? nextStep(context, result, nextAt) : nothing}
      ${features.has('caveats') ? method(context, result, info) : nothing}
      ${curve && features.has('figures') ? waitingTable(context, texts.label[metric] ?? metric, curve) : nothing}`;
  }

  #curve(label: string, curve: Waiting): TemplateResult {
    const { texts, locale } = this;
    const { frame } = this.#room;
    return chartFigure(
      frame && this.draw ? this.draw({ texts, locale }, frame, label, curve) : nothing,
      this.#summary(curve),
    );
  }

  /** What the curve shows, in words. */
  #summary({ median, unit, points }: Waiting): string {
    const { texts } = this;
    const { tag } = this.locale;
    const half = median === null ? texts.mostStillWaiting : texts.halfAfter(duration(tag, median, unit));
    const last = points.at(-1);
    return last ? `${half} ${texts.waitedAfter(duration(tag, last.at, unit), percent(tag, last.share))}` : half;
  }
}
