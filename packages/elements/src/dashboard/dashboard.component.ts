import { type CSSResultGroup, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { CopElement } from '../element.js';
import { readFeatures } from '../features.js';
import { Resource } from '../resource.js';
import { failure, skeletonRows, stale } from '../states.js';
import type { DashboardContent } from './content.js';
import { styles } from './dashboard.styles.js';
import type { Loaded, View } from './loading.js';

const FEATURES = ['window', 'records', 'unmeasured'];

/**
 * @summary What is measured of a community, tile by tile: what it puts in, what happens, what grows, what comes of it,
 * each with its interval, how far it can be trusted and what to do now. What is not measured says what would supply it.
 *
 * For facilitators and sponsors; with `view="organisation"` all communities for administrators, by name and not by rank.
 * Tiles and records load when there is something to show.
 *
 * @tag cop-dashboard
 * @slot heading - A heading above it; none where absent.
 * @event {CustomEvent<CopEvents['cop-action']>} cop-action - The way from a figure to what is to be done was chosen; cancel it to go there yourself.
 * @event {CustomEvent<CopEvents['cop-open-community']>} cop-open-community - A community was chosen; cancel it to show it yourself.
 * @event {CustomEvent<CopEvents['cop-open-thread']>} cop-open-thread - A thread was chosen; cancel it to show it yourself.
 * @event {CustomEvent<CopEvents['cop-open-practice']>} cop-open-practice - A practice was chosen; cancel it to show it yourself.
 * @event {CustomEvent<CopEvents['cop-error']>} cop-error - A call failed.
 * @csspart head - The choice of a window, and when the next figures come out.
 * @csspart section - The tiles of one rung of the ladder from inputs to outcomes.
 * @csspart tile - One figure.
 * @csspart records - Matrices, series, the life cycle.
 * @csspart withheld - What has no figure in the window.
 * @csspart unmeasured - What is not measured.
 * @csspart figures - The figures of the communities.
 * @csspart table - The table of the communities.
 * @csspart link - A community.
 * @csspart button - A button.
 * @csspart field - The choice of a window.
 * @csspart empty - The empty state.
 * @csspart notice - A line above content that could not be read again.
 * @csspart error - The error state.
 * @csspart skeleton - The loading state.
 * @cssproperty --cop-accent - What is to be done, curves and strips.
 * @cssproperty --cop-line - Around tiles.
 */
export class CopDashboard extends CopElement {
  static override styles: CSSResultGroup = [CopElement.styles, styles];

  /** The community that is measured; none for `view="organisation"`. */
  @property() community: string | null = null;

  /** `facilitator` (where absent): what to act on; `sponsor`: what came of it; `organisation`: all communities. */
  @property({ reflect: true }) view: View = 'facilitator';

  /** The window of the calendar: `all`, `2025`, `2025-Q3` or `2025-08`; the last quarter that is out where absent. */
  @property({ reflect: true }) window: string | null = null;

  /** Parts to switch off: `window records unmeasured`, all on where absent. */
  @property() features = '';

  /** Level of the sections among the page's headings; tiles stand one below. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** Address of the page for what is to be done next, with `{id}` for its name, such as `route-to-experts`. */
  @property({ attribute: 'action-href' }) actionHref: string | null = null;

  /** Address of a community's page, with `{id}` for its id. */
  @property({ attribute: 'community-href' }) communityHref: string | null = null;

  /** Address of a thread's page, with `{id}` for its id. */
  @property({ attribute: 'thread-href' }) threadHref: string | null = null;

  /** Address of a practice's page, with `{id}` for its id. */
  @property({ attribute: 'practice-href' }) practiceHref: string | null = null;

  /** Address of a person's page, with `{id}` for the id. */
  @property({ attribute: 'person-href' }) personHref: string | null = null;

  #content: DashboardContent | null = null;

  private readonly loaded = new Resource<readonly [string, View, string | null], Loaded>(this, {
    subject: () =>
      this.community || this.view === 'organisation'
        ? [`${this.view === 'organisation' ? '' : this.community}`, this.view, this.window]
        : null,
    load: async (api, [communityId, view, window], signal) => {
      const [{ load }, { DashboardContent }] = await Promise.all([import('./loading.js'), import('./content.js')]);
      this.#content ??= new DashboardContent(this);
      const [loaded] = await Promise.all([
        load(api, communityId || null, view, window, Date.now(), signal),
        this.#content.ready(this.locale, view),
      ]);
      return loaded;
    },
  });

  protected override render(): unknown {
    const { t } = this;
    const retry = () => void this.loaded.refresh();
    return html`<slot name="heading"></slot>
      ${this.loaded.render({
        loading: () => skeletonRows(t, 8),
        failed: (problem) => failure(t, problem, retry, t.problem.forbidden),
        ready: (loaded) =>
          html`${stale(t, this.loaded.problem, retry)}
          ${
            this.#content?.render(loaded, this.locale, readFeatures(this.features, FEATURES), (window) => {
              this.window = window;
            }) ?? nothing
          }`,
      })}`;
  }
}
