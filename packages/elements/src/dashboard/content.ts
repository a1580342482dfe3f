import type { MetricInfo, Tile } from '@copkit/core';
import type { ReactiveControllerHost, TemplateResult } from 'lit';
import { nothing } from 'lit';
import { html, type StaticValue, unsafeStatic } from 'lit/static-html.js';
import { labelOf } from '../figure/shapes/shown.js';
import { figureTexts } from '../figure/texts.js';
import type { Localizer } from '../locale/localizer.js';
import { CopMetric } from '../metric/metric.component.js';
import { dayText } from '../metrics/format.js';
import type { Measured } from '../metrics/measured.js';
import { caveatText } from '../metrics/report.js';
import { report } from '../metrics/report.styles.js';
import { windowChoice } from '../metrics/window-choice.js';
import { defineInside, tagOf } from '../register.js';
import { adopt } from '../styles/adopt.js';
import type { Loaded, View } from './loading.js';
import { organisation } from './organisation.js';
import { loadPanels, type Panel } from './panels.js';
import { dashboardTexts } from './texts.js';

export interface DashboardHost extends ReactiveControllerHost, HTMLElement {
  readonly api: unknown;
  readonly community: string | null;
  readonly view: View;
  readonly headingLevel: number;
  readonly actionHref: string | null;
  readonly communityHref: string | null;
  readonly threadHref: string | null;
  readonly practiceHref: string | null;
  readonly personHref: string | null;
}

type Rung = MetricInfo['rung'];

/** Sponsors look for what came of it first, facilitators for what they can act on. */
const RUNGS: Readonly<Record<View, readonly Rung[]>> = {
  facilitator: ['activity', 'growth', 'outcome', 'inputs'],
  sponsor: ['outcome', 'growth', 'activity', 'inputs'],
  organisation: [],
};

const isUnmeasured = ({ result }: Tile): boolean => result.caveats.some(({ code }) => code === 'not-measured');

const isTold = ({ result }: Tile): boolean => result.status === 'ok';

/** Tiles by rung, then what is recorded, then what is not measured. */
export class DashboardContent {
  readonly #tile: StaticValue;
  #panels: readonly Panel[] = [];

  constructor(private readonly host: DashboardHost) {
    defineInside(host, 'cop-dashboard', 'cop-metric', CopMetric);
    this.#tile = unsafeStatic(tagOf(CopMetric, 'cop-metric'));
    if (host.shadowRoot) adopt(host.shadowRoot, report);
  }

  /** Until there are texts in the language, and what shows the records. */
  async ready({ language }: Localizer, view: View): Promise<void> {
    const [panels] = await Promise.all([
      loadPanels(this.host, view),
      dashboardTexts.load(language),
      figureTexts.load(language),
    ]);
    this.#panels = panels;
  }

  render(
    loaded: Loaded,
    locale: Localizer,
    features: ReadonlySet<string>,
    choose: (window: string) => void,
  ): TemplateResult {
    const { host } = this;
    const { language, tag } = locale;
    for (const catalog of [dashboardTexts, figureTexts]) void catalog.load(language)?.then(() => host.requestUpdate());
    const texts = dashboardTexts.in(language);
    const bar = html`<div class="bar" part="head">
      <span>${texts.view[host.view]}</span>
      ${features.has('window') ? windowChoice({ texts, locale }, loaded.windows, loaded.window, choose) : nothing}
      ${loaded.nextAt ? html`<span>${texts.nextFigures(dayText(tag, loaded.nextAt))}</span>` : nothing}
    </div>`;
    if (loaded.organisation) return html`${bar} ${organisation(host, { texts, locale }, loaded.organisation)}`;
    if (!loaded.tiles) return html`<div class="empty" part="empty"><p>${texts.notOffered}</p></div>`;
    const tiles = loaded.tiles.filter((tile) => !isUnmeasured(tile));
    const widen = (event: Event): void => {
      // The tile knows of one window; the dashboard has the choice.
      const { detail } = event as HTMLElementEventMap['cop-action'];
      if (detail.action === 'widen-window' && !event.defaultPrevented) choose('all');
    };
    return html`${bar}
      <div @cop-action=${widen}>
        ${RUNGS[host.view].map((rung) => this.#rung(rung, tiles, loaded, locale))}
        ${features.has('records') ? this.#records(loaded, locale) : nothing}
        ${features.has('unmeasured') ? this.#unmeasured(loaded.tiles.filter(isUnmeasured), locale) : nothing}
      </div>`;
  }

