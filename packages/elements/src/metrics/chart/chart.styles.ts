import { css } from 'lit';

/** Charts take the colours of the page: they are drawn in SVG, which knows dark and forced colours by itself. */
export const chart = css`
  figure {
    margin-block: var(--_3) var(--_2);
  }
  .canvas {
    block-size: 240px;
    overflow: hidden;
  }
  .chart {
    display: block;
    max-inline-size: 100%;
    overflow: visible;
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  .chart text {
    fill: currentColor;
  }
  .ground {
    fill: var(--_surface);
  }
  .chart .tick {
    fill: var(--_text-muted);
  }
  .grid {
    stroke: var(--_line);
  }
  .zero,
  .tick-mark {
    stroke: var(--_line-strong);
  }
  .band {
    fill: var(--_accent);
    fill-opacity: 0.16;
  }
  .curve {
    fill: none;
    stroke: var(--_accent);
    stroke-width: 2;
    stroke-linejoin: round;
  }
  .point,
  .dot {
    fill: var(--_accent);
  }
  .marker {
    fill: none;
    stroke: currentColor;
    stroke-dasharray: 3 3;
    stroke-opacity: 0.6;
  }
  .chart .direct {
    font-weight: 600;
    paint-order: stroke;
    stroke: var(--_surface);
    stroke-width: 3px;
    stroke-linejoin: round;
  }
  .change line {
    stroke: currentColor;
    stroke-dasharray: 4 3;
    stroke-opacity: 0.7;
  }
  .change rect {
    fill: var(--_on-surface);
  }
  .chart .change text {
    fill: var(--_surface);
    font-size: 11px;
    font-weight: 600;
  }
  @media (forced-colors: active) {
    .chart text {
      fill: CanvasText;
      stroke: none;
    }
    .grid {
      stroke: GrayText;
    }
    .band {
      fill: Highlight;
      fill-opacity: 0.3;
    }
    .curve {
      stroke: Highlight;
    }
    .point,
    .dot {
      fill: Highlight;
    }
    .marker,
    .change line {
      stroke: CanvasText;
    }
    .change rect {
      fill: CanvasText;
    }
    .chart .change text {
      fill: Canvas;
    }
  }
`;
