import { nice, ticks } from 'd3-array';
import { svg, type TemplateResult } from 'lit';
import { type Frame, HEIGHT, MARGIN } from './frame.js';

type Scale = (value: number) => number;

export interface Scales {
  readonly x: Scale;
  readonly y: Scale;
  readonly left: number;
  readonly right: number;
  readonly frame: Frame;
}

/** Values onto pixels; the value axis begins at nought. */
export const scalesOf = (frame: Frame, [from, to]: readonly [number, number], top: number): Scales => {
  const { width, rightToLeft } = frame;
  const left = rightToLeft ? MARGIN.end : MARGIN.start;
  const right = width - (rightToLeft ? MARGIN.start : MARGIN.end);
  const along = (value: number) => (value - from) / (to - from || 1);
  return {
    x: (value) => (rightToLeft ? right - along(value) * (right - left) : left + along(value) * (right - left)),
    y: (value) => HEIGHT - MARGIN.bottom - (value / (top || 1)) * (HEIGHT - MARGIN.top - MARGIN.bottom),
    left,
    right,
    frame,
  };
};

/** The top of an axis that ends on a round value. */
export const roundTop = (highest: number): number => nice(0, highest || 1, 4)[1];

/** Lines and values at round steps. */
export const valueAxis = ({ y, left, right, frame }: Scales, top: number, text: (value: number) => string) =>
  ticks(0, top, 4).map(
    (
      value,
    ) => svg`<line class="grid ${value === 0 ? 'zero' : ''}" x1=${left} x2=${right} y1=${y(value)} y2=${y(value)} />
      <text class="tick" text-anchor="end" x=${frame.rightToLeft ? right + 8 : left - 8} y=${y(value)} dy="0.32em">${text(value)}</text>`,
  );

/** A month on an axis is short. */
export const MONTH_ROOM = 60;

/** About one value in `room` pixels, so that the texts do not touch. */
export const tickCount = ({ left, right }: Scales, room = 90): number => Math.max(2, Math.floor((right - left) / room));

/** Values of the axis along the bottom. Anchors follow the direction of the page, as texts do. */
export const bottomAxis = (
  { x, left, right, frame }: Scales,
  values: readonly number[],
  text: (value: number) => string,
) => {
  const edge = frame.rightToLeft ? left : right;
  const foot = HEIGHT - MARGIN.bottom;
  return values.map((value): TemplateResult => {
    const at = x(value);
    // The last text stays inside.
    const anchor = Math.abs(edge - at) < 16 ? 'end' : 'middle';
    return svg`<line class="tick-mark" x1=${at} x2=${at} y1=${foot} y2=${foot + 4} />
      <text class="tick" text-anchor=${anchor} x=${at} y=${foot + 18}>${text(value)}</text>`;
  });
};
