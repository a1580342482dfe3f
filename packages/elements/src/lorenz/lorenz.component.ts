import type { MetricName } from '@copkit/core';
import { property } from 'lit/decorators.js';
import { FigureElement } from '../figure/element.js';

type LorenzMetric = Extract<MetricName, 'contribution-inequality' | 'answer-load'>;

/**
 * @summary How unequally something is spread, as a Lorenz curve with its Gini: what the least active half gave of the whole.
 * Nobody is named, and no value is the right one.
 *
 * For facilitators and sponsors. What draws the curve loads when there is one to draw.
 *
 * @tag cop-lorenz
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
 * @cssproperty --cop-accent - The curve.
 */
export class CopLorenz extends FigureElement {
  readonly plainTag: string = 'cop-lorenz';

  /** `contribution-inequality` (where absent) or `answer-load`. */
  @property() metric: LorenzMetric = 'contribution-inequality';
}
