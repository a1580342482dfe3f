import { css } from 'lit';

export const styles = css`
  .axis {
    margin-block-start: var(--_2);
    color: var(--_text-muted);
    font-size: 12px;
  }
  figure .axis {
    margin-block: 0 var(--_2);
    text-align: end;
  }
  .axis + figure {
    margin-block-start: 0;
  }
  .thin {
    fill: var(--_warning);
    fill-opacity: 0.1;
  }
  .topic-dot {
    fill: var(--_accent);
    fill-opacity: 0.75;
    stroke: var(--_surface);
  }
  .topic-dot.few {
    fill: var(--_warning);
  }
  .chart .dot-label {
    paint-order: stroke;
    stroke: var(--_surface);
    stroke-width: 3px;
    stroke-linejoin: round;
  }
  .kept {
    color: var(--_text-muted);
    font-style: italic;
  }
  .key-person {
    display: block;
    color: var(--_text-muted);
  }
  @media (forced-colors: active) {
    .thin {
      fill: GrayText;
      fill-opacity: 0.2;
    }
    .topic-dot,
    .topic-dot.few {
      fill: Highlight;
      stroke: Canvas;
    }
  }
`;
