import type { CopkitApi, Intervention, MetricResult, OutcomeSeries, SeriesPoint, SeriesValue } from '@copkit/core';
import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { choice } from '../choice.js';
import { CopElement } from '../element.js';
import { emit } from '../events.js';
import { readFeatures } from '../features.js';
import { fillHref, link } from '../links.js';
import type { FrameOfHost } from '../metrics/chart/frame.js';
import type * as Drawing from '../metrics/chart/series-drawing.js';
import { calendarText, dayText, figure, percent } from '../metrics/format.js';
import { figures, gradeBadge, method, nextStep, restsOn, withheld } from '../metrics/report.js';
import { report } from '../metrics/report.styles.js';
import { type MetricTexts, metricTexts } from '../metrics/texts.js';
import { Resource } from '../resource.js';
import { SpeakingElement } from '../speaking-element.js';
import { failure, skeletonRows } from '../states.js';
import { adopt } from '../styles/adopt.js';
import { styles } from './outcome-series.styles.js';

const FEATURES = ['choice', 'changes', 'next', 'caveats', 'figures'];

interface Shown {
  /** `null` where there is none yet. */
  readonly series: OutcomeSeries | null;
  readonly all: readonly OutcomeSeries[];
  readonly result: MetricResult<SeriesValue> | null;
}

const load = async (api: CopkitApi, communityId: string, id: string | null, signal: AbortSignal): Promise<Shown> => {
  const { items: all } = await api.outcomes.list({ communityId }, { signal });
  const wanted = id ?? (all.find(({ rows }) => rows > 0) ?? all[0])?.id ?? null;
  if (wanted === null) return { series: null, all, result: null };
  const result = await api.outcomes.get({ seriesId: wanted }, { signal });
  return { series: all.find((one) => one.id === wanted) ?? null, all, result };
};

/**
 * @summary What a system of the host counts, period by period, with what was changed meanwhile drawn in: published
 * practices, an office that moved. The figures stand in a table behind a toggle, and in a sentence below the chart.
 *
 * For facilitators and sponsors. What draws the chart loads when there is one to draw.
 *
 * @tag cop-outcome-series
 * @slot heading - A heading above it; none where absent.
 * @slot action - The way to what is to be done next, such as a link.
 * @event cop-open-practice - A practice among the changes was chosen.
 * @event cop-error - A call failed.
 * @csspart label - What the series is called.
 * @csspart grade - How far it can be trusted.
 * @csspart chart - The chart with its sentence.
 * @csspart summary - The sentence.
 * @csspart changes - What was changed.
 * @csspart withheld - Why there is no chart.
 * @csspart meta - What it rests on.
 * @csspart next - What to do next.
 * @csspart caveats - What to bear in mind.
 * @csspart method - How it is computed.
 * @csspart figures - The table behind its toggle.
 * @csspart field - The choice of a series.
 * @csspart empty - The empty state.
 * @csspart error - The error state.
 * @csspart skeleton - The loading state.
 * @cssproperty --cop-accent - The line.
 */
export class CopOutcomeSeries extends SpeakingElement<MetricTexts> {
  static override styles: CSSResultGroup = [CopElement.styles, report, styles];

  /** The community whose series are shown. */
  @property() community: string | null = null;

  /** The series to show; the first one where absent. */
  @property({ reflect: true }) series: string | null = null;

  /** Parts to switch off: `choice changes next caveats figures`, all on where absent. */
  @property() features = '';

  /** Level of the label among the page's headings. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 3;

  /** Address of a practice's page, with `{id}` for its id. */
  @property({ attribute: 'practice-href' }) practiceHref: string | null = null;

  @state() private drawing: typeof Drawing | null = null;
  protected readonly catalog = metricTexts;
  #room: FrameOfHost | null = null;

  private readonly shown = new Resource<readonly [string, string | null], Shown>(this, {
    subject: () => (this.community ? [this.community, this.series] : null),
    load: async (api, [communityId, series], signal) => {
      const [shown, drawing] = await Promise.all([
        load(api, communityId, series, signal),
        import('../metrics/chart/series-drawing.js'),
      ]);
      this.#room ??= new drawing.FrameOfHost(this);
      if (this.shadowRoot) adopt(this.shadowRoot, drawing.chart);
      this.drawing = drawing;
      return shown;
    },
    watch: ([community]) => [community],
  });

  protected override render(): unknown {
    return html`<slot name="heading"></slot>
      ${this.shown.render({
        loading: () => skeletonRows(this.t, 4),
        failed: (problem) => failure(this.t, problem, () => void this.shown.refresh(), this.t.problem.forbidden),
        ready: (shown) => this.#content(shown),
      })}`;
  }

