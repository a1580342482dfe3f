import type { LorenzAt } from '@copkit/core';
import { area, line } from 'd3-shape';
import { html, svg } from 'lit';
import { HEIGHT } from '../../metrics/chart/frame.js';
import { bottomAxis, scalesOf, valueAxis } from '../../metrics/chart/scales.js';
import { percent } from '../../metrics/format.js';
import type { Drawing } from './drawing.js';

const SHARES = [0, 0.25, 0.5, 0.75, 1];

/** What the least active so many gave of the whole, below the line on which all give the same. */
export const lorenzChart =
  (tag: string, points: readonly LorenzAt[], equal: string): Drawing =>
  (frame, label) => {
    const scales = scalesOf(frame, [0, 1], 1);
    const { x, y } = scales;
    const corners: readonly LorenzAt[] = [
      ...(points[0]?.people === 0 ? [] : [{ people: 0, contributions: 0 }]),
      ...points,
      ...(points.at(-1)?.people === 1 ? [] : [{ people: 1, contributions: 1 }]),
    ];
    const curve = line<LorenzAt>(
      ({ people }) => x(people),
      ({ contributions }) => y(contributions),
    );
    const gap = area<LorenzAt>(
      ({ people }) => x(people),
      ({ contributions }) => y(contributions),
      ({ people }) => y(people),
    );
    return html`<svg class="chart" role="img" aria-label=${label} width=${frame.width} height=${HEIGHT}>
      ${valueAxis(scales, 1, (share) => percent(tag, share))} ${bottomAxis(scales, SHARES, (share) => percent(tag, share))}
      <path class="band" d=${gap([...corners]) ?? ''} />
      <line class="marker" x1=${x(0)} y1=${y(0)} x2=${x(1)} y2=${y(1)} />
      <text class="direct" x=${x(0.5)} y=${y(0.5) - 12} text-anchor="end">${equal}</text>
      <path class="curve" d=${curve([...corners]) ?? ''} />
      ${points.map(
        ({ people, contributions }) =>
          svg`<circle class="point" cx=${x(people)} cy=${y(contributions)} r="3"><title>${percent(tag, people)}: ${percent(tag, contributions)}</title></circle>`,
      )}
    </svg>`;
  };
