import type { AdoptionBreadth } from '@copkit/core';
import { line } from 'd3-shape';
import { utcTicks } from 'd3-time';
import { html, svg, type TemplateResult } from 'lit';
import { calendarText, monthTick, percent } from '../format.js';
import type { Report } from '../report.js';
import { type Frame, HEIGHT } from './frame.js';
import { bottomAxis, MONTH_ROOM, roundTop, scalesOf, tickCount, valueAxis } from './scales.js';

type Month = AdoptionBreadth['byMonth'][number];

const beginning = (month: string): number => Date.parse(`${month}-01T00:00:00Z`);
const share = ({ adopted, eligible }: Month): number => adopted / eligible;

/** The share at the end of each month, from the first in which there was something to take up. */
export const monthsChart = (
  { texts, locale }: Report,
  frame: Frame,
  label: string,
  months: readonly Month[],
): TemplateResult => {
  const { tag } = locale;
  const from = beginning(months[0]?.month ?? '');
  const to = beginning(months.at(-1)?.month ?? '');
  const top = roundTop(Math.max(...months.map(share)));
  const scales = scalesOf(frame, [from, to], top);
  const { x, y } = scales;
  const curve = line<Month>(
    ({ month }) => x(beginning(month)),
    (month) => y(share(month)),
  );
  const times = utcTicks(new Date(from), new Date(to), tickCount(scales, MONTH_ROOM)).map(Number);
  return html`<svg class="chart" role="img" aria-label=${label} width=${frame.width} height=${HEIGHT}>
    ${valueAxis(scales, top, (value) => percent(tag, value))} ${bottomAxis(scales, times, (time) => monthTick(tag, time))}
    <path class="curve" d=${curve([...months]) ?? ''} />
    ${months.map(
      (month) =>
        svg`<circle class="point" cx=${x(beginning(month.month))} cy=${y(share(month))} r="3"
          ><title>${calendarText(texts, tag, month.month)}: ${percent(tag, share(month))}</title></circle
        >`,
    )}
  </svg>`;
};