  #rung(rung: Rung, all: readonly Tile[], { windows }: Loaded, locale: Localizer): TemplateResult | typeof nothing {
    const { host } = this;
    const texts = dashboardTexts.in(locale.language);
    const tiles = all.filter(({ info }) => info.rung === rung);
    return tiles.length === 0
      ? nothing
      : html`<section class="rung" part="section" aria-labelledby="rung-${rung}">
          <div id="rung-${rung}" role="heading" aria-level=${host.headingLevel}>${texts.rung[rung]}</div>
          <p>${texts.rungSays[rung]}</p>
          <div class="tiles">${tiles.filter(isTold).map((tile) => this.#one(tile, windows))}</div>
          ${this.#withheld(
            tiles.filter((tile) => !isTold(tile)),
            locale,
          )}
        </section>`;
  }

  #one({ metric, info, result, trend }: Tile, windows: Loaded['windows']): TemplateResult {
    const { host } = this;
    const measured: Measured = { metric, info, result, trend, windows, nextAt: null };
    return html`<div class="tile" part="tile">
      <${this.#tile}
        compact
        features="-window"
        .api=${host.api ?? undefined}
        .metric=${metric}
        .community=${host.community}
        .measured=${measured}
        .headingLevel=${host.headingLevel + 1}
        .actionHref=${host.actionHref}
        .threadHref=${host.threadHref}
        .practiceHref=${host.practiceHref}
        .personHref=${host.personHref}
      ></${this.#tile}>
    </div>`;
  }

  /** What has no figure in this window, with the reason and what to do: a line each, so that what is told stands out. */
  #withheld(tiles: readonly Tile[], locale: Localizer): TemplateResult | typeof nothing {
    const texts = dashboardTexts.in(locale.language);
    const named = figureTexts.in(locale.language);
    return tiles.length === 0
      ? nothing
      : html`<details class="unmeasured" part="withheld">
          <summary>${texts.withheld(tiles.length)}</summary>
          <dl>
            ${tiles.map(
              ({ metric, info, result }) =>
                html`<dt>${labelOf(named, metric, info)}</dt>
                  <dd>
                    ${result.status === 'suppressed' ? texts.suppressed : texts.insufficient}.
                    ${result.caveats.map((caveat) => caveatText(texts, caveat))}
                    ${result.next ? texts.next[result.next] : nothing}
                  </dd>`,
            )}
          </dl>
        </details>`;
  }

  #records({ window }: Loaded, locale: Localizer): TemplateResult | typeof nothing {
    const { host } = this;
    const texts = dashboardTexts.in(locale.language);
    return this.#panels.length === 0
      ? nothing
      : html`<section class="records" part="records" aria-labelledby="records">
          <div id="records" role="heading" aria-level=${host.headingLevel}>${texts.records}</div>
          ${this.#panels.map(({ tag, windowed }) => {
            const name = unsafeStatic(tag);
            return html`<div class="panel">
              <${name}
                .api=${host.api ?? undefined}
                .community=${host.community}
                .window=${windowed ? window : undefined}
                .headingLevel=${host.headingLevel + 1}
                .practiceHref=${host.practiceHref}
                .threadHref=${host.threadHref}
              ></${name}>
            </div>`;
          })}
        </section>`;
  }

  #unmeasured(tiles: readonly Tile[], { language }: Localizer): TemplateResult | typeof nothing {
    const texts = dashboardTexts.in(language);
    const named = figureTexts.in(language);
    return tiles.length === 0
      ? nothing
      : html`<details class="unmeasured" part="unmeasured">
          <summary>${texts.unmeasured(tiles.length)}</summary>
          <p>${texts.unmeasuredSays}</p>
          <dl>
            ${tiles.map(
              ({ metric, info }) =>
                html`<dt>${labelOf(named, metric, info)}</dt>
                  <dd lang="en" dir="ltr">${info.supply}</dd>`,
            )}
          </dl>
        </details>`;
  }
}
