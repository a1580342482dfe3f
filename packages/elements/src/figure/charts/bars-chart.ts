import { html, nothing, svg } from 'lit';
import type { Drawing } from './drawing.js';

export interface Bar {
  readonly label: string;
  /** `null`: kept back. */
  readonly value: number | null;
  readonly low?: number;
  readonly high?: number;
  /** What it is compared with, as a mark across the bar. */
  readonly mark?: number;
  /** The value in words. */
  readonly text: string;
}

const ROW = 40;
const THICK = 14;

export const heightOfBars = (bars: readonly Bar[]): number => bars.length * ROW;

/** One bar below another, each below its name: that reads on a phone, too. */
export const barsChart =
  (bars: readonly Bar[]): Drawing =>
  (frame, label) => {
    const { width, rightToLeft } = frame;
    const top = Math.max(1e-9, ...bars.flatMap(({ value, high, mark }) => [value ?? 0, high ?? 0, mark ?? 0]));
    const along = (value: number) => (value / top) * (width - 4);
    const from = (start: number, length: number) => (rightToLeft ? width - start - length : start);
    const at = (value: number) => (rightToLeft ? width - along(value) : along(value));
    return html`<svg class="chart" role="img" aria-label=${label} width=${width} height=${heightOfBars(bars)}>
      ${bars.map(({ label: name, value, low, high, mark, text }, row) => {
        const y = row * ROW + 20;
        const length = along(value ?? 0);
        return svg`<text class="bar-name" x=${from(0, 0)} y=${y - 6} text-anchor="start">${name}</text>
          <text class="tick" x=${from(width, 0)} y=${y - 6} text-anchor="end">${text}</text>
          <rect class="bar-ground" x="0" y=${y} width=${width} height=${THICK} rx="3" />
          <rect class="bar" x=${from(0, length)} y=${y} width=${length} height=${THICK} rx="3" />
          ${
            low !== undefined && high !== undefined
              ? svg`<line class="whisker" x1=${at(low)} x2=${at(high)} y1=${y + THICK / 2} y2=${y + THICK / 2} />`
              : nothing
          }
          ${mark === undefined ? nothing : svg`<line class="bar-mark" x1=${at(mark)} x2=${at(mark)} y1=${y - 3} y2=${y + THICK + 3} />`}`;
      })}
    </svg>`;
  };
