import { css } from 'lit';

/** Beyond what all charts have. */
export const charts = css`
  .canvas.free {
    block-size: auto;
  }
  .axis {
    color: var(--_text-muted);
    font-size: 12px;
  }
  .axis.along {
    text-align: end;
  }
  .otherwise.curve {
    stroke: var(--_text-muted);
    stroke-dasharray: 6 4;
  }
  .otherwise.band {
    fill: currentColor;
    fill-opacity: 0.08;
  }
  .bar {
    fill: var(--_accent);
    fill-opacity: 0.75;
  }
  .bar-ground {
    fill: currentColor;
    fill-opacity: 0.07;
  }
  .whisker {
    stroke: currentColor;
    stroke-width: 2;
  }
  .bar-mark {
    stroke: currentColor;
    stroke-width: 3;
  }
  .cell {
    fill: var(--_accent);
  }
  .kept-cell {
    stroke: var(--_line-strong);
    stroke-dasharray: 2 2;
  }
  .own-cell:not(.kept-cell) {
    stroke: var(--_line-strong);
  }
  .chart .cell-text {
    font-size: 11px;
  }
  .chart .cell-text.on-accent {
    fill: var(--_on-accent);
  }
  @media (forced-colors: active) {
    .bar,
    .cell {
      fill: Highlight;
    }
    .bar-ground {
      fill: none;
      stroke: GrayText;
    }
    .whisker,
    .bar-mark {
      stroke: CanvasText;
    }
    .chart .cell-text {
      paint-order: stroke;
      stroke: Canvas;
      stroke-width: 3px;
    }
  }
`;
