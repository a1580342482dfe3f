import type { ReactiveControllerHost } from 'lit';
import { html, nothing, type TemplateResult } from 'lit';
import type { Localizer } from '../locale/localizer.js';
import { chart as chartStyles } from '../metrics/chart/chart.styles.js';
import { FrameOfHost } from '../metrics/chart/frame.js';
import { exportButton } from '../metrics/export/export-menu.js';
import type { Measured } from '../metrics/measured.js';
import { figures, gradeBadge, method, nextStep, type Report, restsOn, withheld } from '../metrics/report.js';
import { report } from '../metrics/report.styles.js';
import { strip } from '../metrics/strip.js';
import { windowChoice } from '../metrics/window-choice.js';
import { adopt } from '../styles/adopt.js';
import { type ActionHost, wayTo } from './actions/way.js';
import { charts } from './charts/charts.styles.js';
import { styles } from './figure.styles.js';
import { loadChart } from './shapes/charts.js';
import { chartOf, shapeOf, show } from './shapes/shapes.js';
import { aboutOf, type Chart, type Headline, labelOf, type Saying, type Shown } from './shapes/shown.js';
import { type FigureTexts, figureTexts } from './texts.js';
import { trend } from './trend.js';

/** The element that a figure stands in. */
export interface FigureHost extends ActionHost, ReactiveControllerHost {
  readonly headingLevel: number;
  readonly window: string;
}

interface View {
  readonly measured: Measured;
  readonly locale: Localizer;
  readonly features: ReadonlySet<string>;
  readonly folded: boolean;
  readonly choose: (window: string) => void;
}

const headlineText = ({ value, meaning }: Headline): TemplateResult =>
  html`<p class="headline"><bdi class="value" part="value">${value}</bdi> <bdi>${meaning}</bdi></p>`;

const surroundings = ({ interval, share, chance, byChance }: Headline, asides: Shown['asides']): TemplateResult =>
  html`${share ? strip(share, chance) : nothing}
    ${
      interval || byChance || asides.length > 0
        ? html`<p class="interval-text">
            ${[interval, byChance, ...asides].filter(Boolean).map((line, at) => (at > 0 ? html`<br />${line}` : line))}
          </p>`
        : nothing
    }`;

/** Tells a figure of any shape: what it is, what it means, how far it can be trusted and what to do about it. */
export class FigureContent {
  readonly #room: FrameOfHost;

  constructor(private readonly host: FigureHost) {
    this.#room = new FrameOfHost(host);
    if (host.shadowRoot) for (const sheet of [report, chartStyles, charts, styles]) adopt(host.shadowRoot, sheet);
  }

  /** Until there are texts in the language. */
  async ready(locale: Localizer): Promise<void> {
    await figureTexts.load(locale.language);
  }

  render(view: View): TemplateResult {
    const { host } = this;
    const { measured, locale, features, folded } = view;
    const { metric, result, info, windows, nextAt } = measured;
    void figureTexts.load(locale.language)?.then(() => host.requestUpdate());
    const texts = figureTexts.in(locale.language);
    const say: Saying = { texts, locale, metric, info };
    const { value } = result;
    const shown = result.status === 'ok' && value !== undefined ? show(say, value) : null;
    const label = labelOf(texts, metric, info);
    if (shown?.chart && !shown.chart.draw && value !== undefined) {
      const chart = chartOf(shapeOf(info, value));
      if (chart) void loadChart(chart)?.then(() => host.requestUpdate());
    }
    const drawn = shown && features.has('chart') ? this.#chart(label, shown.chart) : nothing;
    const tables =
      shown && features.has('figures')
        ? shown.tables.map((table) => figures(texts, table.label, table.heads, table.body, table.toggle))
        : nothing;
    const context: Report & { readonly texts: FigureTexts } = { texts, locale };
    const trust = features.has('caveats') ? method(context, result, info) : nothing;
    return html`<slot name="heading"></slot>
      <div class="head">
        <div class="label" part="label" role="heading" aria-level=${host.headingLevel}>${label}</div>
        ${gradeBadge(texts, result)}
        ${features.has('window') ? windowChoice(context, windows, host.window, view.choose) : nothing}
        ${shown && features.has('export') ? exportButton({ host, locale, title: label }) : nothing}
      </div>
      ${features.has('meaning') ? html`<p class="says">${aboutOf(texts, metric, info)}</p>` : nothing}
      ${shown ? html`${headlineText(shown.headline)} ${surroundings(shown.headline, shown.asides)}` : withheld(context, result)}
      ${measured.trend ? trend(say, measured.trend) : nothing}
      ${folded ? nothing : drawn}
      ${restsOn(context, result, texts.records[metric] ?? texts.recordsOf)}
      ${features.has('next') && !(folded && result.next === null) ? nextStep(context, result, nextAt, wayTo(host, context, result.next, metric, view.choose)) : nothing}
      ${
        folded
          ? html`<details class="more" part="details" @toggle=${this.#unfold}>
              <summary>${texts.plain.details}</summary>
              ${drawn} ${trust} ${tables}
            </details>`
          : html`${trust} ${tables}`
      }`;
  }

  /** The page may give an element with open details more room. */
  #unfold = ({ target }: Event): void => {
    this.host.toggleAttribute('detailed', (target as HTMLDetailsElement).open);
  };

  #chart(label: string, chart: Chart | null): TemplateResult | typeof nothing {
    if (!chart) return nothing;
    const { frame } = this.#room;
    const [up, along] = chart.axes ?? ['', ''];
    return html`<figure part="chart">
      ${up ? html`<p class="axis" aria-hidden="true">${up}</p>` : nothing}
      <div class="canvas ${chart.free ? 'free' : ''}">${frame && chart.draw ? chart.draw(frame, label) : nothing}</div>
      ${along ? html`<p class="axis along" aria-hidden="true">${along}</p>` : nothing}
      <figcaption class="summary" part="summary">${chart.summary}</figcaption>
    </figure>`;
  }
}
