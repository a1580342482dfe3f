import type { SeriesPoint, SeriesValue } from '@copkit/core';
import { area, line } from 'd3-shape';
import { utcTicks } from 'd3-time';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { calendarText, dayText, figure, monthTick, percent } from '../format.js';
import type { Report } from '../report.js';
import { type Frame, HEIGHT, MARGIN } from './frame.js';
import { bottomAxis, roundTop, scalesOf, tickCount, valueAxis } from './scales.js';

const middle = ({ from, to }: SeriesPoint): number => (Date.parse(from) + Date.parse(to)) / 2;

/** Period by period, with a gap where nothing is told, intervals as a band, and each change as a numbered vertical. */
export const seriesChart = (
  { texts, locale }: Report,
  frame: Frame,
  label: string,
  { series, points, interventions }: SeriesValue,
): TemplateResult => {
  const { tag } = locale;
  const isShare = series.measure === 'share';
  const text = (value: number) => (isShare ? percent(tag, value, 1) : figure(tag, value));
  const from = Date.parse(points[0]?.from ?? '');
  const to = Date.parse(points.at(-1)?.to ?? '');
  const top = roundTop(Math.max(...points.map(({ value, high }) => high ?? value ?? 0)));
  const scales = scalesOf(frame, [from, to], top);
  const { x, y } = scales;
  const told = ({ value }: SeriesPoint) => value !== null;
  const curve = line<SeriesPoint>(
    (point) => x(middle(point)),
    ({ value }) => y(value ?? 0),
  ).defined(told);
  const band = area<SeriesPoint>(
    (point) => x(middle(point)),
    ({ low }) => y(low ?? 0),
    ({ high }) => y(high ?? 0),
  ).defined(({ low, high }) => low !== null && high !== null);
  const times = utcTicks(new Date(from), new Date(to), tickCount(scales)).map(Number);
  return html`<svg class="chart" role="img" aria-label=${label} width=${frame.width} height=${HEIGHT}>
    ${valueAxis(scales, top, text)} ${bottomAxis(scales, times, (time) => monthTick(tag, time))}
    ${isShare ? svg`<path class="band" d=${band([...points]) ?? ''} />` : nothing}
    <path class="curve" d=${curve([...points]) ?? ''} />
    ${points.filter(told).map(
      (point) =>
        svg`<circle class="point" cx=${x(middle(point))} cy=${y(point.value ?? 0)} r="3"
          ><title>${calendarText(texts, tag, point.period)}: ${text(point.value ?? 0)}</title></circle
        >`,
    )}
    ${interventions.map(({ at, title }, index) => {
      const where = x(Date.parse(at));
      return svg`<g class="change"><title>${dayText(tag, at)}: ${title}</title>
        <line x1=${where} x2=${where} y1=${MARGIN.top} y2=${HEIGHT - MARGIN.bottom} />
        <circle cx=${where} cy=${MARGIN.top - 9} r="9" />
        <text x=${where} y=${MARGIN.top - 9} dy="0.35em" text-anchor="middle">${locale.number(index + 1)}</text></g>`;
    })}
  </svg>`;
};
