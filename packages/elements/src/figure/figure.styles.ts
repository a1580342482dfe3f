import { css } from 'lit';

export const styles = css`
  .headline {
    margin-block: var(--_2) var(--_1);
    line-height: 1.35;
  }
  .value {
    font-size: 2em;
    font-weight: 600;
    line-height: 1.2;
    font-variant-numeric: tabular-nums;
    margin-inline-end: 0.25em;
  }
  .interval-text {
    color: var(--_text-muted);
    font-size: var(--_s);
    font-variant-numeric: tabular-nums;
  }
  .strip {
    position: relative;
    block-size: 0.75rem;
    margin-block: var(--_2);
    border-radius: var(--_radius-s);
    background: var(--_tint-strong);
    overflow: hidden;
  }
  .strip-part {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }
  .strip-part:dir(rtl),
  .spark:dir(rtl) {
    scale: -1 1;
  }
  .strip .interval {
    fill: color-mix(in oklab, var(--_accent) 45%, transparent);
  }
  .strip .chance {
    fill: color-mix(in oklab, currentColor 30%, transparent);
  }
  .strip .value {
    stroke: var(--_accent);
    stroke-width: 3;
  }
  .trend {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_2);
    color: var(--_text-muted);
    font-size: var(--_s);
    font-variant-numeric: tabular-nums;
  }
  .spark path {
    fill: none;
    stroke: var(--_accent);
    stroke-width: 1.5;
    stroke-linejoin: round;
  }
  .spark circle {
    fill: var(--_accent);
  }
  .more > summary {
    color: inherit;
  }
  @media (forced-colors: active) {
    .strip {
      border: 1px solid;
    }
    .strip .interval {
      fill: Highlight;
    }
    .strip .chance {
      fill: GrayText;
    }
    .strip .value {
      stroke: CanvasText;
    }
    .spark path {
      stroke: CanvasText;
    }
  }
`;
