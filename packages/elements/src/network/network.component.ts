import type { MetricName, MyTies } from '@copkit/core';
import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { offered } from '../experts/offered.js';
import { FigureElement } from '../figure/element.js';
import { Resource } from '../resource.js';
import { failure, skeletonRows } from '../states.js';
import type { ownTies } from './own-ties.js';

/**
 * @summary Who talks with whom across units, as a matrix: units only, never people. With `view="own"` a person’s own ties,
 * which nobody else can ask for.
 *
 * The matrix is for facilitators and sponsors. The figures stand in a table behind a toggle, and in a sentence below it.
 *
 * @tag cop-network
 * @slot heading - A heading above it; none where absent.
 * @slot action - The way to what is to be done next, beside that of copkit.
 * @event {CustomEvent<CopEvents['cop-open-person']>} cop-open-person - Somebody among one’s own ties was chosen; cancel it to show the person yourself.
 * @event {CustomEvent<CopEvents['cop-action']>} cop-action - The way to what is to be done was chosen; cancel it to go there yourself.
 * @event {CustomEvent<CopEvents['cop-error']>} cop-error - A call failed.
 * @csspart label - What it is called.
 * @csspart grade - How far it can be trusted.
 * @csspart value - The figure.
 * @csspart trend - How it went from window to window.
 * @csspart chart - The chart with its sentence.
 * @csspart summary - The sentence.
 * @csspart withheld - Why there is no figure.
 * @csspart meta - What it rests on.
 * @csspart next - What to do next.
 * @csspart action - The way there.
 * @csspart dialog - The part of copkit that does it.
 * @csspart caveats - What to bear in mind.
 * @csspart method - How it is computed.
 * @csspart details - All but the figure, where that is folded.
 * @csspart figures - The table behind its toggle.
 * @csspart table - The table.
 * @csspart field - The choice of a window.
 * @csspart button - A button, such as the one that saves a picture or the table.
 * @csspart menu - How it can be saved.
 * @csspart empty - The empty state.
 * @csspart link - A person among one’s own ties.
 * @csspart error - The error state.
 * @csspart skeleton - The loading state.
 * @cssproperty --cop-accent - The cells.
 */
export class CopNetwork extends FigureElement {
  readonly plainTag: string = 'cop-network';

  /** `units` (where absent), or `own`: with whom the person exchanged replies and thanks in the last 91 days. */
  @property({ reflect: true }) view: 'units' | 'own' = 'units';

  /** @internal */
  get metric(): MetricName | null {
    return this.view === 'own' ? null : 'unit-ties';
  }

  #tell: typeof ownTies | null = null;

  readonly #own = new Resource<readonly [string, string], { readonly ties: MyTies | null }>(this, {
    subject: () => (this.community && this.view === 'own' ? [this.community, this.view] : null),
    load: async (api, [communityId], signal) => {
      const [ties, { ownTies, texts }] = await Promise.all([
        offered(api, 'metrics.getMyTies', () => api.metrics.getMyTies?.({ communityId }, { signal })),
        import('./own-ties.js'),
      ]);
      await texts.load(this.locale.language);
      this.#tell = ownTies;
      return { ties };
    },
  });

  protected override render(): unknown {
    if (this.view !== 'own') return super.render();
    const { t, locale, headingLevel } = this;
    return html`<slot name="heading"></slot>
      ${this.#own.render({
        loading: () => skeletonRows(t, 3),
        failed: (problem) => failure(t, problem, () => void this.#own.refresh(), t.problem.forbidden),
        ready: ({ ties }) => this.#tell?.({ host: this, locale, headingLevel, ties }) ?? nothing,
      })}`;
  }
}
