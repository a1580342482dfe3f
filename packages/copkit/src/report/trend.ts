import type { Tile } from '@copkit/core';
import { html, type Markup } from './markup.js';
import { written } from './words.js';

const WIDTH = 240;
const HEIGHT = 64;
const EDGE = 6;

/** The figure over the windows before, as a line with gaps where nothing is told; `null` where there is none to draw. */
export function trendLine({ info, trend }: Tile): Markup | null {
  const told = trend.filter(({ value }) => value !== null);
  if (told.length < 2) return null;
  const values = told.map(({ value }) => value ?? 0);
  const [low, high] = [Math.min(...values, 0), Math.max(...values)];
  const x = (at: number) => EDGE + (at * (WIDTH - 2 * EDGE)) / Math.max(1, trend.length - 1);
  const y = (value: number) => HEIGHT - EDGE - ((value - low) * (HEIGHT - 2 * EDGE)) / (high - low || 1);
  const runs: string[][] = [[]];
  const dots: Markup[] = [];
  for (const [at, { value, window }] of trend.entries()) {
    if (value === null) {
      runs.push([]);
      continue;
    }
    runs.at(-1)?.push(`${x(at).toFixed(1)},${y(value).toFixed(1)}`);
    dots.push(
      html`<circle cx="${x(at).toFixed(1)}" cy="${y(value).toFixed(1)}" r="2.5"><title>${window}: ${written(value, info)}</title></circle>`,
    );
  }
  const said = trend
    .map(({ window, value }) => `${window}: ${value === null ? 'not told' : written(value, info)}`)
    .join('; ');
  const lines = runs.filter((run) => run.length > 1).map((run) => html`<polyline points="${run.join(' ')}"/>`);
  const zero = html`<line class="zero" x1="${EDGE}" x2="${WIDTH - EDGE}" y1="${y(0).toFixed(1)}" y2="${y(0).toFixed(1)}"/>`;
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${info.label}. ${said}">${zero}${lines}${dots}</svg>`;
}
