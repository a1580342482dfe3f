import { area, line } from 'd3-shape';
import { utcTicks } from 'd3-time';
import { html, nothing, svg } from 'lit';
import type { Localizer } from '../../locale/localizer.js';
import { HEIGHT, MARGIN } from '../../metrics/chart/frame.js';
import { bottomAxis, MONTH_ROOM, roundTop, scalesOf, tickCount, valueAxis } from '../../metrics/chart/scales.js';
import { monthTick } from '../../metrics/format.js';
import type { Drawing } from './drawing.js';

export interface MonthPoint {
  /** `YYYY-MM` */
  readonly at: string;
  readonly value: number;
  readonly low?: number | null;
  readonly high?: number | null;
  /** What a pointer that rests on it is told. */
  readonly title: string;
}

export interface Months {
  readonly points: readonly MonthPoint[];
  readonly text: (value: number) => string;
  /** After this month something changed, with a word for it. */
  readonly change?: { readonly after: string; readonly label: string } | null;
}

const beginning = (month: string): number => Date.parse(`${month}-01T00:00:00Z`);

const end = (month: string): number => {
  const date = new Date(beginning(month));
  return date.setUTCMonth(date.getUTCMonth() + 1);
};

/** Month by month, with intervals as a band where there are some, and a vertical where something changed. */
export const monthsChart =
  (locale: Localizer, { points, text, change }: Months): Drawing =>
  (frame, label) => {
    const { tag } = locale;
    const from = beginning(points[0]?.at ?? '');
    const to = beginning(points.at(-1)?.at ?? '');
    const top = roundTop(Math.max(...points.map(({ value, high }) => high ?? value)));
    const scales = scalesOf(frame, [from, to], top);
    const { x, y } = scales;
    const along = ({ at }: MonthPoint) => x(beginning(at));
    const curve = line<MonthPoint>(along, ({ value }) => y(value));
    const band = area<MonthPoint>(
      along,
      ({ low }) => y(low ?? 0),
      ({ high }) => y(high ?? 0),
    ).defined(({ low, high }) => typeof low === 'number' && typeof high === 'number');
    const times = utcTicks(new Date(from), new Date(to), tickCount(scales, MONTH_ROOM)).map(Number);
    const changed = change ? x(end(change.after)) : 0;
    return html`<svg class="chart" role="img" aria-label=${label} width=${frame.width} height=${HEIGHT}>
      ${valueAxis(scales, top, text)} ${bottomAxis(scales, times, (time) => monthTick(tag, time))}
      <path class="band" d=${band([...points]) ?? ''} />
      <path class="curve" d=${curve([...points]) ?? ''} />
      ${points.map(
        (point) =>
          svg`<circle class="point" cx=${along(point)} cy=${y(point.value)} r="3"><title>${point.title}</title></circle>`,
      )}
      ${
        change
          ? svg`<line class="marker" x1=${changed} x2=${changed} y1=${MARGIN.top} y2=${HEIGHT - MARGIN.bottom} />
              <text class="direct" x=${changed} y=${MARGIN.top - 6} text-anchor="middle">${change.label}</text>`
          : nothing
      }
    </svg>`;
  };
