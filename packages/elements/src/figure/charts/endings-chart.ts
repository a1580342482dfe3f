import type { EndingPoint, Endings } from '@copkit/core';
import { area, curveStepAfter, line } from 'd3-shape';
import { html, svg } from 'lit';
import { HEIGHT } from '../../metrics/chart/frame.js';
import { bottomAxis, scalesOf, tickCount, valueAxis } from '../../metrics/chart/scales.js';
import { duration, percent } from '../../metrics/format.js';
import type { Report } from '../../metrics/report.js';
import type { Drawing } from './drawing.js';
import { timesUntil } from './survival-chart.js';

const NONE = { share: 0, low: 0, high: 0 };

/** Two ways to end as time goes by, each as a step with its interval and its name at the end. */
export const endingsChart =
  ({ locale }: Report, { unit, points }: Endings, names: readonly [happened: string, otherwise: string]): Drawing =>
  (frame, label) => {
    const { tag } = locale;
    const steps: readonly EndingPoint[] =
      points[0]?.at === 0 ? points : [{ at: 0, happened: NONE, otherwise: NONE, atRisk: 0 }, ...points];
    const end = points.at(-1)?.at ?? 1;
    const scales = scalesOf(frame, [0, end], 1);
    const { x, y } = scales;
    const ways = (['happened', 'otherwise'] as const).map((way, at) => {
      const along = (point: EndingPoint) => x(point.at);
      const last = steps.at(-1)?.[way].share ?? 0;
      return {
        way,
        name: `${names[at]}: ${percent(tag, last)}`,
        last,
        curve: line<EndingPoint>(along, (point) => y(point[way].share)).curve(curveStepAfter)([...steps]),
        band: area<EndingPoint>(
          along,
          (point) => y(point[way].low),
          (point) => y(point[way].high),
        ).curve(curveStepAfter)([...steps]),
      };
    });
    const [first, second] = ways.map(({ last }) => last);
    // The higher one is named above its curve and the lower one below, so that the names stay apart.
    const below = (at: number) => ((first ?? 0) >= (second ?? 0) ? at === 1 : at === 0);
    return html`<svg class="chart" role="img" aria-label=${label} width=${frame.width} height=${HEIGHT}>
      ${valueAxis(scales, 1, (share) => percent(tag, share))}
      ${bottomAxis(scales, timesUntil(unit, end, tickCount(scales)), (at) => duration(tag, at, unit, false))}
      ${ways.map(
        ({ way, name, last, curve, band }, at) =>
          svg`<path class="band ${way}" d=${band ?? ''} /><path class="curve ${way}" d=${curve ?? ''} />
            <text class="direct" x=${x(end)} y=${below(at) && y(last) < HEIGHT - 50 ? y(last) + 18 : y(last) - 8} text-anchor="end">${name}</text>`,
      )}
    </svg>`;
  };
