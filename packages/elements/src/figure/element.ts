import type { MetricName } from '@copkit/core';
import { nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { CopElement } from '../element.js';
import { readFeatures } from '../features.js';
import type { Measured } from '../metrics/measured.js';
import { Resource } from '../resource.js';
import { failure, skeletonRows } from '../states.js';
import type { FigureContent } from './content.js';

const FEATURES = ['window', 'meaning', 'chart', 'next', 'caveats', 'figures', 'export'];

/**
 * An element around one figure. What tells and draws it loads beside the figure.
 */
export abstract class FigureElement extends CopElement {
  /** The community that is measured. */
  @property() community: string | null = null;

  /** The window of the calendar: `all` (where absent), `2025`, `2025-Q3` or `2025-08`. */
  @property({ reflect: true }) window = 'all';

  /** Parts to switch off: `window meaning chart next caveats figures export`, all on where absent. */
  @property() features = '';

  /** Level of the label among the page's headings. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 3;

  /** Address of the page for what is to be done next, with `{id}` for its name, such as `route-to-experts`. */
  @property({ attribute: 'action-href' }) actionHref: string | null = null;

  /** Address of a thread's page, with `{id}` for its id. */
  @property({ attribute: 'thread-href' }) threadHref: string | null = null;

  /** Address of a practice's page, with `{id}` for its id. */
  @property({ attribute: 'practice-href' }) practiceHref: string | null = null;

  /** Address of a person's page, with `{id}` for the id. */
  @property({ attribute: 'person-href' }) personHref: string | null = null;

  /** The figure, where the page has it already: then none is read. */
  @property({ attribute: false }) measured: Measured | null = null;

  /** @internal What it is called without a suffix. */
  abstract readonly plainTag: string;

  /** The metric that is shown; `null` while it is not known. */
  abstract metric: MetricName | null;

  /** Whether all but the figure, what it means and what to do is folded. */
  protected get folded(): boolean {
    return false;
  }

  #content: FigureContent | null = null;

  readonly #read = new Resource<readonly [string, MetricName, string], Measured>(this, {
    subject: () =>
      this.community && this.metric && !this.measured
        ? [`${this.community} ${this.metric}`, this.metric, this.window]
        : null,
    load: async (api, [, metric, window], signal) => {
      const [{ loadMeasured }] = await Promise.all([import('../metrics/measured.js'), this.#load()]);
      return loadMeasured(api, this.community ?? '', metric, window, signal);
    },
  });

  async #load(): Promise<void> {
    const { FigureContent } = await import('./content.js');
    this.#content ??= new FigureContent(this);
    await this.#content.ready(this.locale);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (this.measured && changed.has('measured') && !this.#content) void this.#load().then(() => this.requestUpdate());
  }

  protected override render(): unknown {
    const { t, measured } = this;
    const loading = () => skeletonRows(t, 2);
    return measured
      ? (this.#figure(measured) ?? loading())
      : this.#read.render({
          loading,
          failed: (problem) => failure(t, problem, () => void this.#read.refresh(), t.problem.forbidden),
          ready: (read) => this.#figure(read) ?? nothing,
        });
  }

  #figure(measured: Measured): unknown {
    return this.#content?.render({
      measured,
      locale: this.locale,
      features: readFeatures(this.features, FEATURES),
      folded: this.folded,
      choose: (window) => {
        this.window = window;
      },
    });
  }
}
