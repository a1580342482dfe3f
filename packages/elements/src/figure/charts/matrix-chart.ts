import type { UnitMatrix } from '@copkit/core';
import { html, nothing, svg } from 'lit';
import type { Localizer } from '../../locale/localizer.js';
import type { Drawing } from './drawing.js';

const HEAD = 22;
const LARGEST = 44;
const SMALLEST = 8;
/** A number of three digits needs so much. */
const LEGIBLE = 26;
/** About as wide as a character of a label is, in pixels. */
const CHARACTER = 6.6;

interface Room {
  readonly names: number;
  readonly cell: number;
}

const roomOf = (width: number, units: number): Room => {
  const names = Math.min(190, Math.max(84, width * 0.34));
  return { names, cell: Math.max(SMALLEST, Math.min(LARGEST, (width - names) / units)) };
};

export const heightOfMatrix = (width: number, units: number): number => HEAD + units * roomOf(width, units).cell + 2;

const fitting = (name: string, width: number): string => {
  const most = Math.floor(width / CHARACTER);
  return name.length > most ? `${name.slice(0, Math.max(1, most - 1)).trimEnd()}…` : name;
};

/** Who writes to whom, units only: the darker, the more. Columns have the numbers that stand before the names of rows. */
export const matrixChart =
  (
    locale: Localizer,
    { units, cells }: UnitMatrix,
    told: (from: string, to: string, ties: string) => string,
    kept: string,
  ): Drawing =>
  ({ width, rightToLeft }, label) => {
    const { names, cell } = roomOf(width, units.length);
    const most = Math.max(1, ...cells.map(({ ties }) => ties ?? 0));
    const tie = new Map(cells.map((each) => [`${each.from} ${each.to}`, each]));
    const left = (column: number) => (rightToLeft ? width - names - (column + 1) * cell : names + column * cell);
    const size = cell - 2;
    return html`<svg class="chart matrix" role="img" aria-label=${label} width=${width} height=${heightOfMatrix(width, units.length)}>
      ${units.map(
        (_, column) =>
          svg`<text class="tick" x=${left(column) + size / 2} y=${HEAD - 8} text-anchor="middle">${
            cell >= 14 || column % 5 === 4 || column === 0 ? locale.number(column + 1) : ''
          }</text>`,
      )}
      ${units.map((from, row) => {
        const y = HEAD + row * cell;
        const number = locale.number(row + 1);
        return svg`<text class="bar-name" x=${rightToLeft ? width : 0} y=${y + size / 2} dy="0.35em" text-anchor="start">${
          cell >= 14 || row % 2 === 0 ? `${number} ${fitting(from.unit, names - 26)}` : ''
        }</text>
          ${units.map((to, column) => {
            const { status, ties = 0 } = tie.get(`${from.unitId} ${to.unitId}`) ?? { status: 'ok', ties: 0 };
            const strength = Math.sqrt((ties ?? 0) / most);
            const suppressed = status === 'suppressed';
            return svg`<rect
                class="cell ${suppressed ? 'kept-cell' : ''} ${row === column ? 'own-cell' : ''}"
                x=${left(column)} y=${y} width=${size} height=${size} rx="2"
                fill-opacity=${suppressed ? 0 : 0.06 + 0.94 * strength}
              ><title>${told(from.unit, to.unit, suppressed ? kept : locale.number(ties ?? 0))}</title></rect>
              ${
                cell >= LEGIBLE && (ties ?? 0) > 0
                  ? svg`<text class="cell-text ${strength > 0.55 ? 'on-accent' : ''}" x=${left(column) + size / 2} y=${y + size / 2} dy="0.35em" text-anchor="middle">${locale.number(ties ?? 0)}</text>`
                  : nothing
              }`;
          })}`;
      })}
    </svg>`;
  };
