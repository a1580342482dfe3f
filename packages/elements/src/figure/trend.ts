import type { TrendPoint } from '@copkit/core';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { calendarText } from '../metrics/format.js';
import { trendText } from './shapes/numbers.js';
import type { Saying } from './shapes/shown.js';

const WIDTH = 96;
const HEIGHT = 28;
const EDGE = 4;

/** How a figure went from window to window: a line with gaps where nothing is told, and the same in words. */
export const trend = (say: Saying, points: readonly TrendPoint[]): TemplateResult | typeof nothing => {
  const { texts, locale } = say;
  const told = points.filter(({ value }) => value !== null);
  const [first, last] = [told[0], told.at(-1)];
  if (!first || !last || told.length < 2) return nothing;
  const values = told.map(({ value }) => value ?? 0);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (at: number) => EDGE + (at / (points.length - 1)) * (WIDTH - 2 * EDGE);
  const y = (value: number) => HEIGHT - EDGE - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * EDGE);
  const path = points
    .map(({ value }, at) =>
      value === null
        ? ''
        : `${at > 0 && points[at - 1]?.value !== null ? 'L' : 'M'}${x(at).toFixed(1)},${y(value).toFixed(1)}`,
    )
    .join('');
  const text = ({ value }: TrendPoint) => trendText(say, value ?? 0);
  const window = (point: TrendPoint) => calendarText(texts, locale.tag, point.window);
  return html`<p class="trend" part="trend">
    <svg class="spark" width=${WIDTH} height=${HEIGHT} viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
      <path d=${path} />
      ${svg`<circle cx=${x(points.indexOf(last))} cy=${y(last.value ?? 0)} r="3" />`}
    </svg>
    <span aria-hidden="true">${texts.trendFrom(text(first), window(first))}</span>
    <span class="unseen">${texts.plain.trend}: ${texts.trendTold(text(first), window(first), text(last), window(last))}</span>
  </p>`;
};