  #content({ series, all, result }: Shown): TemplateResult {
    const { texts, locale } = this;
    if (!series || !result) return html`<div class="empty" part="empty"><p>${texts.noSeries}</p></div>`;
    const features = readFeatures(this.features, FEATURES);
    const context = { texts, locale };
    const { value } = result;
    const better = series.better && (series.better === 'lower' ? texts.lowerIsBetter : texts.higherIsBetter);
    return html`<div class="head">
        <div class="label" part="label" role="heading" aria-level=${this.headingLevel}><bdi>${series.name}</bdi></div>
        ${gradeBadge(texts, result)}
        ${
          features.has('choice') && all.length > 1
            ? choice(
                texts.series,
                series.id,
                all.map(({ id, name }) => [id, name] as const),
                (id) => {
                  this.series = id;
                },
              )
            : nothing
        }
      </div>
      <p class="says">
        <bdi>${series.denominator === null ? series.numerator : `${series.numerator} / ${series.denominator}`}</bdi>
        · <bdi>${series.source}</bdi>${better ? html` · ${better}` : nothing}
      </p>
      ${value ? this.#chart(series, value) : withheld(context, result)}
      ${value && features.has('changes') ? this.#changes(value.interventions) : nothing}
      ${restsOn(context, result, texts.rows)}
      ${features.has('next') ? nextStep(context, result, null) : nothing}
      ${features.has('caveats') ? method(context, result, null) : nothing}
      ${value && features.has('figures') ? this.#table(series, value) : nothing}`;
  }

  #chart({ name }: OutcomeSeries, value: SeriesValue): TemplateResult | typeof nothing {
    const { texts, locale, drawing } = this;
    if (!drawing) return nothing;
    const frame = this.#room?.frame;
    return drawing.chartFigure(
      frame ? drawing.seriesChart({ texts, locale }, frame, name, value) : nothing,
      this.#summary(value),
    );
  }

  #figure({ measure }: OutcomeSeries, value: number): string {
    return measure === 'share' ? percent(this.locale.tag, value, 1) : figure(this.locale.tag, value);
  }

  /** What the chart shows, in words. */
  #summary({ series, points, interventions }: SeriesValue): string {
    const { texts } = this;
    const { tag } = this.locale;
    const told = points.filter(({ value }) => value !== null);
    const [first, last] = [told[0], told.at(-1)];
    const said = (point: SeriesPoint | undefined) =>
      [this.#figure(series, point?.value ?? 0), calendarText(texts, tag, point?.period ?? '')] as const;
    const changes = interventions.length > 0 ? ` ${texts.changesMarked(interventions.length)}` : '';
    return texts.seriesSummary(...said(first), ...said(last)) + changes;
  }

  #changes(interventions: readonly Intervention[]): TemplateResult | typeof nothing {
    const { texts, locale } = this;
    return interventions.length === 0
      ? nothing
      : html`<div class="changes" part="changes">
          <p id="changes">${texts.changes}</p>
          <ol role="list" aria-labelledby="changes">
            ${interventions.map(
              (change, index) =>
                html`<li>
                  <span class="number" aria-hidden="true">${locale.number(index + 1)}</span>
                  <span
                    >${this.#changeTitle(change)}
                    <small
                      >${texts.change[change.kind]} · <time datetime=${change.at}>${dayText(locale.tag, change.at)}</time>${
                        change.note ? html` · <bdi>${change.note}</bdi>` : nothing
                      }</small
                    ></span
                  >
                </li>`,
            )}
          </ol>
        </div>`;
  }

  #changeTitle({ kind, id, title }: Intervention): TemplateResult {
    const content = html`<bdi>${title}</bdi>`;
    if (kind !== 'practice') return content;
    return link({
      href: fillHref(this.practiceHref, id),
      open: () => emit(this, 'cop-open-practice', { practiceId: id, communityId: this.community ?? '' }),
      content,
    });
  }

  #table(series: OutcomeSeries, { points }: SeriesValue): TemplateResult {
    const { texts, locale } = this;
    const { tag } = locale;
    const number = (value: number | null) => (value === null ? '' : locale.number(value));
    const isShare = series.measure === 'share';
    const heads = [
      texts.period,
      texts.value,
      ...(isShare ? [texts.interval] : []),
      series.numerator,
      ...(series.denominator === null ? [] : [series.denominator]),
    ];
    return figures(
      texts,
      series.name,
      heads,
      points.map((point) => [
        calendarText(texts, tag, point.period),
        point.value === null
          ? point.status === 'suppressed'
            ? texts.keptBack
            : texts.nothingReported
          : this.#figure(series, point.value),
        ...(isShare
          ? [
              point.low === null || point.high === null
                ? ''
                : `${percent(tag, point.low, 1)} – ${percent(tag, point.high, 1)}`,
            ]
          : []),
        number(point.numerator),
        ...(series.denominator === null ? [] : [number(point.denominator)]),
      ]),
    );
  }
}
