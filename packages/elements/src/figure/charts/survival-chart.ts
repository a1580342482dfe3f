import type { CurvePoint, Waiting } from '@copkit/core';
import { area, curveStepAfter, line } from 'd3-shape';
import { html, nothing, svg } from 'lit';
import { HEIGHT } from '../../metrics/chart/frame.js';
import { bottomAxis, scalesOf, tickCount, valueAxis } from '../../metrics/chart/scales.js';
import { duration, percent } from '../../metrics/format.js';
import type { Report } from '../../metrics/report.js';
import type { Drawing } from './drawing.js';

/** Steps of hours and days at which people think. */
const STEPS = { hours: [6, 12, 24, 48, 72, 168, 336], days: [7, 14, 30, 60, 90, 180, 365] };

export const timesUntil = (unit: Waiting['unit'], end: number, count: number): number[] => {
  const step = STEPS[unit].find((each) => end / each <= count) ?? end;
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, at) => at * step);
};

/** The share still waiting as time goes by, as a step with its interval; and when half was done. */
export const survivalChart =
  ({ texts, locale }: Report, value: Waiting): Drawing =>
  (frame, label) => {
    const { tag } = locale;
    const points: readonly CurvePoint[] =
      value.points[0]?.at === 0 ? value.points : [{ at: 0, share: 1, low: 1, high: 1, atRisk: 0 }, ...value.points];
    const end = points.at(-1)?.at ?? 1;
    const scales = scalesOf(frame, [0, end], 1);
    const { x, y } = scales;
    const steps = line<CurvePoint>(
      ({ at }) => x(at),
      ({ share }) => y(share),
    ).curve(curveStepAfter);
    const band = area<CurvePoint>(
      ({ at }) => x(at),
      ({ low }) => y(low),
      ({ high }) => y(high),
    ).curve(curveStepAfter);
    const { median } = value;
    const last = points.at(-1);
    // The margin has room above a curve that ends at the top; below it where the label of the median stands above it.
    const beside = (share: number) => (median !== null && share > 0.4 ? y(share) + 16 : y(share) - 8);
    return html`<svg class="chart" role="img" aria-label=${label} width=${frame.width} height=${HEIGHT}>
    ${valueAxis(scales, 1, (share) => percent(tag, share))}
    ${bottomAxis(scales, timesUntil(value.unit, end, tickCount(scales)), (at) => duration(tag, at, value.unit, false))}
    <path class="band" d=${band([...points]) ?? ''} />
    <path class="curve" d=${steps([...points]) ?? ''} />
    ${
      median !== null && median <= end
        ? svg`<path class="marker" d=${`M${x(0)},${y(0.5)}H${x(median)}V${y(0)}`} />
          <circle class="dot" cx=${x(median)} cy=${y(0.5)} r="4" />
          <text class="direct" x=${x(median)} dx=${frame.rightToLeft ? -8 : 8} y=${y(0.5)} dy="-0.5em" text-anchor="start">${texts.median}: ${duration(tag, median, value.unit)}</text>`
        : nothing
    }
    ${
      last
        ? svg`<text class="direct curve-label" x=${x(end)} y=${beside(last.share)} text-anchor="end">${texts.stillWaiting}: ${percent(tag, last.share)}</text>`
        : nothing
    }
  </svg>`;
  };
