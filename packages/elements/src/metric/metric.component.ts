import type { MetricName } from '@copkit/core';
import { property } from 'lit/decorators.js';
import { FigureElement } from '../figure/element.js';

/**
 * @summary One figure of a community: its value with the interval, how it went, how many records and people it rests on, how far it
 * can be trusted, what to bear in mind, and what to do next. Where it is kept back, why.
 *
 * For facilitators and sponsors. What tells the figure loads beside it, what draws it when there is something to draw.
 *
 * @tag cop-metric
 * @slot heading - A heading above it; none where absent.
 * @slot action - The way to what is to be done next, beside that of copkit.
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
 * @csspart error - The error state.
 * @csspart skeleton - The loading state.
 * @cssproperty --cop-accent - The figure in its strip and chart, and what to do next.
 */
export class CopMetric extends FigureElement {
  readonly plainTag: string = 'cop-metric';

  /** A name of the catalogue of metrics, such as `answer-rate`. */
  @property() metric: MetricName | null = null;

  /** Shows the figure, its trend and what to do; all else is behind a toggle. */
  @property({ type: Boolean, reflect: true }) compact = false;

  protected override get folded(): boolean {
    return this.compact;
  }
}
