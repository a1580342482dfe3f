import type { MetricName } from '@copkit/core';
import { property } from 'lit/decorators.js';
import { FigureElement } from '../figure/element.js';

type WaitingMetric = Extract<MetricName, 'time-to-first-response' | 'time-to-adoption' | 'newcomer-retention'>;

/**
 * @summary How long something takes, as a Kaplan–Meier curve: the share still waiting as time goes by, with its 95 %
 * interval, and when half was done. The figures stand in a table behind a toggle, and in a sentence below the chart.
 *
 * For facilitators and sponsors. What draws the chart loads when there is one to draw.
 *
 * @tag cop-survival
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
export class CopSurvival extends FigureElement {
  readonly plainTag: string = 'cop-survival';

  /** `time-to-first-response` (where absent), `time-to-adoption` or `newcomer-retention`. */
  @property() metric: WaitingMetric = 'time-to-first-response';
}
