import { html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { offered } from '../experts/offered.js';
import { readFeatures } from '../features.js';
import type { FrameOfHost } from '../metrics/chart/frame.js';
import { Resource } from '../resource.js';
import { SpeakingElement } from '../speaking-element.js';
import { failure, skeletonRows, stale } from '../states.js';
import type { Mapped } from './content.js';
import { type MapTexts, mapTexts } from './texts.js';

const FEATURES = ['window', 'next', 'caveats', 'figures'];

/** `null` in `mapped`: the server keeps no map. */
interface Loaded {
  readonly mapped: Mapped | null;
}

/**
 * @summary Where knowledge is thin: topics by how much is asked about them and by how many people know, as a picture with
 * the table behind it. No names; what too few people stand behind is kept back and says so.
 *
 * For facilitators, stewards and sponsors. What draws the picture loads when there is one to draw.
 *
 * @tag cop-knowledge-map
 * @slot heading - A heading above it; none where absent.
 * @slot action - The way to what is to be done next, such as a link.
 * @event cop-error - A call failed.
 * @csspart label - What it is called.
 * @csspart grade - How far it can be trusted.
 * @csspart chart - The picture with its sentence.
 * @csspart summary - The sentence.
 * @csspart withheld - Why there is no picture.
 * @csspart meta - What it rests on.
 * @csspart next - What to do next.
 * @csspart caveats - What to bear in mind.
 * @csspart method - How it is computed.
 * @csspart figures - The table behind its toggle.
 * @csspart table - The table.
 * @csspart field - The choice of a quarter.
 * @csspart empty - The empty state.
 * @csspart notice - A line above content that could not be read again.
 * @csspart error - The error state.
 * @csspart skeleton - The loading state.
 * @cssproperty --cop-accent - The dots.
 * @cssproperty --cop-warning - What hangs on one or two people.
 */
export class CopKnowledgeMap extends SpeakingElement<MapTexts> {
  /** The community whose topics are shown. */
  @property() community: string | null = null;

  /** The quarter, such as `2025-Q3`; the last one that is out where absent. */
  @property({ reflect: true }) window: string | null = null;

  /** Parts to switch off: `window next caveats figures`, all on where absent. */
  @property() features = '';

  /** Level of the label among the page's headings. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 3;

  protected readonly catalog = mapTexts;
  #content: typeof import('./content.js').mapContent | null = null;
  #room: FrameOfHost | null = null;

  private readonly loaded = new Resource<readonly [string, string | null], Loaded>(this, {
    subject: () => (this.community ? [this.community, this.window] : null),
    load: async (api, [communityId, window], signal) => {
      const options = { signal };
      const input = { communityId, ...(window && { window }) };
      const [result, content] = await Promise.all([
        offered(api, 'knowledge.getMap', () => api.knowledge?.getMap(input, options)),
        import('./content.js'),
      ]);
      this.#content = content.mapContent;
      this.#room ??= new content.FrameOfHost(this);
      if (!result) return { mapped: null };
      const [risk, { items, nextAt }] = await Promise.all([
        result.status === 'ok' ? offered(api, 'knowledge.getRisk', () => api.knowledge?.getRisk(input, options)) : null,
        api.metrics.listWindows({ communityId }, options),
      ]);
      const windows = items.filter((each) => /-Q\d$/.test(each.window));
      return { mapped: { result, risk, windows, nextAt } };
    },
  });

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('community') && changed.get('community')) this.window = null;
  }

  protected override render(): unknown {
    const { t, texts } = this;
    return html`<slot name="heading"></slot>
      ${this.loaded.render({
        loading: () => skeletonRows(t, 5),
        failed: (problem) => failure(t, problem, () => void this.loaded.refresh(), t.problem.forbidden),
        ready: ({ mapped }) =>
          mapped
            ? html`${stale(t, this.loaded.problem, () => void this.loaded.refresh())} ${this.#map(mapped)}`
            : html`<div class="empty" part="empty"><p>${texts.notOffered}</p></div>`,
      })}`;
  }

  #map(mapped: Mapped): unknown {
    if (!this.#content || !this.#room) return nothing;
    const { texts, locale, headingLevel } = this;
    const [from] = mapped.result.window;
    return this.#content(
      {
        host: this,
        texts,
        locale,
        headingLevel,
        features: readFeatures(this.features, FEATURES),
        window: this.window ?? `${from.slice(0, 4)}-Q${Math.floor(new Date(from).getUTCMonth() / 3) + 1}`,
        choose: (window) => {
          this.window = window;
        },
        room: this.#room,
      },
      mapped,
    );
  }
}
