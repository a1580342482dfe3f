import type { TemplateResult } from 'lit';
import type { Frame } from '../../metrics/chart/frame.js';

/** Draws a chart of a certain value into the room that there is. `label` is what the chart is called. */
export type Drawing = (frame: Frame, label: string) => TemplateResult;
