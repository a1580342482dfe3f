import type { Intervention, SeriesPoint, SeriesValue } from '@copkit/core';
import { area, line } from 'd3-shape';
import { utcTicks } from 'd3-time';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { calendarText, dayText, figure, monthTick, percent } from '../format.js';
import type { Report } from '../report.js';
import { type Frame, HEIGHT, MARGIN } from './frame.js';
import { bottomAxis, MONTH_ROOM, roundTop, scalesOf, tickCount, valueAxis } from './scales.js';

const middle = ({ from, to }: SeriesPoint): number => (Date.parse(from) + Date.parse(to)) / 2;

/** Changes nearer to each other than this many pixels share a mark. */
const ROOM = 30;

interface Mark {
  /** The number of the first change. */
  readonly first: number;
  readonly changes: Intervention[];
}

const marksOf = (interventions: readonly Intervention[], x: (time: number) => number): readonly Mark[] => {
  const marks: Mark[] = [];
  interventions.forEach((change, index) => {
    const mark = marks.at(-1);
    const begins = mark?.changes[0]?.at ?? '';
    if (mark && Math.abs(x(Date.parse(change.at)) - x(Date.parse(begins))) < ROOM) mark.changes.push(change);
    else marks.push({ first: index + 1, changes: [change] });
  });
  return marks;
};

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
  const times = utcTicks(new Date(from), new Date(to), tickCount(scales, MONTH_ROOM)).map(Number);
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
    ${marksOf(interventions, x).map(({ first, changes }) => {
      const places = changes.map(({ at }) => x(Date.parse(at)));
      const middle = (Math.min(...places) + Math.max(...places)) / 2;
      const last = first + changes.length - 1;
      const number = [...new Set([first, last])].map((each) => locale.number(each)).join('–');
      const width = 18 + 7 * (number.length - 1);
      return svg`<g class="change"><title>${changes.map(({ at, title }) => `${dayText(tag, at)}: ${title}`).join('\n')}</title>
        ${places.map((place) => svg`<line x1=${place} x2=${place} y1=${MARGIN.top} y2=${HEIGHT - MARGIN.bottom} />`)}
        <rect x=${middle - width / 2} y=${MARGIN.top - 18} width=${width} height="18" rx="9" />
        <text x=${middle} y=${MARGIN.top - 9} dy="0.35em" text-anchor="middle">${number}</text></g>`;
    })}
  </svg>`;
};
